"""The summary: page, large print, PDF, plain text, and a letter; nothing here is written."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import pages, pdf, selectors
from consultations.forms.letter import LetterForm
from consultations.pages import summary as sheets
from consultations.permissions import clinician
from consultations.presenters.letter import letter_text
from consultations.presenters.record_text import plain_text
from consultations.presenters.summary_sections import presented_summary


@open_to(clinician)
@require_safe
def summary(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show the newest decision; before there is one, say so."""
    found = selectors.conversation(request.user, request.organisation, code)
    if not sheets.has_decision(found):
        return render(request, "consultations/no_decision.html", pages.room(found, "summary"))
    return render(request, "consultations/summary.html", sheets.summary(sheets.found(found, None)))


@open_to(clinician)
@require_safe
def earlier_summary(request: MemberRequest, code: UUID, number: int) -> HttpResponse:
    """Show one decision of the line by its number."""
    found = selectors.conversation(request.user, request.organisation, code)
    context = sheets.summary(sheets.found(found, number))
    return render(request, "consultations/summary.html", context)


@open_to(clinician)
@require_safe
def large_summary(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show the newest decision in large letters."""
    found = selectors.conversation(request.user, request.organisation, code)
    context = sheets.summary(sheets.found(found, None))
    return render(request, "consultations/summary_large.html", context)


@open_to(clinician)
@require_safe
def summary_pdf(
    request: MemberRequest, code: UUID, number: int | None = None, is_large: bool = False
) -> HttpResponse:
    """Answer with a PDF, or say that there is none here and how to print instead."""
    found = selectors.conversation(request.user, request.organisation, code)
    shown = sheets.found(found, number)
    if not pdf.is_there():
        context = pages.room(found, "summary")
        return render(request, "consultations/no_pdf.html", context, status=503)
    body = sheets.summary_pdf(shown, is_large)
    return _file(body, "application/pdf", "summary-large.pdf" if is_large else "summary.pdf")


@open_to(clinician)
@require_safe
def summary_text(request: MemberRequest, code: UUID) -> HttpResponse:
    """Answer with the newest decision as plain text."""
    found = selectors.conversation(request.user, request.organisation, code)
    text = plain_text(presented_summary(sheets.found(found, None).known))
    return _file(text.encode(), "text/plain; charset=utf-8", "summary.txt")


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: MemberRequest, code: UUID) -> HttpResponse:
    """Offer a letter to edit; what was typed comes back as a page for paper, and is not kept."""
    found = selectors.conversation(request.user, request.organisation, code)
    shown = sheets.found(found, None)
    form = LetterForm(request.POST or None, initial={"text": letter_text(shown.known)})
    if request.method == "POST" and form.is_valid():
        context = sheets.letter(shown, form.cleaned_data["text"])
        return render(request, "consultations/letter_print.html", context)
    context = sheets.letter_form(shown, form)
    status = 422 if form.is_bound else 200
    return render(request, "consultations/letter.html", context, status=status)


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file whose name says nothing about anybody."""
    return HttpResponse(
        body, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
