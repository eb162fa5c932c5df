"""The seat of a browser without an account; and that whoever has one looked at a record."""

from collections.abc import Callable
from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpResponse
from django.urls import ResolverMatch
from django.utils.functional import SimpleLazyObject

from accounts.models import Organisation
from accounts.requests import OrganisationRequest
from consultations.models import Participant
from consultations.requests import RoomRequest
from consultations.selectors.seats import seated
from consultations.services.looking import note_look
from consultations.views.ending import answer_ended
from consultations.views.locking import answer_locked, is_shut


class SeatMiddleware:
    """Puts `request.seat` there: who sits in this browser's seat, read when first asked for.

    Whoever has signed in acts under their own name, whatever seat the browser has kept. A seat
    that has locked is put there as `request.locked`: it sits nowhere, and all of its pages answer
    with one that says so. One whose conversation has ended is led to what goes home from every
    page whose rule does not let it in any more.
    """

    def __init__(self, get_response: Callable[[OrganisationRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: RoomRequest) -> HttpResponse:
        """Attach the seat, and the organisation of its conversation."""
        request.waits = settings.KNOCK_COOKIE_NAME in request.COOKIES
        token = request.COOKIES.get(settings.SEAT_COOKIE_NAME, "")
        if not token:
            request.seat = request.locked = None
            return self.get_response(request)
        others = request.organisation
        # Both from one look, so that no seat is neither open nor locked.
        held = cache(lambda: _held(request, token))
        request.seat = cast(Participant, SimpleLazyObject(lambda: held()[0]))
        request.locked = cast(Participant, SimpleLazyObject(lambda: held()[1]))
        request.organisation = cast(
            Organisation,
            SimpleLazyObject(lambda: getattr(held()[0] or held()[1], "organisation", others)),
        )
        return self.get_response(request)

    def process_view(
        self, request: RoomRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Answer in place of every page that a locked screen, or one after the end, asks for."""
        rule = getattr(view, "rule", None)
        if request.locked and is_shut(request, rule.name if rule else ""):
            return answer_locked(request, request.locked)
        if request.seat and request.seat.has_ended and rule and not rule.allows(request):
            return answer_ended(request, request.seat)
        return None


def _held(request: RoomRequest, token: str) -> tuple[Participant | None, Participant | None]:
    """Return who sits here, and who would if it were not locked, unless somebody has signed in."""
    found = None if request.user.is_authenticated else seated(token)
    return (None, found) if found and found.is_locked else (found, None)


SHOWN = frozenset({200, 403, 409, 422})
"""How a page answers that shows what is kept, a form that was not taken among them."""


class LookMiddleware:
    """Notes that whoever has signed in looked at a person's record, before they are sent the page.

    It goes by the address, so that a new page cannot forget it. A page that was refused or is not
    there shows nothing. When it cannot be noted, it is not shown.
    """

    def __init__(self, get_response: Callable[[RoomRequest], HttpResponse]) -> None:
        """Keep the next layer, which is the view."""
        self.get_response = get_response

    def __call__(self, request: RoomRequest) -> HttpResponse:
        """Answer, and note what was shown."""
        request.is_shown = False
        response = self.get_response(request)
        match = request.resolver_match
        is_shown = request.is_shown and response.status_code in SHOWN
        record = _record(match) if match and is_shown else ""
        if match and record and request.user.is_authenticated:
            note_look(
                by=request.user,
                organisation=request.organisation,
                record=record,
                page=match.view_name,
            )
        return response

    def process_view(self, request: RoomRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """Remember that the rule of the page lets them in."""
        request.is_shown = True

    def process_exception(self, request: RoomRequest, error: Exception) -> None:
        """Remember that the page itself refuses them, or is not there."""
        request.is_shown = False


def _record(match: ResolverMatch) -> str:
    """Return whose record an address shows, as its audit entries call it; "" for nobody's.

    A stream (live/) tells versions and nothing else.
    """
    if match.route.startswith("conversations/<uuid:code>"):
        return f"consultation:{match.kwargs['code']}"
    if match.route.startswith("people/<int:key>"):
        return f"service_user:{match.kwargs['key']}"
    return ""
