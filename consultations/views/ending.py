"""What a screen in a seat is answered after the end: the way to what goes home."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.idling import FOLLOWS
from consultations.models import Participant
from consultations.permissions import home_of
from consultations.requests import RoomRequest
from consultations.views.asking import asks_again, opened_by_itself


def answer_ended(request: RoomRequest, seat: Participant) -> HttpResponse:
    """Lead whoever asks for a page home; say of what was sent that it is not kept.

    A script that follows is refused: its screen then asks for its page anew, and is led home.
    """
    home = reverse(home_of(seat), args=[seat.consultation.code])
    if asks_again(request):
        return opened_by_itself(HttpResponse(status=204, headers={"HX-Refresh": "true"}))
    if request.method in ("GET", "HEAD") and not _follows(request):
        return redirect(home)
    response = render(request, "consultations/ended.html", {"home": home}, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _follows(request: RoomRequest) -> bool:
    """Tell whether a script of an open screen asks."""
    return FOLLOWS in request.headers or "event-stream" in request.headers.get("Accept", "")
