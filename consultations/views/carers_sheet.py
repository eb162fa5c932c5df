"""What a carer takes home: the same sheet as a page, in large print, as a PDF and as plain text.

After the end it is all that a carer's seat opens.
"""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import open_to
from consultations import pdf
from consultations.pages.carer import carers_frame, nothing_goes_home
from consultations.pages.carers_sheet import sheet, sheet_pdf
from consultations.permissions import carer_takes_home
from consultations.presenters.record_text import plain_text
from consultations.requests import RoomRequest
from consultations.views.carer import seated, shut_since
from consultations.views.summary import file_of


@open_to(carer_takes_home)
@require_safe
def carers_sheet(request: RoomRequest, code: UUID, is_large: bool = False) -> HttpResponse:
    """Show the sheet while it is shared, else 404; after the end, else a kind sentence."""
    seat, found = seated(request, code, "sheet")
    try:
        summary = sheet(found, seat)
    except Http404:
        if not seat.has_ended:
            return shut_since(request, code)
        page = nothing_goes_home(found, seat)
        return render(request, "consultations/nothing_goes_home.html", page)
    frame = carers_frame(found, seat) | {"has_pdf": pdf.is_there(), "is_large": is_large}
    return render(request, "consultations/carers_sheet.html", frame | {"summary": summary})


@open_to(carer_takes_home)
@require_safe
def carers_sheet_file(request: RoomRequest, code: UUID, kind: str) -> HttpResponse:
    """Answer with the sheet as a file, while it is shared. Raises Http404 otherwise."""
    seat, found = seated(request, code, "sheet")
    summary = sheet(found, seat)
    if kind == "text":
        return file_of(plain_text(summary).encode(), "text/plain; charset=utf-8", "decision.txt")
    if not pdf.is_there():
        page = carers_frame(found, seat) | {"summary": summary, "is_large": kind == "large"}
        return render(request, "consultations/carers_sheet.html", page, status=503)
    body = sheet_pdf(summary, kind == "large")
    return file_of(body, "application/pdf", "decision.pdf")
