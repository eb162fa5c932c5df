"""Who asks for a page of a conversation: a clinician of its clinic, or somebody in a seat."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse

from accounts.idling import BY_ITSELF, is_by_itself
from accounts.models import Account
from consultations import selectors
from consultations.models import Consultation, Participant
from consultations.requests import RoomRequest
from consultations.selectors.for_carer import carers_conversation, scope_of
from consultations.selectors.seats import seated_in
from consultations.services.joining import note_seen


def asks_again(request: RoomRequest) -> bool:
    """Tell whether the page of who waits asks, and not its reader."""
    return request.headers.get("HX-Request") == "true"


def opened_by_itself(response: HttpResponse) -> HttpResponse:
    """Let the page that is opened next be none that somebody asked for."""
    response.set_cookie(BY_ITSELF, "1", max_age=10, secure=settings.HTTPS, samesite="Lax")
    return response


def found_for(request: RoomRequest, code: UUID) -> Consultation:
    """Return a conversation for whoever asks. Raises Http404, alike for foreign and unknown.

    A page that somebody asks for keeps their seat; one that a screen asks for by itself does not.
    """
    found = looked_up(request, code)
    note_act(request)
    return found


def note_act(request: RoomRequest) -> None:
    """Keep a seat from locking, when it is a person who asks for something."""
    if request.seat and not is_by_itself(request):
        note_seen(request.seat)


def looked_up(request: RoomRequest, code: UUID) -> Consultation:
    """Return the same, for what a screen asks by itself: it keeps no seat from idling."""
    if request.seat:
        return seated_in(request.seat, code)
    return selectors.conversation(request.user, request.organisation, code)


def watched(request: RoomRequest, code: UUID) -> Consultation:
    """Return the same for a carer too, as long as anything is agreed. Raises Http404."""
    if request.seat and request.seat.kind == Participant.Kind.CARER:
        if not scope_of(request.seat).names:
            raise Http404
        return carers_conversation(request.seat, code)
    return looked_up(request, code)


def writer(request: RoomRequest) -> Account | Participant:
    """Return who writes with this request."""
    note_act(request)
    return request.seat or request.user
