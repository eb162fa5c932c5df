"""How second steps differ from django-allauth's defaults, and who still needs one."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings as allauth_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import fields

MARK = "second_step"
"""In a session: the account that took a second step in it. No page asks the database for it."""

FIRST = "first_second_step"
"""In a session: the moment at which the first second step of its account was set up."""

WANTED = "wanted"
"""In a session: the page that was asked for before the second step, until it is reached."""

SETTING_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
"""What is open to an account without a second step, besides what is open to anyone."""

CONFIRMING = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
"""What is open to an account that has one, in a session that was begun without it."""

SECRETS = ("secret", "seed")
"""What is encrypted of a second step: the key of an app, what spare codes are made of."""

TYPED_CODES = "migrated_codes"
"""And spare codes themselves, one by one, where they came from elsewhere."""


class SecondStepMissingError(PermissionDenied):
    """Somebody sent a form before their second step: `page` says what to do, and keeps it."""

    page = "second_step_missing"


def has_second_step(account: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether an account has an app or a passkey; spare codes alone are none."""
    found = Authenticator.objects.filter(user_id=account.pk)
    return found.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def is_missing(request: HttpRequest) -> bool:
    """Tell whether somebody has signed in without a second step where one is asked for."""
    if not settings.SECOND_STEP_REQUIRED or not request.user.is_authenticated:
        return False
    return request.session.get(MARK) != str(request.user.pk)


def note_second_step(request: HttpRequest, account: AbstractBaseUser) -> None:
    """Note in the session that the account took its second step."""
    request.session[MARK] = str(account.pk)


def way_to_it(request: HttpRequest, name: str) -> str | None:
    """Return the name of the page to go to for the second step; None when `name` is on the way.

    Whoever has one takes it: with the password alone nobody adds another.
    """
    if has_second_step(request.user):
        return None if name in CONFIRMING else "mfa_reauthenticate"
    return None if name in SETTING_UP else "mfa_index"


def lead_to_it(request: HttpRequest, way: str, wanted: str) -> HttpResponse:
    """Lead to the second step, and keep the page that was asked for: setting up takes a while."""
    request.session[WANTED] = wanted
    return redirect(f"{reverse(way)}?{urlencode({'next': wanted})}")


def note_first(request: HttpRequest, account: AbstractBaseUser) -> None:
    """Note when a second step was the first of its account: spare codes are shown after it."""
    found = Authenticator.objects.filter(user_id=account.pk)
    if found.exclude(type=Authenticator.Type.RECOVERY_CODES).count() == 1:
        request.session[FIRST] = time.time()


def is_first_just_now(request: HttpRequest) -> bool:
    """Tell whether somebody who signed in just now sets their first second step up.

    Their password is seconds old. Whoever has a second step shows once more that it is them.
    """
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name == "mfa_view_recovery_codes":
        return _is_recent(request.session.get(FIRST, 0))
    if name not in ("mfa_activate_totp", "mfa_add_webauthn"):
        return False
    shown = get_authentication_records(request, request.user)
    return bool(shown) and _is_recent(shown[-1]["at"]) and not has_second_step(request.user)


def _is_recent(moment: float) -> bool:
    """Tell whether something was so short a time ago that django-allauth does not ask again."""
    return time.time() - moment < allauth_settings.REAUTHENTICATION_TIMEOUT


def forget_second_step(request: HttpRequest) -> None:
    """Note in the session that the account has no second step left."""
    request.session.pop(MARK, None)


def with_secrets(data: Mapping[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """Return what is kept of a second step with each secret in it changed."""
    found = {name: change(its) if name in SECRETS else its for name, its in data.items()}
    if TYPED_CODES in found:
        found[TYPED_CODES] = [change(each) for each in found[TYPED_CODES]]
    return found


def secrets_in(data: Mapping[str, Any]) -> list[str]:
    """Return the secrets in what is kept of a second step, as they are kept."""
    return [data[each] for each in SECRETS if each in data] + data.get(TYPED_CODES, [])


@contextmanager
def key_at_hand(session: SessionBase) -> Iterator[None]:
    """Let the key of an app that is being set up be read; kept in the session it is encrypted."""
    if SECRET_SESSION_KEY in session:
        session[SECRET_SESSION_KEY] = fields.decrypt(session[SECRET_SESSION_KEY])
    yield
    session[SECRET_SESSION_KEY] = fields.encrypt(session[SECRET_SESSION_KEY])


class FactorAdapter(DefaultMFAAdapter):
    """Our words, our own square for the camera, and secrets that no copy of the database tells."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This did not work. Wait for the next code, or try again."),
        "wrong_code": gettext_lazy(
            "This did not work. Wait for the next code, or try again. If no code works, the clock "
            "of your phone may be wrong: let the phone set the time by itself."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a second step first."),
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as the database keeps it."""
        return fields.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that the database keeps."""
        return fields.decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Draw nothing: the page draws the square itself (accounts/squares.py)."""
        return ""

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Name a passkey that nobody has named."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}


class SecondStepStage(AuthenticateStage):
    """Asks for the second step between password and page, unless a provider has seen one."""

    def handle(self) -> tuple:
        """Go on, or lead to the second step."""
        if has_seen_second_step(self.login.signal_kwargs or {}):
            return None, True
        return super().handle()


def has_seen_second_step(how: Mapping[str, object]) -> bool:
    """Tell whether a provider vouches for a second step (see accounts/oidc.py)."""
    return bool(getattr(how.get("sociallogin"), "has_second_step", False))
