"""The checklist: one press after another, or all of it as one form; and a blank for paper."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import anyone, open_to
from accounts.requests import OrganisationRequest
from consultations import pages, selectors, services, tickets
from consultations.checklist import NotPossible
from consultations.forms import ChecklistForm, TickForm
from consultations.models import Consultation
from consultations.permissions import Finished, Locked, before_too
from consultations.requests import RoomRequest
from consultations.stages import FINISHED
from consultations.views.asking import found_for, writer
from consultations.views.sending import is_saved, sent_again
from medications.selectors import current_release, lines

Refusal = (tickets.BadTicket, services.VersionConflict, NotPossible, PermissionDenied)
PAGE, PARTS = "consultations/checklist.html", "consultations/tick.html"
FORM = "consultations/checklist_form.html"


@open_to(before_too)
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show the checklist with the comparison beside it; carry out a press."""
    if request.method == "POST":
        return _tick(request, code)
    found = found_for(request, code)
    if _wants_parts(request):
        return _answer(request, pages.followed(found, _since(request)))
    return render(request, PAGE, pages.checklist(found))


def _tick(request: RoomRequest, code: UUID) -> HttpResponse:
    """Save one press and answer with what it changed; without scripts, with the page again."""
    form = TickForm(request.POST)
    try:
        recorded = record(request, form, code)
    except Locked:
        raise  # to a script this is no answer, so that the press waits with it
    except Refusal as reason:
        return _not_ticked(request, code, reason)
    if not _wants_parts(request):
        return redirect(f"{reverse('checklist', args=[code])}#your-list")
    recorded.consultation.seen_by = request.seat
    return _answer(request, pages.ticked(recorded))


def record(request: RoomRequest, form: TickForm, code: UUID) -> services.Recorded:
    """Save a press. Raises a refusal, with a sentence."""
    if not form.is_valid():
        raise NotPossible(" ".join(str(form.errors[name][0]) for name in form.errors))
    ticket = tickets.read(form.cleaned_data["ticket"], code)
    ticket = replace(ticket, key=form.cleaned_data["key"] or ticket.key)
    by, made_on = writer(request), form.cleaned_data["made_on"]
    if form.is_undo:
        return services.undo_checklist(ticket=ticket, by=by, made_on=made_on)
    if made_on:
        late = services.Late(made_on, *form.cleaned_data["do"])
        return services.record_late(ticket=ticket, by=by, change=form.change, late=late)
    return services.record_checklist(ticket=ticket, by=by, change=form.change)


def _not_ticked(request: RoomRequest, code: UUID, reason: Exception) -> HttpResponse:
    """Show what is kept and why the press changed nothing; what was typed stays."""
    found = found_for(request, code)
    context = pages.not_ticked(found, reason, request.POST)
    if _wants_parts(request):
        return _answer(request, context, status=422)
    whole = pages.room(found, "checklist") | context
    return render(request, PAGE, whole, status=403 if isinstance(reason, Finished) else 422)


def _answer(request: RoomRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Answer a script, marked so that it takes no other page (to sign in, say) for an answer."""
    response = render(request, PARTS, context, status=status)
    response.headers["Checklist"] = "parts"
    return response


def _since(request: RoomRequest) -> int:
    """Return at which version the screen that follows was drawn; 0 when it does not say."""
    said = request.headers.get("Since", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _wants_parts(request: RoomRequest) -> bool:
    """Tell whether a script asks, which puts the parts where they belong."""
    return request.headers.get("Checklist") == "parts"


@open_to(before_too)
@require_http_methods(["GET", "HEAD", "POST"])
def checklist_form(request: RoomRequest, code: UUID) -> HttpResponse:
    """Fill in all 37 lines at once, or copy a sheet that was filled in on paper; or undo."""
    found = found_for(request, code)
    if found.stage in FINISHED and request.method != "POST":
        return redirect("checklist", code)
    if "do" in request.POST:
        return _press_of_form(request, found)
    form = _whole_form(found, request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_saved(request, found, form):
        messages.success(request, _("Saved."))
        is_before = found.seen_by is not None and found.seen_by.is_beforehand
        return redirect("checklist" if is_before else "comparison", code)
    status = sent_again(form, found)
    return render(request, FORM, pages.whole_form(found, form), status=status)


def _whole_form(found: Consultation, data: QueryDict | None = None) -> ChecklistForm:
    """Return the form as it is kept, or as it was sent."""
    return ChecklistForm(
        data,
        initial={"ticket": tickets.issue(found)},
        lines=lines(found.release),
        checklist=selectors.said_checklist(found).checklist,
    )


def _press_of_form(request: RoomRequest, found: Consultation) -> HttpResponse:
    """Carry out the press that stands beside the form, and come back to it."""
    try:
        recorded = record(request, TickForm(request.POST), found.code)
    except Refusal as reason:
        context = pages.whole_form(found, _whole_form(found), str(reason))
        return render(request, FORM, context, status=403 if isinstance(reason, Finished) else 422)
    messages.success(request, pages.what_happened(recorded))
    return redirect("checklist_form", found.code)


def _is_saved(request: RoomRequest, found: Consultation, form: ChecklistForm) -> bool:
    """Save the whole checklist, or say on the form why not."""

    def write(ticket: tickets.Ticket) -> None:
        services.record_checklist(
            ticket=ticket,
            by=writer(request),
            change=form.checklist,
            from_paper=form.cleaned_data["from_paper"],
        )

    return is_saved(form, found, write, *Refusal)


@open_to(anyone)
@require_safe
def blank_checklist(request: OrganisationRequest) -> HttpResponse:
    """Show the checklist as a sheet to print and fill in with a pen."""
    release = current_release(request.organisation)
    return render(request, "consultations/blank_checklist.html", pages.blank(lines(release)))
