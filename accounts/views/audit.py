"""The organisation's own audit: looked through, and taken away as a file."""

from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts import auditing
from accounts.forms import AuditForm
from accounts.models import Role
from accounts.permissions import open_to, role
from accounts.requests import MemberRequest
from accounts.services import note_export


@open_to(role(Role.MANAGER, Role.ADMINISTRATOR))
@require_safe
def audit(request: MemberRequest) -> HttpResponse:
    """Show the organisation's audit, narrowed as asked; it holds nothing clinical."""
    form = AuditForm(request.GET or None, organisation=request.organisation)
    found = auditing.entries(request.organisation, form.asked())
    after = request.GET.get("after", "")
    rows, following = auditing.page_of(found, int(after) if after.isdecimal() else None)
    context = {"form": form, "entries": rows, "next_url": "", "is_later_page": bool(after)}
    if following:
        context["next_url"] = f"?{urlencode(request.GET.dict() | {'after': following})}"
    return render(request, "accounts/audit.html", context, status=422 if form.errors else 200)


@open_to(role(Role.MANAGER, Role.ADMINISTRATOR))
@require_POST
def export_audit(request: MemberRequest) -> HttpResponseBase:
    """Answer with the same entries as a file, which is noted itself."""
    form = AuditForm(request.POST, organisation=request.organisation)
    if not form.is_valid():
        context = {"form": form, "entries": [], "next_url": "", "is_later_page": False}
        return render(request, "accounts/audit.html", context, status=422)
    asked = form.asked()
    note_export(organisation=request.organisation, by=request.user, narrowed=asked.narrowed)
    return StreamingHttpResponse(
        auditing.lines(auditing.entries(request.organisation, asked)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )
