"""The walk for each role: open to anyone, and about nobody who is real."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import anyone, open_to
from accounts.requests import OrganisationRequest
from consultations.pages import learning as pages
from consultations.presenters.learning import walks


@open_to(anyone)
@require_safe
def learn(request: OrganisationRequest) -> HttpResponse:
    """Ask whose walk it should be."""
    return render(request, "consultations/learn.html", {"walks": walks()})


@open_to(anyone)
@require_safe
def learn_step(request: OrganisationRequest, role: str, step: int) -> HttpResponse:
    """Show one step of a walk, with the way on and back."""
    try:
        page = pages.step(request.organisation, role, step)
    except LookupError:
        raise Http404 from None
    return render(request, "consultations/learn_step.html", page)
