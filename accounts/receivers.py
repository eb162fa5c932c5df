"""What follows when somebody signed in or out, did not come in, or changed their second step."""

from typing import Any

from allauth.account.signals import (
    authentication_step_completed,
    password_changed,
    password_reset,
    user_logged_in,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in as session_begun
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import factors, idling, selectors
from accounts.models import Account
from accounts.requests import OrganisationRequest
from accounts.services import factors as factor_services
from accounts.services import sign_ins

SPARE = Authenticator.Type.RECOVERY_CODES


@receiver(session_begun)
def begin(request: OrganisationRequest, **more: Any) -> None:
    """Count the time of a session from here, however somebody signed in."""
    request.session.begin()


@receiver(authentication_step_completed)
def open_locked_screen(request: OrganisationRequest, **how: Any) -> None:
    """Open a screen that may have locked, for whoever has shown once more that it is them."""
    if how.get("reauthenticated"):
        idling.open_again(request)


@receiver(user_logged_in)
def keep_sign_in(request: HttpRequest, user: Account, **more: Any) -> None:
    """Keep where somebody signed in, and whether a second step was taken."""
    if factors.has_seen_second_step(more):
        factors.note_second_step(request, user)
    sign_ins.begin_session(
        account=user,
        key=request.session.session_key or "",
        agent=request.headers.get("User-Agent", ""),
        second_step=request.session.get(factors.MARK) == str(user.pk),
    )


@receiver(user_logged_out)
def keep_sign_out(request: HttpRequest, user: Account | None, **more: Any) -> None:
    """Keep that somebody signed out."""
    if user is not None:
        sign_ins.sign_out(account=user, key=request.session.session_key or "")


@receiver(user_login_failed)
def keep_wrong_password(credentials: dict[str, Any], **more: Any) -> None:
    """Keep a password that was not right, under the account that it was tried on."""
    tried = selectors.account_at(credentials.get("email") or "")
    sign_ins.note(action="sign_in_failed", account=tried, step="password")


@receiver(authentication_failed)
def keep_wrong_code(user: Account, **more: Any) -> None:
    """Keep a code that was not right."""
    sign_ins.note(action="sign_in_failed", account=user, step="code")


@receiver(authenticator_used)
def note_step(request: HttpRequest, user: Account, **more: Any) -> None:
    """Let the session open what asks for a second step."""
    factors.note_second_step(request, user)


@receiver(authenticator_added)
def keep_new_factor(
    request: HttpRequest, user: Account, authenticator: Authenticator, **more: Any
) -> None:
    """Take a new app or passkey as the session's second step, and end all other sessions.

    The code that set an app up is spent: it does not sign in as well.
    """
    factor_services.note_factor(action="add_factor", account=user, kind=authenticator.type)
    if authenticator.type == SPARE:
        return
    if authenticator.type == Authenticator.Type.TOTP:
        code = request.POST.get("code", "")
        factor_services.spend_code(authenticator=authenticator, code=code)
    factors.note_second_step(request, user)
    factors.note_first(request, user)
    end_others(request, user)


@receiver(authenticator_removed)
def keep_removed_factor(
    request: HttpRequest, user: Account, authenticator: Authenticator, **more: Any
) -> None:
    """End all other sessions; without any second step left this one needs a new one."""
    factor_services.note_factor(action="remove_factor", account=user, kind=authenticator.type)
    if not factors.has_second_step(user):
        factors.forget_second_step(request)
    end_others(request, user)


@receiver(authenticator_reset)
def keep_new_codes(request: HttpRequest, user: Account, **more: Any) -> None:
    """End all other sessions: the old codes may have been in other hands."""
    factor_services.note_factor(action="new_recovery_codes", account=user, kind=SPARE)
    end_others(request, user)


@receiver(password_changed)
def keep_changed_password(request: HttpRequest, user: Account, **more: Any) -> None:
    """Keep that somebody who is signed in changed their password, and end all other sessions."""
    sign_ins.note(action="change_password", account=user)
    end_others(request, user)


def end_others(request: HttpRequest, user: Account, **more: Any) -> None:
    """End the account's other sessions, with their streams; this one may have a new key by now."""
    key = request.session.session_key or ""
    sign_ins.end_sessions(account=user, but=key)
    sign_ins.keep_session(account=user, key=key, agent=request.headers.get("User-Agent", ""))


@receiver(password_reset)
def end_all(user: Account, **more: Any) -> None:
    """Keep that a password was chosen at a link, and end all of the account's sessions.

    Who knew the old password may be in one of them.
    """
    sign_ins.note(action="choose_password", account=user)
    sign_ins.end_sessions(account=user)
