"""A screen of the staff that nobody touches locks by the clock, and one factor opens it again.

What a screen asks by itself keeps nothing open. While it is locked nothing is open but the way to
show who one is, and the way out.
"""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.factors import CONFIRMING
from accounts.presenters import PresentedIdling, locked_words
from accounts.requests import OrganisationRequest
from accounts.services.sign_ins import note_seen
from accounts.sessions import idle

FOLLOWS = "Live"
"""The header of what a screen asks by itself, to follow the others."""

BY_ITSELF = "itself"
"""The cookie that a script sets, for seconds, before it opens a page that nobody asked for."""

AWAKE = "awake"
"""The page that tells a screen how long it has; a POST to it says when somebody touched it."""

NOTE_EVERY = timedelta(seconds=30)
"""That somebody does something is written at most so often: a screen may lock so much early."""

AT_THE_LOCK = CONFIRMING | {AWAKE, "account_logout"}


class ScreenLocked(PermissionDenied):
    """A form that was sent from a locked screen: `page` says so, and keeps what was typed."""

    page = "screen_locked"


def is_by_itself(request: HttpRequest) -> bool:
    """Tell whether a screen asks, and nobody at it."""
    is_stream = "event-stream" in request.headers.get("Accept", "")
    return is_stream or FOLLOWS in request.headers or BY_ITSELF in request.COOKIES


def is_part(request: HttpRequest) -> bool:
    """Tell whether a page asks for something that is put into it."""
    is_stream = "event-stream" in request.headers.get("Accept", "")
    return is_stream or FOLLOWS in request.headers or "HX-Request" in request.headers


def seconds_left(request: OrganisationRequest) -> float:
    """Return in how many seconds the screen of whoever has signed in locks; 0 when it has."""
    seen_at = request.session.seen_at or timezone.now()
    return max(0.0, (seen_at + idle() - timezone.now()).total_seconds())


def is_locked(request: OrganisationRequest) -> bool:
    """Tell whether somebody has signed in and not done anything for too long."""
    return request.user.is_authenticated and seconds_left(request) <= 0


def note_act(request: OrganisationRequest, ago: timedelta = timedelta(0)) -> None:
    """Note that somebody did something; what comes too late opens no locked screen."""
    at = timezone.now() - ago
    if note_seen(key=request.session.session_key or "", at=at):
        request.session.seen_at = at


def note_now_and_then(request: OrganisationRequest) -> None:
    """Note that somebody does something, unless that was noted a moment ago."""
    if seconds_left(request) <= (idle() - NOTE_EVERY).total_seconds():
        note_act(request)


def open_again(request: OrganisationRequest) -> None:
    """Note that somebody has shown that it is them."""
    request.session.seen_at = timezone.now()
    request.session.modified = True


def answer_locked(request: OrganisationRequest) -> HttpResponse:
    """Answer what a locked screen asks for: with the way to open it, and nothing else.

    Whoever has no factor of their own here signs in again, where they did. Raises ScreenLocked.
    """
    if is_part(request):
        return HttpResponse(status=403, headers={"Cache-Control": "no-store"})
    way = "account_reauthenticate"
    if not get_adapter().get_reauthentication_methods(request.user):
        logout(request)
        way = "account_login"
    if request.method not in ("GET", "HEAD"):
        raise ScreenLocked
    return redirect(f"{reverse(way)}?{urlencode({'next': request.get_full_path()})}")


def screen(request: OrganisationRequest) -> dict[str, Any]:
    """Give every page of the staff how long it stays open; a context processor (see settings)."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return {}
    if is_locked(request):
        return {"locked_words": locked_words(idle())}
    limit = int(idle().total_seconds())
    return {"staff_idling": PresentedIdling(account.pk, seconds_left(request), limit)}
