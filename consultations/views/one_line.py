"""The checklist one line at a time, for whom a whole page of lines is too much."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import open_to
from consultations import pages
from consultations.forms import TickForm
from consultations.models import Consultation
from consultations.permissions import Finished, before_too
from consultations.requests import RoomRequest
from consultations.stages import FINISHED
from consultations.views.asking import found_for
from consultations.views.checklist import Refusal, record
from medications.selectors import lines

PAGE = "consultations/one_line.html"


@open_to(before_too)
@require_http_methods(["GET", "HEAD", "POST"])
def one_line(request: RoomRequest, code: UUID, number: int) -> HttpResponse:
    """Show one line of the checklist with large buttons; a press leads on to the next one."""
    found = found_for(request, code)
    if not 1 <= number <= len(lines(found.release)):
        raise Http404
    if request.method == "POST":
        return _pressed(request, found, number)
    if found.stage in FINISHED:
        return redirect("checklist", code)
    return render(request, PAGE, pages.one_line(found, number))


def _pressed(request: RoomRequest, found: Consultation, number: int) -> HttpResponse:
    """Carry out a press and go on; or stay, and say why it changed nothing."""
    form = TickForm(request.POST)
    try:
        recorded = record(request, form, found.code)
    except Refusal as reason:
        status = 403 if isinstance(reason, Finished) else 422
        return render(
            request, PAGE, pages.not_pressed(found, number, reason, request.POST), status=status
        )
    messages.success(request, pages.what_happened(recorded))
    if form.is_undo:
        return redirect("one_line", found.code, number)
    if number == len(lines(found.release)):
        return redirect("checklist", found.code)
    return redirect("one_line", found.code, number + 1)
