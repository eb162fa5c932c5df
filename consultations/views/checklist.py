"""The checklist, and the comparison that answers each tick."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import pages, selectors
from consultations.permissions import clinician


@open_to(clinician)
@require_safe
def checklist(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show the checklist."""
    found = selectors.conversation(request.user, request.organisation, code)
    return render(request, "consultations/conversation.html", pages.opening(found))


comparison = decision = summary = checklist
