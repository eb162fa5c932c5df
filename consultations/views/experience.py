"""Past experience: medicines taken now and before, one at a time; pregnancy."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import selectors, tickets
from consultations.forms.experience import MedicineForm, PregnancyForm
from consultations.forms.ticket import TicketForm
from consultations.models import Consultation
from consultations.pages import experience as pages
from consultations.permissions import clinician
from consultations.selectors.medicines import answered
from consultations.services.experience import (
    NotSaved,
    record_experience,
    record_none_taken,
    record_pregnancy,
    remove_experience,
)
from consultations.stages import FINISHED
from consultations.views.sending import is_saved, sent_again
from medications.selectors import cards


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def experience(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show the medicines taken now and before; keep that none is taken now, or take it back."""
    found = selectors.conversation(request.user, request.organisation, code)
    form = TicketForm(request.POST or None, initial={"ticket": tickets.issue(found)})

    def write(ticket: tickets.Ticket) -> None:
        takes_none = "none" in request.POST
        record_none_taken(ticket=ticket, by=request.user, takes_none=takes_none)

    if form.is_bound and is_saved(form, found, write, NotSaved):
        messages.success(request, _("Saved."))
        return redirect("experience", code)
    return _drawn(request, found, form, pages.experience(found, form), "experience")


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def experience_add(request: MemberRequest, code: UUID, kind: str) -> HttpResponse:
    """Add one medicine to what is taken now, or to what was taken before."""
    found = selectors.conversation(request.user, request.organisation, code)
    return _entry(request, found, pages.known_kind(kind), None)


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def experience_entry(request: MemberRequest, code: UUID, kind: str, key: int) -> HttpResponse:
    """Change what was said of one medicine, or take it out of the list."""
    found = selectors.conversation(request.user, request.organisation, code)
    return _entry(request, found, pages.known_kind(kind), key)


def _entry(request: MemberRequest, found: Consultation, kind: str, key: int | None) -> HttpResponse:
    """Draw the form of one medicine, or keep what was typed.

    Of a conversation that has ended only what was typed is drawn; the list is read elsewhere.
    """
    if found.stage in FINISHED and request.method != "POST":
        return redirect("experience", found.code)
    said = None if key is None else pages.entry(found, kind, key)
    shown = said or pages.offered(found, kind, request.GET.get("earlier", ""))
    initial = MedicineForm.showing(shown) if shown else {}
    form = MedicineForm(
        request.POST or None,
        initial=initial | {"ticket": tickets.issue(found)},
        kind=kind,
        cards=cards(found.release),
    )
    if key is not None and said is None and not form.is_bound:
        raise Http404
    if form.is_bound and _is_kept(request, found, form, kind, key):
        messages.success(request, _("Saved."))
        return redirect("experience", found.code)
    return _drawn(request, found, form, pages.entry_form(found, kind, form, said))


def _is_kept(
    request: MemberRequest, found: Consultation, form: MedicineForm, kind: str, key: int | None
) -> bool:
    """Add, change or take out, or say on the form why not."""
    is_removal = key is not None and "remove" in request.POST
    if not form.is_valid() and not is_removal:
        return False

    def write(ticket: tickets.Ticket) -> None:
        if is_removal and key is not None:
            remove_experience(ticket=ticket, by=request.user, kind=kind, key=key)
        else:
            record_experience(ticket=ticket, by=request.user, kind=kind, said=form.said(), key=key)

    return is_saved(form, found, write, NotSaved)


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def pregnancy(request: MemberRequest, code: UUID) -> HttpResponse:
    """Ask about pregnancy and breast-feeding; "not asked" stays in sight."""
    found = selectors.conversation(request.user, request.organisation, code)
    if found.stage in FINISHED and request.method != "POST":
        return redirect("experience", code)
    initial = answered(found) | {"ticket": tickets.issue(found)}
    form = PregnancyForm(request.POST or None, initial=initial)
    if form.is_valid() and _is_answered(request, found, form):
        messages.success(request, _("Saved."))
        return redirect("experience", code)
    return _drawn(request, found, form, pages.pregnancy(found, form), "pregnancy")


def _is_answered(request: MemberRequest, found: Consultation, form: PregnancyForm) -> bool:
    """Keep the answers, or say on the form why not."""

    def write(ticket: tickets.Ticket) -> None:
        record_pregnancy(ticket=ticket, by=request.user, answers=form.answers())

    return is_saved(form, found, write, NotSaved)


def _drawn(
    request: MemberRequest,
    found: Consultation,
    form: TicketForm,
    context: dict,
    name: str = "experience_entry",
) -> HttpResponse:
    """Draw a form, also one that was sent."""
    status = sent_again(form, found)
    return render(request, f"consultations/{name}.html", context, status=status)
