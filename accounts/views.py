"""Pages of the front door: the first page, one's own roles, who works here."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import selectors
from accounts.forms import GalleryForm
from accounts.models import Role
from accounts.permissions import anyone, open_to, role, signed_in
from accounts.requests import MemberRequest, OrganisationRequest


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
