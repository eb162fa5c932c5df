"""Questions between two visits: left by the person, answered by a clinician of the clinic."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import selectors, tickets
from consultations.forms.questions import AnswerForm, QuestionForm
from consultations.pages import questions as pages
from consultations.permissions import before_too, clinician
from consultations.requests import RoomRequest
from consultations.selectors.questions import question
from consultations.services.questions import answer_question, leave_question
from consultations.views.asking import found_for, writer
from consultations.views.sending import is_saved, sent_again


@open_to(before_too)
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show whom to ask, what was asked and answered; keep a question."""
    found = found_for(request, code)
    form = QuestionForm(request.POST or None, initial={"ticket": tickets.issue(found)})

    def write(ticket: tickets.Ticket) -> None:
        text = form.cleaned_data["text"].strip()
        leave_question(consultation=found, by=writer(request), text=text, key=ticket.key)

    if form.is_bound and form.is_valid() and is_saved(form, found, write):
        messages.success(request, _("Saved. The answer will stand on this page."))
        return redirect("questions", code)
    status = sent_again(form, found)
    page = pages.questions(found, form)
    return render(request, "consultations/questions.html", page, status=status)


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, code: UUID, key: int) -> HttpResponse:
    """Let a clinician answer one question, or put their answer right."""
    found = selectors.conversation(request.user, request.organisation, code)
    row = question(found, key)
    kept = {"ticket": tickets.issue(found), "answer": row.answer}
    form = AnswerForm(request.POST or None, initial=kept)

    def write(ticket: tickets.Ticket) -> None:
        text = form.cleaned_data["answer"].strip()
        answer_question(ticket=ticket, by=request.user, question=row.pk, answer=text)

    if form.is_bound and form.is_valid() and is_saved(form, found, write):
        messages.success(request, _("Saved. The person reads it on their page."))
        return redirect("questions", code)
    status = sent_again(form, found)
    page = pages.answer(found, row, form)
    return render(request, "consultations/answer.html", page, status=status)
