"""What a request carries in the room."""

from accounts.models import Account
from accounts.requests import OrganisationRequest
from consultations.models import Participant


class RoomRequest(OrganisationRequest):
    """A request of a clinician who has signed in, or of somebody in a seat (see middleware)."""

    user: Account
    seat: Participant | None
