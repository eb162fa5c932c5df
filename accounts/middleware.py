"""Deny by default: whose organisation a request belongs to, and who may open a page."""

from collections.abc import Callable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts import selectors
from accounts.models import Organisation
from accounts.permissions import Rule, anyone, signed_in
from accounts.requests import OrganisationRequest

# Views of django-allauth cannot carry our decorator; a name that is missing here is refused.
ALLAUTH_RULES: dict[str, Rule] = {
    "account_login": anyone,
    "account_logout": anyone,
    "account_inactive": anyone,
    "account_reset_password": anyone,
    "account_reset_password_done": anyone,
    "account_reset_password_from_key": anyone,
    "account_reset_password_from_key_done": anyone,
    "account_change_password": signed_in,
    "account_reauthenticate": signed_in,
}


class OrganisationMiddleware:
    """Puts `request.organisation` and `request.roles` there, read when first asked for."""

    def __init__(self, get_response: Callable[[OrganisationRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: OrganisationRequest) -> HttpResponse:
        """Attach the organisation of whoever is signed in, or of the service, and their roles."""
        organisation = SimpleLazyObject(lambda: selectors.organisation_of(request.user))
        request.organisation = cast(Organisation, organisation)
        roles = SimpleLazyObject(lambda: selectors.roles_of(request.user, request.organisation))
        request.roles = cast(frozenset[str], roles)
        return self.get_response(request)


class DenyByDefaultMiddleware:
    """Refuses a view that declares no rule, and asks the rule of every view that does."""

    def __init__(self, get_response: Callable[[OrganisationRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: OrganisationRequest) -> HttpResponse:
        """Pass on; the work is done when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: OrganisationRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Refuse, send a visitor to sign in, or let the view run (None)."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        rule = rule_of(view, name)
        if rule is None:
            raise PermissionDenied(_("This page is not open to anyone yet."))
        if rule.allows(request):
            return None
        # What was sent would be lost on the way to the sign-in page: the refusal's page keeps it.
        if not request.user.is_authenticated and request.method in ("GET", "HEAD"):
            return rule.way_in(request)
        raise PermissionDenied(str(rule.sentence))


def rule_of(view: Callable, name: str) -> Rule | None:
    """Return the rule a view declares, or the one listed for a view of django-allauth."""
    return getattr(view, "rule", None) or ALLAUTH_RULES.get(name)
