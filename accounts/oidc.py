"""Signing in through a provider of OpenID Connect (OIDC_* in docs/operations.md).

Only accounts that are there already come in, found by the address that the provider has verified;
nothing is kept of what it says. Where it is asked to say how surely it knows somebody, and says so,
that counts as their second step.
"""

import logging
from collections.abc import Mapping
from typing import Any, NoReturn

import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import selectors
from accounts.models import Account
from accounts.services.sign_ins import note

SECONDS = 5
log = logging.getLogger(__name__)


class OwnAccountsAdapter(DefaultSocialAccountAdapter):
    """Nobody is signed up, and nobody is tied to a provider: each sign-in is looked at anew."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account that signs in; TurnedAwayError when it may not."""
        claims = _claims(sociallogin.account.extra_data)
        if sociallogin.state.get("process") != "login":
            _refuse(None, _("Sign in from the sign-in page."))
        account = _account(claims)
        if account is None:
            _refuse(
                None, _("There is no account here with the address that your sign-in service gave.")
            )
        if not is_sure_enough(claims):
            _refuse(account, _("Sign in there with a smartcard or a second step, then come back."))
        sociallogin.user = account
        sociallogin.has_second_step = bool(settings.OIDC_ASSURANCE)

    def on_authentication_error(
        self, request: HttpRequest, provider: object, exception: object = None, **more: object
    ) -> None:
        """Say what was said of an account; of anything else only that it did not work."""
        if isinstance(exception, TurnedAwayError):
            raise exception
        raise PermissionDenied(_("Signing in there did not work, or was stopped. Try again."))

    def get_requests_session(self) -> requests.Session:
        """Ask a provider, which may be away."""
        return _Asking()


class TurnedAwayError(PermissionDenied):
    """One sentence that says why an account does not come in."""


class _Asking(requests.Session):
    """Questions to a provider; what goes wrong is a page, and its kind stands in the log."""

    def request(self, *args: Any, **options: Any) -> requests.Response:
        """Ask, and wait for some seconds at most."""
        try:
            answer = super().request(*args, **{"timeout": SECONDS} | options)
            answer.raise_for_status()
        except requests.RequestException as reason:
            log.warning("The provider did not answer: %s", type(reason).__name__)
            raise PermissionDenied(
                _("Your sign-in service does not answer now. Try again, or use your password.")
            ) from reason
        return answer


def is_sure_enough(claims: Mapping[str, Any]) -> bool:
    """Tell whether the provider says of somebody all that OIDC_ASSURANCE asks, or more."""
    return all(_reaches(claims.get(name), asked) for name, asked in settings.OIDC_ASSURANCE.items())


def _reaches(said: object, asked: str) -> bool:
    """Tell whether a claim is the level that is asked, a higher one, or has the word among its own.

    Levels are whole numbers; anything else has to be the same.
    """
    if isinstance(said, list):
        return asked in said
    words = str(said)
    if asked.isdecimal():
        return words.isdecimal() and int(words) >= int(asked)
    return words == asked


def _claims(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the provider says; what it has signed counts before what it adds."""
    return {**(data.get("userinfo") or {}), **(data.get("id_token") or {})}


def _account(claims: Mapping[str, Any]) -> Account | None:
    """Return the account with the address that the provider has verified."""
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        return None
    return selectors.account_at(email)


def _refuse(account: Account | None, sentence: str) -> NoReturn:
    """Keep that somebody did not come in, and say why."""
    note(action="sign_in_failed", account=account, step="provider")
    raise TurnedAwayError(sentence)
