"""Deny by default: whose organisation a request belongs to, and who may open a page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts import factors, idling, selectors
from accounts.hashing import RETRY_AFTER_SECONDS, TooBusyError
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
    "openid_connect_login": anyone,
    "openid_connect_callback": anyone,
    "mfa_authenticate": anyone,
    "mfa_login_webauthn": anyone,
    "mfa_index": signed_in,
    "mfa_reauthenticate": signed_in,
    "mfa_activate_totp": signed_in,
    "mfa_deactivate_totp": signed_in,
    "mfa_view_recovery_codes": signed_in,
    "mfa_generate_recovery_codes": signed_in,
    "mfa_list_webauthn": signed_in,
    "mfa_add_webauthn": signed_in,
    "mfa_remove_webauthn": signed_in,
    "mfa_reauthenticate_webauthn": signed_in,
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


class IdleMiddleware:
    """Answers in place of every page that a locked screen asks for, and notes what somebody does.

    What is noted is written after half a minute only: most pages write nothing.
    """

    def __init__(self, get_response: Callable[[OrganisationRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: OrganisationRequest) -> HttpResponse:
        """Pass on; the work is done when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: OrganisationRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Let the view run (None), unless the screen is locked and it is not the way to open it."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated or name in idling.AT_THE_LOCK:
            return None
        if idling.is_locked(request):
            return idling.answer_locked(request)
        if not idling.is_by_itself(request):
            idling.note_now_and_then(request)
        return None


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
            return None if rule is anyone else second_step_first(request, name)
        # What was sent would be lost on the way to the sign-in page: the refusal's page keeps it.
        if not request.user.is_authenticated and request.method in ("GET", "HEAD"):
            return rule.way_in(request)
        raise PermissionDenied(str(rule.sentence))


class BusyMiddleware:
    """Answers 503, with the time to come back, where no password could be looked at."""

    def __init__(self, get_response: Callable[[OrganisationRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: OrganisationRequest) -> HttpResponse:
        """Give the sign-in page, drawn once more, the status of what happened."""
        response = self.get_response(request)
        if getattr(request, "is_too_busy", False):
            response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
            response["Retry-After"] = RETRY_AFTER_SECONDS
        return response

    def process_exception(
        self, request: OrganisationRequest, exception: Exception
    ) -> HttpResponse | None:
        """Draw a page where a form has nothing to keep but passwords."""
        if not isinstance(exception, TooBusyError):
            return None
        request.is_too_busy = True
        return HttpResponse(get_template("errors/too_busy.html").render({}))


def second_step_first(request: OrganisationRequest, name: str) -> HttpResponse | None:
    """Lead to the second step whoever has signed in without it, where it is asked for."""
    if not factors.is_missing(request):
        if name not in ALLAUTH_RULES:
            request.session.pop(factors.WANTED, None)
        return None
    way = factors.way_to_it(request, name)
    if way is None:
        return None
    if request.method not in ("GET", "HEAD"):
        raise factors.SecondStepMissingError
    return factors.lead_to_it(request, way, request.get_full_path())


def rule_of(view: Callable, name: str) -> Rule | None:
    """Return the rule a view declares, or the one listed for a view of django-allauth."""
    return getattr(view, "rule", None) or ALLAUTH_RULES.get(name)
