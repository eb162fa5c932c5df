"""The seat of a browser, for pages that somebody without an account opens."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.models import Organisation
from accounts.requests import OrganisationRequest
from consultations.models import Participant
from consultations.requests import RoomRequest
from consultations.selectors.seats import seated


class SeatMiddleware:
    """Puts `request.seat` there: who sits in this browser's seat, read when first asked for.

    Whoever has signed in acts under their own name, whatever seat the browser has kept.
    """

    def __init__(self, get_response: Callable[[OrganisationRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: RoomRequest) -> HttpResponse:
        """Attach the seat, and the organisation of its conversation."""
        token = request.COOKIES.get(settings.SEAT_COOKIE_NAME, "")
        if not token:
            request.seat = None
            return self.get_response(request)
        others = request.organisation
        request.seat = cast(Participant, SimpleLazyObject(lambda: _seat(request, token)))
        request.organisation = cast(
            Organisation,
            SimpleLazyObject(lambda: request.seat.organisation if request.seat else others),
        )
        return self.get_response(request)


def _seat(request: RoomRequest, token: str) -> Participant | None:
    """Return who sits here, unless somebody has signed in."""
    return None if request.user.is_authenticated else seated(token)
