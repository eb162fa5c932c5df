"""What every page in a seat carries so that it locks, and the page of a screen that has."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from consultations.models import Participant
from consultations.presenters.idling import locked_words, presented_idling


def idling(request: HttpRequest) -> dict[str, Any]:
    """Give every page of a seat how long it stays open; a context processor (see settings)."""
    seat = getattr(request, "seat", None)
    return {"idling": presented_idling(seat) if seat else None}


def locked(seat: Participant, address: str) -> dict[str, Any]:
    """Gather the page of a locked screen; `address` is what was asked for, to ask for it again."""
    return {"why": locked_words(seat), "again": address, "awake": reverse("awake")}
