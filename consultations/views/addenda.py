"""A correction is added to the record of a conversation that has ended."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import selectors, tickets
from consultations.forms.addendum import AddendumForm
from consultations.pages.addenda import addendum_page
from consultations.permissions import clinician
from consultations.services.addenda import add_addendum, check_can_add
from consultations.stages import FINISHED
from consultations.views.sending import is_saved, sent_again


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def addendum(request: MemberRequest, code: UUID) -> HttpResponse:
    """Add a correction, beside those that are there."""
    found = selectors.conversation(request.user, request.organisation, code)
    check_can_add(request.user, found, FINISHED)
    form = AddendumForm(request.POST or None, initial={"ticket": tickets.issue(found)})

    def write(ticket: tickets.Ticket) -> None:
        typed = form.cleaned_data
        add_addendum(ticket=ticket, by=request.user, text=typed["text"], wish=typed["wish"])

    if form.is_bound and form.is_valid() and is_saved(form, found, write, PermissionDenied):
        messages.success(request, _("Saved. It stands below the summary."))
        return redirect("summary", code)
    status = sent_again(form, found)
    page = addendum_page(found, form)
    return render(request, "consultations/addendum.html", page, status=status)
