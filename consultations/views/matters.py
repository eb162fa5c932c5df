"""What matters: the first thing asked, before any list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import open_to
from consultations import pages, selectors, services, tickets
from consultations.forms import MattersForm
from consultations.models import Consultation
from consultations.permissions import before_too
from consultations.requests import RoomRequest
from consultations.views.asking import found_for, writer
from consultations.views.sending import is_saved, sent_again


@open_to(before_too)
@require_http_methods(["GET", "HEAD", "POST"])
def matters(request: RoomRequest, code: UUID) -> HttpResponse:
    """Ask what matters, and keep it in the person's words."""
    found = found_for(request, code)
    if request.method != "POST":
        form = MattersForm.showing(selectors.said_so_far(found), tickets.issue(found))
        return _page(request, found, form)
    form = MattersForm(request.POST)
    if form.is_valid() and _is_saved(request, found, form):
        messages.success(request, _("Saved."))
        return redirect(_next_step(request, found))
    return _page(request, found, form)


def _next_step(request: RoomRequest, found: Consultation) -> str:
    """Return the step that was pressed with words still unsaved, or else the one that follows."""
    asked = request.POST.get("then", "")
    steps = pages.room(found, "matters")["room"].steps if asked else []
    follows = reverse("checklist", args=[found.code])
    return next((each.url for each in steps if each.url == asked), follows)


def _is_saved(request: RoomRequest, found: Consultation, form: MattersForm) -> bool:
    """Save, or say on the form why not: what was typed stays there."""

    def write(ticket: tickets.Ticket) -> None:
        services.record_matters(ticket=ticket, by=writer(request), matters=form.matters())

    return is_saved(form, found, write)


def _page(request: RoomRequest, found: Consultation, form: MattersForm) -> HttpResponse:
    """Draw the page; after a conflict it shows what is saved now, beside what was typed."""
    status = sent_again(form, found)
    context = pages.room(found, "matters") | {"form": form}
    return render(request, "consultations/matters.html", context, status=status)
