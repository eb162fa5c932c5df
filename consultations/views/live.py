"""What open screens ask by themselves: of it only what somebody types keeps a seat from locking."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.idling import FOLLOWS
from accounts.permissions import open_to
from consultations.models import Consultation, Participant
from consultations.pages.here import here_page, here_strip
from consultations.permissions import follows, takes_part, watches
from consultations.requests import RoomRequest
from consultations.selectors.live import Watcher
from consultations.services.joining import note_seen
from consultations.services.screens import look_together, note_typing
from consultations.views.asking import looked_up, watched, writer


class WatchResponse(JsonResponse):
    """At which version a conversation is; and, for the route of streams, who may watch it."""

    def __init__(self, watcher: Watcher, version: int, is_stream_asked: bool) -> None:
        """Say the version alone.

        A browser that asks for a stream, and gets this because no process of streams stands before
        the pages, is told that there is none (204), and asks for the version from then on.
        """
        super().__init__({"version": version})
        if is_stream_asked:
            # Words after a 204 would be read as the beginning of the next answer.
            self.status_code, self.content = 204, b""
        self.watcher = watcher
        self.version = version


@open_to(follows)
@require_safe
def live(request: RoomRequest, code: UUID) -> HttpResponse:
    """Say at which version a conversation is: for screens without a stream, and to open one."""
    found = watched(request, code)
    is_stream_asked = "event-stream" in request.headers.get("Accept", "")
    return WatchResponse(_watcher(request, found), found.version, is_stream_asked)


def _watcher(request: RoomRequest, found: Consultation) -> Watcher:
    """Return by what right somebody watches."""
    common = (found.code, found.pk, found.clinic_id, found.organisation_id)
    if request.seat:
        return Watcher(*common, participant=request.seat.pk, digest=request.seat.seat_digest)
    session = request.session.session_key or ""
    has_ended = found.ended_at is not None
    return Watcher(*common, account=request.user.pk, session=session, has_ended=has_ended)


@open_to(watches)
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: RoomRequest, code: UUID) -> HttpResponse:
    """Say who is here and who types; a screen in which somebody types says so by a POST."""
    found = watched(request, code)
    if request.method == "POST":
        note_typing(consultation=found, by=request.seat or request.user)
        if request.seat:
            note_seen(request.seat)  # a script sends it, and letters that somebody types make it
        return HttpResponse(status=204)
    if FOLLOWS in request.headers:
        return render(request, "consultations/here_part.html", here_strip(found, request.user))
    is_carers = bool(request.seat and request.seat.kind == Participant.Kind.CARER)
    page = "consultations/carers_here.html" if is_carers else "consultations/here_page.html"
    return render(request, page, here_page(found, request.user))


@open_to(takes_part)
@require_POST
def together(request: RoomRequest, code: UUID) -> HttpResponse:
    """Ask everybody to look at a card; each screen moves there by itself, or offers a link."""
    found, medication = looked_up(request, code), request.POST.get("medication", "")
    try:
        look_together(consultation=found, by=writer(request), medication=medication)
    except PermissionDenied as reason:
        messages.error(request, str(reason))
    except ObjectDoesNotExist:
        raise Http404 from None
    else:
        messages.success(request, _("The others are asked to look at this card."))
    return redirect("our_card", code, medication)
