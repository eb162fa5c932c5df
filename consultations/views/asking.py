"""Who asks for a page of a conversation: a clinician of its clinic, or somebody in a seat."""

from uuid import UUID

from accounts.models import Account
from consultations import selectors
from consultations.models import Consultation, Participant
from consultations.requests import RoomRequest
from consultations.selectors.seats import seated_in
from consultations.services.joining import note_seen


def found_for(request: RoomRequest, code: UUID) -> Consultation:
    """Return a conversation for whoever asks. Raises Http404, alike for foreign and unknown."""
    if request.seat:
        found = seated_in(request.seat, code)
        note_seen(request.seat)
        return found
    return selectors.conversation(request.user, request.organisation, code)


def writer(request: RoomRequest) -> Account | Participant:
    """Return who writes with this request."""
    if request.seat:
        note_seen(request.seat)
        return request.seat
    return request.user
