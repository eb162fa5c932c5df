"""The pages on which somebody joins, and on which a clinician lets them in."""

from typing import Any

from django.urls import reverse

from accounts.squares import drawn
from consultations.forms.joining import CarerForm
from consultations.models import Consultation, Invitation
from consultations.pages.room import room
from consultations.presenters.joining import (
    door_heading,
    presented_doors,
    presented_seats,
    said_of_let_in,
    until_words,
)
from consultations.selectors.seats import carers, doors, in_seats, let_in
from consultations.services.joining import Door


def joining(
    consultation: Consultation, address: str, form: CarerForm, door: Door | None = None
) -> dict[str, Any]:
    """Gather the clinician's page: the door that was just opened, who waits, who is here.

    `address` is that of the page where one joins. Code and link of a door are shown once, in the
    answer to the press that opened it: the database knows neither.
    """
    link = f"{address}#{door.link}" if door else ""
    return room(consultation, "conversation") | {
        "doors": presented_doors(doors(consultation), door.invitation.pk if door else None),
        "seats": presented_seats(in_seats(consultation)),
        "let_in": said_of_let_in(let_in(consultation)),
        "carers": carers(consultation),
        "form": form,
        "door": door,
        "door_heading": door_heading(door.invitation) if door else "",
        "join_address": address,
        "join_link": link,
        "square": drawn(link) if link else None,
    }


def waiting(invitation: Invitation) -> dict[str, Any]:
    """Gather the page of who waits; it names nobody."""
    return {"until": until_words(invitation), "address": reverse("waiting")}
