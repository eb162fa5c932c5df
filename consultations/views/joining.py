"""Joining a conversation without an account, and letting somebody in."""

import logging
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import anyone, open_to
from accounts.requests import MemberRequest
from consultations import seats, selectors
from consultations.forms.joining import CarerForm, DoorForm, JoinForm
from consultations.models import Consultation, Invitation, Participant
from consultations.pages import joining as pages
from consultations.permissions import clinician
from consultations.requests import RoomRequest
from consultations.selectors.seats import carers, doors, in_seats, waiting
from consultations.services import joining as services
from consultations.services.locking import open_again
from consultations.views.asking import asks_again
from consultations.views.seating import keep, seated

WRONG = gettext_lazy(
    "This code does not open a conversation, or not any more. Check it, or ask your clinician for "
    "a new one."
)
"""What is wrong, late, used or shut is answered alike."""

log = logging.getLogger(__name__)
PAUSED = gettext_lazy("Too many codes were tried. Wait ten minutes and try again, or use a link.")


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show who has joined and who waits; open a door, let somebody in, or end a seat."""
    found = selectors.conversation(request.user, request.organisation, code)
    if request.method != "POST":
        return _page(request, found)
    form = DoorForm(request.POST)
    if not form.is_valid():
        raise Http404
    do, key = form.cleaned_data["do"], form.cleaned_data["key"]
    try:
        if do in (DoorForm.OPEN, DoorForm.OPEN_CARERS):
            return _opened(request, found, do, key)
        if do == DoorForm.HAND_OVER:
            return _hand_over(request, found)
        _press(request, found, do, key)
    except PermissionDenied as reason:
        messages.error(request, str(reason))
    return redirect("joining", code)


def _opened(request: MemberRequest, found: Consultation, do: str, key: int | None) -> HttpResponse:
    """Open a door for the person, a carer who is listed, or one by name."""
    form = CarerForm(request.POST if do == DoorForm.OPEN_CARERS else None)
    if not form.is_bound:
        whom = next((each for each in carers(found) if each.pk == key), None)
        if key and whom is None:
            raise Http404
        door = services.open_door(consultation=found, by=request.user, participant=whom)
    elif form.is_valid():
        name = form.cleaned_data["name"]
        door = services.open_carers_door(consultation=found, by=request.user, name=name)
    else:
        return _page(request, found, form=form)
    return _page(request, found, door)


def _press(request: MemberRequest, found: Consultation, do: str, key: int | None) -> None:
    """Let somebody in, send them away, open their seat again or end it.

    Raises PermissionDenied.
    """
    if do in (DoorForm.REMOVE, DoorForm.OPEN_AGAIN):
        sitting = next((each for each in in_seats(found) if each.pk == key), None)
        if sitting is not None:
            press = services.remove if do == DoorForm.REMOVE else open_again
            press(participant=sitting, by=request.user)
        return
    door = next((each for each in doors(found) if each.pk == key), None)
    if door is None:
        raise PermissionDenied(_("This door is shut. Open a new one."))
    if do == DoorForm.ADMIT:
        services.admit(invitation=door, by=request.user)
    else:
        services.shut_door(invitation=door, by=request.user)


def _page(
    request: MemberRequest,
    found: Consultation,
    door: services.Door | None = None,
    form: CarerForm | None = None,
) -> HttpResponse:
    """Draw the clinician's page."""
    address = request.build_absolute_uri(reverse("join"))
    context = pages.joining(found, address, form or CarerForm(), door)
    return render(request, "consultations/joining.html", context, status=422 if form else 200)


def _hand_over(request: MemberRequest, found: Consultation) -> HttpResponse:
    """Sign out, wipe what this browser keeps, and leave it to the person."""
    token = services.hand_over(consultation=found, by=request.user)
    logout(request)
    return seated(redirect("checklist", found.code), token)


@open_to(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: RoomRequest) -> HttpResponse:
    """Ask for a code; a link brings its own behind the #, which a script puts into the form."""
    form = JoinForm(request.POST or None)
    if form.is_bound and form.is_valid():
        found = None if _is_paused(request, form) else services.knock(**form.cleaned_data)
        if found is not None:
            response = redirect("waiting")
            return keep(response, settings.KNOCK_COOKIE_NAME, seats.knock_of(found.pk))
        log.warning("A code or a link opened no door.")
        if not form.errors:
            _count(request)
            form.add_error("code", WRONG)
    status = 422 if form.is_bound else 200
    return render(request, "consultations/join.html", {"form": form}, status=status)


@open_to(anyone)
@require_safe
@vary_on_headers("HX-Request")
def wait(request: RoomRequest) -> HttpResponse:
    """Wait to be let in: the page asks again by itself; it says no name."""
    found = waiting(seats.knocked(request.COOKIES.get(settings.KNOCK_COOKIE_NAME, "")))
    if found is not None and found.admitted_at is None:
        if asks_again(request):
            return HttpResponse(status=204)
        return render(request, "consultations/waiting.html", pages.waiting(found))
    token = services.sit_down(invitation=found) if found else None
    if found is None or token is None:
        if asks_again(request):
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        refused = render(request, "consultations/not_let_in.html", status=410)
        refused.delete_cookie(settings.KNOCK_COOKIE_NAME)
        return refused
    way_in = _way_in(found)
    response: HttpResponse = redirect(way_in)
    if asks_again(request):
        response = HttpResponse(status=204, headers={"HX-Redirect": way_in})
    response.delete_cookie(settings.KNOCK_COOKIE_NAME)
    return seated(response, token)


def _way_in(invitation: Invitation) -> str:
    """Return where whoever was let in begins."""
    is_carers = invitation.for_kind == Participant.Kind.CARER
    return reverse("carer" if is_carers else "matters", args=[invitation.consultation.code])


@open_to(anyone)
@require_POST
def leave(request: RoomRequest) -> HttpResponse:
    """End this browser's seat, and wipe what it keeps of the conversation."""
    is_over = bool(request.seat and request.seat.has_ended)
    if request.seat:
        services.leave(seat=request.seat)
    response = redirect(f"{reverse('left')}?over" if is_over else "left")
    response.delete_cookie(settings.SEAT_COOKIE_NAME)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@open_to(anyone)
@require_safe
def left(request: RoomRequest) -> HttpResponse:
    """Say that this screen shows nothing of the conversation any more."""
    return render(request, "consultations/left.html", {"is_over": "over" in request.GET})


def _is_paused(request: RoomRequest, form: JoinForm) -> bool:
    """Tell whether too many codes were wrong; a link, which nobody guesses, always goes on."""
    if form.cleaned_data["link"]:
        return False
    each = [
        ratelimit.consume(request, action=action, key=key, dry_run=True)
        for action, key in _counted(request)
    ]
    if not all(each):
        form.add_error("code", PAUSED)
    return not all(each)


def _count(request: RoomRequest) -> None:
    """Count a wrong code: for its browser, for its address, and for the whole service."""
    for action, key in _counted(request):
        ratelimit.consume(request, action=action, key=key)


def _counted(request: RoomRequest) -> tuple[tuple[str, str], ...]:
    """Return what is counted: this browser (and its address), and the whole service."""
    browser = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return ("join", browser), ("join_here", "here")
