"""Screens that lock when nobody touches them: how long they have, and what a locked one shows."""

from datetime import timedelta

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts import idling
from accounts.forms import TouchForm
from accounts.permissions import anyone, open_to
from consultations.models import Participant
from consultations.pages import idling as pages
from consultations.permissions import home_of
from consultations.presenters.idling import home, seconds_left
from consultations.requests import RoomRequest
from consultations.services.joining import note_seen
from consultations.services.locking import note_locked
from consultations.views.asking import opened_by_itself

AT_THE_DOOR = {"join", "waiting", "leave", "invited"}
"""Pages for anyone that would wipe what waits on a locked screen, or let it out of its seat."""


def is_shut(request: RoomRequest, rule_name: str) -> bool:
    """Tell whether a page of such a rule is none for a locked screen.

    What anybody may read stays open, and so does the way to sign in, which declares no rule.
    """
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in AT_THE_DOOR or rule_name not in ("", anyone.name)


def answer_locked(request: RoomRequest, seat: Participant) -> HttpResponse:
    """Answer with the page of a locked screen, whatever was asked for."""
    note_locked(seat=seat)
    is_page = request.method in ("GET", "HEAD")
    address = request.get_full_path() if is_page else reverse("locked")
    context = pages.locked(seat, address)
    response = render(request, "consultations/locked.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


@open_to(anyone)
@require_safe
def locked(request: RoomRequest) -> HttpResponse:
    """Lock a screen without scripts; lead one that is open back to its conversation."""
    if request.locked:
        return answer_locked(request, request.locked)
    if not request.seat:
        return redirect("join")
    is_carers = request.seat.kind == Participant.Kind.CARER
    way_back = "carer" if is_carers else "checklist"
    if request.seat.has_ended:
        way_back = home_of(request.seat)
    return opened_by_itself(redirect(way_back, request.seat.consultation.code))


@open_to(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def awake(request: RoomRequest) -> HttpResponse:
    """Say in how many seconds this screen locks, and after the end what is left to it.

    A POST says that somebody touches it.
    """
    if request.user.is_authenticated:
        return _awake_for_staff(request)
    seat = request.seat or request.locked
    if not seat:
        raise Http404
    form = TouchForm(request.POST)
    if request.locked:
        note_locked(seat=seat)
    elif request.method == "POST" and form.is_valid():
        note_seen(seat, timedelta(seconds=form.cleaned_data["ago"]))
    left = {"left": seconds_left(seat)}
    its = left | {"home": home(seat)} if seat.has_ended else left
    return JsonResponse(its, headers={"Cache-Control": "no-store"})


def _awake_for_staff(request: RoomRequest) -> HttpResponse:
    """Answer the same to whoever has signed in, and who that is: another may have by now."""
    form = TouchForm(request.POST)
    if request.method == "POST" and form.is_valid():
        idling.note_act(request, timedelta(seconds=form.cleaned_data["ago"]))
    return JsonResponse({"left": idling.seconds_left(request), "who": request.user.pk})
