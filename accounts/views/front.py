"""The first page, one's own roles and sessions, who works here."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import selectors
from accounts.forms import EndSessionsForm, GalleryForm
from accounts.models import Role
from accounts.permissions import anyone, open_to, role, signed_in
from accounts.presenters import presented_sessions
from accounts.requests import MemberRequest, OrganisationRequest
from accounts.services.sign_ins import end_sessions


@open_to(anyone)
@require_safe
def home(request: OrganisationRequest) -> HttpResponse:
    """Show what this service is and where to begin."""
    return render(request, "accounts/home.html", {"organisation": request.organisation})


@open_to(signed_in)
@require_safe
def my_roles(request: MemberRequest) -> HttpResponse:
    """Show whoever is signed in what they may do here."""
    memberships = selectors.memberships_of(request.user)
    return render(request, "accounts/my_roles.html", {"memberships": memberships})


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def sign_ins(request: MemberRequest) -> HttpResponse:
    """Show where somebody is signed in; end one of these sessions, or all but this one."""
    own = request.session.session_key or ""
    if request.method == "POST":
        form = EndSessionsForm(request.POST)
        only = form.cleaned_data["key"] if form.is_valid() else 0
        count = end_sessions(account=request.user, but=own, only=only)
        messages.success(request, _ended(count))
        return redirect("sign_ins")
    found = presented_sessions(selectors.sign_ins_of(request.user), own)
    return render(request, "accounts/sign_ins.html", {"sessions": found})


def _ended(count: int) -> str:
    """Return how many sessions were ended, in words."""
    if not count:
        return _("Nothing was open there any more.")
    words = ngettext("One session is ended.", "%(count)s sessions are ended.", count)
    return words % {"count": count}


@open_to(role(Role.MANAGER, Role.ADMINISTRATOR))
@require_safe
def team(request: OrganisationRequest) -> HttpResponse:
    """Show the organisation's clinics and who works in which role."""
    context = {
        "clinics": selectors.clinics(request.organisation),
        "members": selectors.team(request.organisation),
    }
    return render(request, "accounts/team.html", context)


@open_to(role(Role.MANAGER, Role.ADMINISTRATOR))
@require_safe
def clinic(request: OrganisationRequest, code: UUID) -> HttpResponse:
    """Show who works in one clinic; another organisation's clinic is as unknown as none."""
    found = get_object_or_404(selectors.clinics(request.organisation), code=code)
    context = {"clinic": found, "members": selectors.team(request.organisation, found)}
    return render(request, "accounts/clinic.html", context)


@open_to(anyone)
@require_safe
def gallery(request: OrganisationRequest) -> HttpResponse:
    """Show every component once, with its states; in the demo only."""
    if not settings.DEMO:
        raise Http404
    context = {
        "form": GalleryForm(prefix="new"),
        "form_with_errors": GalleryForm({}, prefix="sent"),
    }
    return render(request, "gallery.html", context)
