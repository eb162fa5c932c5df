"""A list of one's own beside the person's, and where the lists differ."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Account
from accounts.permissions import open_to
from consultations import tickets
from consultations.checklist import Checklist
from consultations.forms.own_view import OwnViewForm
from consultations.models import Consultation, Participant
from consultations.pages import differing as pages
from consultations.pages import own_view as own_view_pages
from consultations.permissions import clinician, takes_part
from consultations.requests import RoomRequest
from consultations.selectors.voices import list_by
from consultations.services.own_view import record_own_view
from consultations.views.asking import found_for
from consultations.views.sending import is_saved, sent_again
from medications.selectors import rated_effects


@open_to(takes_part)
@require_safe
def differ(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show what all named, what some named, and each list by itself."""
    found = found_for(request, code)
    return render(request, "consultations/differ.html", pages.differ(found))


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def my_view(request: RoomRequest, code: UUID) -> HttpResponse:
    """Let a clinician make a list of their own."""
    found = found_for(request, code)
    form = own_view_form(request, found, list_by(request.user, found))
    if form.is_bound and is_own_view_saved(form, found, request.user):
        messages.success(request, _("Saved."))
        return redirect("my_view", code)
    status = sent_again(form, found)
    page = own_view_pages.my_view(found, form)
    return render(request, "consultations/my_view.html", page, status=status)


def own_view_form(request: RoomRequest, found: Consultation, kept: Checklist) -> OwnViewForm:
    """Return the form of a list, as it was sent or as it is kept."""
    filled = OwnViewForm.showing(kept) | {"ticket": tickets.issue(found)}
    lines = rated_effects(found.release)
    return OwnViewForm(request.POST or None, initial=filled, lines=lines)


def is_own_view_saved(form: OwnViewForm, found: Consultation, by: Account | Participant) -> bool:
    """Keep a list, or say on the form why not."""

    def write(ticket: tickets.Ticket) -> None:
        record_own_view(consultation=found, by=by, view=form.view(), key=ticket.key)

    return form.is_valid() and is_saved(form, found, write, PermissionDenied)
