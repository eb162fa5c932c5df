"""Opening the record of a person of another clinic in an emergency, to read it for a while."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import open_to, role
from accounts.requests import MemberRequest
from consultations.forms.emergency import EmergencyForm, EmergencySeenForm
from consultations.pages import emergency as pages
from consultations.permissions import clinician
from consultations.selectors.emergency import opened, opening_keyed
from consultations.services.emergency import note_emergency_seen, open_in_emergency


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: MemberRequest) -> HttpResponse:
    """Ask whose record, and why; then open it."""
    form = EmergencyForm(
        request.POST or None, account=request.user, organisation=request.organisation
    )
    if form.is_valid() and form.person:
        open_in_emergency(
            service_user=form.person,
            kind=form.cleaned_data["kind"],
            why=form.cleaned_data["why"],
            by=request.user,
        )
        return redirect("emergency_record", form.person.pk)
    status = 422 if form.is_bound else 200
    return render(request, "consultations/emergency.html", {"form": form}, status=status)


@open_to(clinician)
@require_safe
def emergency_record(request: MemberRequest, key: int) -> HttpResponse:
    """Show whose record is open, and the conversations in it."""
    opening = opened(request.user, request.organisation, key)
    return render(request, "consultations/emergency_record.html", pages.opened_record(opening))


@open_to(clinician)
@require_safe
def emergency_conversation(request: MemberRequest, key: int, code: UUID) -> HttpResponse:
    """Show one conversation of an open record."""
    opening = opened(request.user, request.organisation, key)
    context = pages.opened_conversation(opening, code)
    return render(request, "consultations/emergency_conversation.html", context)


@open_to(role(Role.CLINICIAN, Role.MANAGER))
@require_http_methods(["GET", "HEAD", "POST"])
def emergencies(request: MemberRequest) -> HttpResponse:
    """Show which records were opened; a press says that somebody has read of one."""
    form = EmergencySeenForm(request.POST or None)
    if form.is_valid():
        found = opening_keyed(request.organisation, form.cleaned_data["key"])
        try:
            note_emergency_seen(opening=found, by=request.user)
        except PermissionDenied as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("Noted."))
        return redirect("emergencies")
    context = pages.openings(request.user, request.organisation, request.roles)
    return render(request, "consultations/emergencies.html", context)
