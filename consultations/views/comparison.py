"""How the medicines compare, cards within a conversation, and how the comparison works."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import open_to
from consultations import pages
from consultations.forms import WantedForm
from consultations.permissions import takes_part
from consultations.requests import RoomRequest
from consultations.views.asking import found_for
from medications.forms import CompareForm
from medications.languages import language
from medications.selectors import names


@open_to(takes_part)
@require_safe
def comparison(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show how the medicines compare for the person; a filter sorts them apart, never away."""
    found = found_for(request, code)
    form = WantedForm(request.GET)
    return render(request, "consultations/comparison.html", pages.comparison(found, form))


@open_to(takes_part)
@require_safe
def comparison_by(request: RoomRequest, code: UUID, key: int) -> HttpResponse:
    """Show the same by the list of a carer or a clinician; the person's stays what counts."""
    found = found_for(request, code)
    page = pages.comparison_by(found, key, WantedForm(request.GET))
    return render(request, "consultations/comparison_by.html", page)


@open_to(takes_part)
@require_safe
def how_this_works(request: RoomRequest, code: UUID) -> HttpResponse:
    """Tell the rule, what counts as unknown, and what the tool is not."""
    found = found_for(request, code)
    return render(request, "consultations/how_this_works.html", pages.how_this_works(found))


@open_to(takes_part)
@require_safe
def our_card(request: RoomRequest, code: UUID, medication: str) -> HttpResponse:
    """Show a whole card of the conversation's own release, with the person's wishes first."""
    found = found_for(request, code)
    context = pages.our_card(found, medication, language(request.GET.get("language", "")))
    return render(request, "consultations/our_card.html", context)


@open_to(takes_part)
@require_safe
def our_compare(request: RoomRequest, code: UUID) -> HttpResponse:
    """Put two or three cards side by side, with the person's wishes first."""
    found = found_for(request, code)
    form = CompareForm(request.GET or None, medicines=names(found.release))
    return render(request, "consultations/our_compare.html", pages.our_compare(found, form))
