"""Cards have changed: go on with the newest ones, or look again at what was decided."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import selectors, tickets
from consultations.forms.review import NewestCardsForm, SetAsideForm
from consultations.pages import review as pages
from consultations.pages.then_and_now import then_and_now as then_and_now_page
from consultations.permissions import clinician
from consultations.selectors.standing import prompt as prompt_of
from consultations.services.cards import NotTheNewest, move_to_release
from consultations.services.rounds import AnsweredAlready, set_aside_prompt
from consultations.views.sending import is_saved, sent_again


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def newest_cards(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show what is different on the newest cards, and go on with them once it is read."""
    found = selectors.conversation(request.user, request.organisation, code)
    form = NewestCardsForm(request.POST) if request.method == "POST" else None

    def write(ticket: tickets.Ticket) -> None:
        if form is not None:
            move_to_release(ticket=ticket, by=request.user, read=form.cleaned_data["read"])

    if form is None:
        return render(request, "consultations/newest_cards.html", pages.newest_cards(found))
    if form.is_valid() and is_saved(form, found, write, NotTheNewest):
        messages.success(request, _("This conversation shows the newest cards now."))
        return redirect("conversation", code)
    said = " ".join(map(str, form.non_field_errors()))
    context = pages.newest_cards(found, said or _("Please press the button here."))
    status = sent_again(form, found)
    return render(request, "consultations/newest_cards.html", context, status=status)


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def review_prompt(request: MemberRequest, code: UUID, key: int) -> HttpResponse:
    """Show what a changed card means for what was decided; set it aside with a reason."""
    found = selectors.conversation(request.user, request.organisation, code)
    its = prompt_of(found, key)
    form = SetAsideForm(request.POST) if request.method == "POST" else None

    def write(ticket: tickets.Ticket) -> None:
        if form is not None:
            reason = form.cleaned_data["reason"]
            set_aside_prompt(ticket=ticket, by=request.user, prompt=key, reason=reason)

    if form is not None and form.is_valid() and is_saved(form, found, write, AnsweredAlready):
        messages.success(request, _("Set aside. The reason is kept with the conversation."))
        return redirect("conversation", code)
    status = sent_again(form, found) if form is not None else 200
    context = pages.review_prompt(found, its, form)
    return render(request, "consultations/review_prompt.html", context, status=status)


@open_to(clinician)
@require_safe
def then_and_now(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show the order of then beside the one that the newest cards give."""
    found = selectors.conversation(request.user, request.organisation, code)
    return render(request, "consultations/then_and_now.html", then_and_now_page(found))
