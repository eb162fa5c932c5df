"""What a request carries in the room."""

from accounts.models import Account
from accounts.requests import OrganisationRequest
from consultations.models import Participant


class RoomRequest(OrganisationRequest):
    """A request of a clinician who has signed in, or of somebody in a seat (see middleware).

    `seat` is theirs while it is open, and `locked` while it is not. `waits` tells whether this
    browser has knocked at a door, `is_shown` whether the page let them in (see LookMiddleware).
    """

    user: Account
    seat: Participant | None
    waits: bool
    locked: Participant | None
    is_shown: bool
