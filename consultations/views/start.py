"""The clinician's day, opening a conversation, and its first page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import pages, selectors, services, tickets
from consultations.forms import StartForm
from consultations.permissions import clinician
from consultations.selectors.decision import latest_decision
from consultations.services.beginning import change_beginning
from consultations.stages import Stage
from consultations.views.sending import is_saved, sent_again
from medications.selectors import cards, current_release

BEGUN = _(
    "This form had opened this conversation before. Nothing of what was sent now was saved: "
    "if something is different, change it here."
)


@open_to(clinician)
@require_safe
def day(request: MemberRequest) -> HttpResponse:
    """Show what is open, paused, planned and to be looked at again in one's clinics."""
    clinics = selectors.clinics_of(request.user, request.organisation)
    return render(request, "consultations/day.html", pages.day(list(clinics), request.GET))


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: MemberRequest, key: int) -> HttpResponse:
    """Open a conversation with a person; `since` in the address is one to look at again."""
    service_user = selectors.person(request.user, request.organisation, key)
    since = request.GET.get("since", "")
    before = selectors.finished(request.user, request.organisation, service_user, since)
    release = current_release(request.organisation)
    form = StartForm(
        request.POST or None,
        service_user=service_user,
        clinics=selectors.clinics_of(request.user, request.organisation),
        cards=cards(release),
        decided=latest_decision(before) if before else None,
        initial=pages.as_before(before),
    )
    if request.method == "POST" and form.is_valid():
        is_replay = selectors.is_begun(form.cleaned_data["code"])
        consultation = services.start_consultation(
            service_user=service_user,
            clinic=form.chosen_clinic(),
            release=release,
            details=pages.start_details(form, request.organisation),
            by=request.user,
            code=form.cleaned_data["code"],
            follows=before,
        )
        if is_replay:
            messages.info(request, BEGUN)
        is_going_on = consultation.stage == Stage.OPEN and not is_replay
        return redirect("matters" if is_going_on else "conversation", consultation.code)
    context = pages.start_page(request.user, form, before, release)
    status = 422 if form.is_bound else 200
    return render(request, "consultations/start.html", context, status=status)


@open_to(clinician)
@require_safe
def conversation(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show how a conversation opens: who is here, what is open to choice, what is taken now."""
    found = selectors.conversation(request.user, request.organisation, code)
    return render(request, "consultations/conversation.html", pages.first_page(found))


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def beginning(request: MemberRequest, code: UUID) -> HttpResponse:
    """Put right where people meet, under which rules, and who is there."""
    found = selectors.conversation(request.user, request.organisation, code)
    form = pages.beginning_form(found, request.POST or None)

    def write(ticket: tickets.Ticket) -> None:
        to = pages.beginning(form, request.organisation)
        change_beginning(ticket=ticket, by=request.user, to=to)

    if form.is_valid() and is_saved(form, found, write):
        messages.success(request, _("Saved."))
        return redirect("conversation", code)
    status = sent_again(form, found)
    context = pages.room(found, "conversation") | {"form": form}
    return render(request, "consultations/beginning.html", context, status=status)
