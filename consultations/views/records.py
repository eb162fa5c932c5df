"""Everything that is kept about one person, for whoever answers for all of it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Account, Role
from accounts.permissions import open_to, role
from accounts.requests import MemberRequest
from consultations import pdf, selectors
from consultations.forms.keeping import MoveForm
from consultations.models import ServiceUser
from consultations.pages import whole_record as pages
from consultations.permissions import clinician
from consultations.selectors.keeping import kept_record
from consultations.selectors.whole_record import is_all_in_reach
from consultations.services.keeping import check_can_keep, move_record, moves_open_to


@open_to(clinician)
@require_safe
def record(request: MemberRequest, key: int) -> HttpResponse:
    """Say what a file of everything holds, and offer it."""
    found = selectors.person(request.user, request.organisation, key)
    context = pages.record_page(request.user, found)
    return render(request, "consultations/record.html", context)


@open_to(clinician)
@require_POST
def record_json(request: MemberRequest, key: int) -> HttpResponse:
    """Answer with everything as JSON."""
    return _whole(request, key, pages.record_json, "application/json", "record.json")


@open_to(clinician)
@require_POST
def record_pdf(request: MemberRequest, key: int) -> HttpResponse:
    """Answer with everything as a PDF; where there is none, with the page that says so."""
    if not pdf.is_there():
        found = selectors.person(request.user, request.organisation, key)
        context = pages.record_page(request.user, found)
        return render(request, "consultations/record.html", context, status=503)
    return _whole(request, key, pages.record_pdf, "application/pdf", "record.pdf")


@open_to(role(Role.CLINICIAN, Role.MANAGER))
@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: MemberRequest, key: int) -> HttpResponse:
    """Show whether a record is restricted or on hold; restrict it, hold it, or lift that."""
    found = kept_record(request.organisation, key)
    check_can_keep(request.user, found)
    form = MoveForm(request.POST or None, allowed=moves_open_to(request.user, found))
    if form.is_valid():
        typed = form.cleaned_data
        move_record(service_user=found, kind=typed["kind"], reason=typed["reason"], by=request.user)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("keeping", key)
    is_reader = Role.CLINICIAN in request.roles
    context = pages.keeping_page(found, form, is_reader=is_reader)
    status = 422 if form.is_bound else 200
    return render(request, "consultations/keeping.html", context, status=status)


def _whole(
    request: MemberRequest,
    key: int,
    made: Callable[[Account, ServiceUser], bytes],
    kind: str,
    name: str,
) -> HttpResponse:
    """Return a file whose name says nothing about anybody. Raises Http404 and PermissionDenied."""
    found = selectors.person(request.user, request.organisation, key)
    if not is_all_in_reach(request.user, request.organisation, found):
        raise PermissionDenied(_("Some of it is of a clinic in which you do not work."))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made(request.user, found), content_type=kind, headers=headers)
