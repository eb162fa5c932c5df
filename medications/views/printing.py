"""All cards at once, to be printed: for a folder on the ward, or for a day without the service."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import anyone, open_to
from accounts.requests import OrganisationRequest
from medications import selectors
from medications.pages import printing as pages


@open_to(anyone)
@require_safe
def short_cards(request: OrganisationRequest) -> HttpResponse:
    """Show all cards as they are handed over, each on pages of its own."""
    release = selectors.current_release(request.organisation)
    return render(request, "medications/print.html", pages.all_cards(release))


@open_to(anyone)
@require_safe
def whole_cards(request: OrganisationRequest) -> HttpResponse:
    """Show all cards with every figure and source, each on pages of its own."""
    release = selectors.current_release(request.organisation)
    return render(request, "medications/print_whole.html", pages.all_cards(release))
