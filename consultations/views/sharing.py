"""Who can see what: the person agrees, on their own screen or through their clinician."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import open_to
from consultations import tickets
from consultations.forms.sharing import ScopeForm
from consultations.models import Consultation, Participant
from consultations.models.consent import Scope
from consultations.pages import carer as pages
from consultations.permissions import takes_part
from consultations.requests import RoomRequest
from consultations.selectors.for_carer import carer
from consultations.services.carers import record_consent, withdraw_consent
from consultations.views.asking import found_for, writer
from consultations.views.sending import is_saved, sent_again


@open_to(takes_part)
@require_safe
def sharing(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show what is shared with each carer, and how that came about."""
    found = found_for(request, code)
    return render(request, "consultations/sharing.html", pages.sharing(found))


@open_to(takes_part)
@require_http_methods(["GET", "HEAD", "POST"])
def share_with(request: RoomRequest, code: UUID, key: int) -> HttpResponse:
    """Agree on what one carer sees, or stop sharing with them."""
    found = found_for(request, code)
    its = carer(found, key)
    initial = {"scope": Scope.of(its).names, "ticket": tickets.issue(found)}
    form = ScopeForm(request.POST or None, initial=initial)
    if form.is_bound and _is_agreed(request, found, its, form):
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("sharing", code)
    status = sent_again(form, found)
    page = pages.share_with(found, its, form)
    return render(request, "consultations/share_with.html", page, status=status)


@open_to(takes_part)
@require_http_methods(["GET", "HEAD", "POST"])
def sharing_preview(request: RoomRequest, code: UUID, key: int) -> HttpResponse:
    """Show what a carer sees now or, with other ticks, would see; nothing is saved."""
    found = found_for(request, code)
    its, form = carer(found, key), ScopeForm(request.POST or None)
    scope = form.agreed() if form.is_bound and form.is_valid() else Scope.of(its)
    page = pages.preview(found, its, scope, tickets.issue(found))
    return render(request, "consultations/sharing_preview.html", page)


def _is_agreed(
    request: RoomRequest, found: Consultation, its: Participant, form: ScopeForm
) -> bool:
    """Save what was ticked, or stop sharing; say on the form why not."""
    by = writer(request)

    def write(ticket: tickets.Ticket) -> None:
        if "stop" in request.POST:
            withdraw_consent(consultation=found, by=by, carer=its.pk, key=ticket.key)
        else:
            record_consent(ticket=ticket, by=by, carer=its.pk, scope=form.agreed())

    return form.is_valid() and is_saved(form, found, write, PermissionDenied)
