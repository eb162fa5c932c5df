"""The frame around every page of a conversation: whose it is, the way, what matters."""

from typing import Any

from consultations import selectors
from consultations.models import Consultation
from consultations.presenters.matters import presented_matters
from consultations.presenters.room import presented_room


def room(consultation: Consultation, step: str) -> dict[str, Any]:
    """Gather what templates/consultations/room.html places; `step` is the address's name."""
    return {
        "room": presented_room(consultation, step),
        "matters": presented_matters(
            selectors.said_so_far(consultation), selectors.typed_by(consultation)
        ),
    }
