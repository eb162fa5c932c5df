"""How long an organisation keeps records: its managers decide, within bounds."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.permissions import open_to, role
from accounts.requests import MemberRequest
from accounts.services import set_retention
from consultations.forms.retention import RetentionForm
from consultations.pages.retention import retention_page


@open_to(role(Role.MANAGER))
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: MemberRequest) -> HttpResponse:
    """Show the policy and what it would remove today; change how long records are kept."""
    form = RetentionForm(request.POST or None, organisation=request.organisation)
    if form.is_valid():
        set_retention(organisation=request.organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. What stands below follows from it."))
        return redirect("retention")
    status = 422 if form.is_bound else 200
    context = retention_page(request.organisation, form)
    return render(request, "consultations/retention.html", context, status=status)
