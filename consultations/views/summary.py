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
from consultations.permissions import clinician, takes_home
from consultations.presenters.letter import letter_text
from consultations.requests import RoomRequest
from consultations.views.asking import found_for


@open_to(takes_home)
@require_safe
def summary(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show the newest decision; before there is one, say so."""
    found = found_for(request, code)
    if not sheets.has_decision(found):
        return render(request, "consultations/no_decision.html", sheets.no_summary(found))
    return render(request, "consultations/summary.html", sheets.summary(sheets.found(found, None)))


@open_to(takes_home)
@require_safe
def earlier_summary(request: RoomRequest, code: UUID, number: int) -> HttpResponse:
    """Show one decision of the line by its number."""
    found = found_for(request, code)
    context = sheets.summary(sheets.found(found, number))
    return render(request, "consultations/summary.html", context)


@open_to(takes_home)
@require_safe
def large_summary(request: RoomRequest, code: UUID, number: int) -> HttpResponse:
    """Show one decision in large letters."""
    found = found_for(request, code)
    context = sheets.summary(sheets.found(found, number))
    return render(request, "consultations/summary_large.html", context)


@open_to(takes_home)
@require_safe
def summary_pdf(
    request: RoomRequest, code: UUID, number: int | None = None, is_large: bool = False
) -> HttpResponse:
    """Answer with a PDF, or say that there is none here and how to print instead."""
    found = found_for(request, code)
    shown = sheets.found(found, number)
    if not pdf.is_there():
        context = pages.room(found, "summary")
        return render(request, "consultations/no_pdf.html", context, status=503)
    body = sheets.summary_pdf(shown, is_large)
    return file_of(body, "application/pdf", "summary-large.pdf" if is_large else "summary.pdf")


@open_to(takes_home)
@require_safe
def summary_text(request: RoomRequest, code: UUID, number: int) -> HttpResponse:
    """Answer with one decision as plain text."""
    found = found_for(request, code)
    text = sheets.summary_text(sheets.found(found, number))
    return file_of(text.encode(), "text/plain; charset=utf-8", "summary.txt")


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: MemberRequest, code: UUID, number: int) -> HttpResponse:
    """Offer a letter to edit; what was typed comes back as a page for paper, and is not kept.

    The address says of which decision it is, so that a newer one never lends it its number.
    """
    found = selectors.conversation(request.user, request.organisation, code)
    shown = sheets.found(found, number)
    is_typed = request.method == "POST" and "change" not in request.POST
    offered = request.POST.get("text") or letter_text(shown.known)
    form = LetterForm(request.POST if is_typed else None, initial={"text": offered})
    if form.is_valid():
        context = sheets.letter(shown, form.cleaned_data["text"])
        return render(request, "consultations/letter_print.html", context)
    status = 422 if form.is_bound else 200
    context = sheets.letter_form(shown, form)
    return render(request, "consultations/letter.html", context, status=status)


def file_of(body: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file whose name says nothing about anybody."""
    return HttpResponse(
        body, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
