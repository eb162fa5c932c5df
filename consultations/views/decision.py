"""The decision: typed, read back, then kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import selectors, tickets
from consultations.forms.decision import DecisionForm
from consultations.models import Consultation
from consultations.pages import decision as pages
from consultations.pages.freezing import freeze
from consultations.permissions import check_goes_on, clinician
from consultations.services.cards import ReadFirst, check_has_read
from consultations.services.decision import STAGES, NotDecided, ReadAgain, record_decision
from consultations.stages import MoveNotAllowed
from consultations.views.sending import is_saved, sent_again

PAGE, CHECK = "consultations/decision.html", "consultations/decision_check.html"


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: MemberRequest, code: UUID) -> HttpResponse:
    """Ask what was decided, read it back, and keep it once it is confirmed."""
    found = selectors.conversation(request.user, request.organisation, code)
    shown = pages.deciding(found)
    if request.method != "POST" or "change" in request.POST:
        return _form(request, shown)
    form = DecisionForm(request.POST, **shown.offers())
    if not form.is_valid() or not _is_ours(form, found):
        return _again(request, shown, form)
    if "keep" not in request.POST:
        return render(request, CHECK, pages.check(shown, form))
    try:
        if not _is_kept(request, found, form):
            return _again(request, shown, form)
    except ReadAgain as reason:
        return render(request, CHECK, pages.check(shown, form, str(reason)), status=422)
    messages.success(request, _("Saved."))
    return redirect("summary", code)


def _form(request: MemberRequest, shown: pages.Deciding) -> HttpResponse:
    """Draw the form, empty or with everything that was typed and is to be changed."""
    found, typed = shown.consultation, request.POST.dict()
    sent = typed.get("ticket")
    ticket = tickets.issue(found) if sent is None else tickets.renew(sent, found.code)
    initial = {"decided_by": str(request.user.pk)} | typed | {"ticket": ticket}
    form = DecisionForm(initial=initial, **shown.offers())
    return render(request, PAGE, pages.decision(shown, form))


def _again(request: MemberRequest, shown: pages.Deciding, form: DecisionForm) -> HttpResponse:
    """Draw the form with what is wrong and everything that was typed."""
    status = sent_again(form, shown.consultation)
    return render(request, PAGE, pages.decision(shown, form), status=status)


def _is_ours(form: DecisionForm, found: Consultation) -> bool:
    """Tell whether the form was drawn for this conversation, which goes on, or say why not.

    Nor is anything decided before a safety change of the cards is read.
    """

    def check(_ticket: tickets.Ticket) -> None:
        check_goes_on(found, STAGES)
        check_has_read(found)

    return is_saved(form, found, check, ReadFirst)


def _is_kept(request: MemberRequest, found: Consultation, form: DecisionForm) -> bool:
    """Keep the decision, or say on the form why not. Raises ReadAgain."""

    def write(ticket: tickets.Ticket) -> None:
        record_decision(
            ticket=ticket,
            by=request.user,
            details=form.details(),
            freeze=freeze,
            shown=request.POST.get("shown", ""),
        )

    return is_saved(form, found, write, NotDecided, ReadFirst, MoveNotAllowed)
