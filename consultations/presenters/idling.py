"""How long an open screen has until it locks, and what a locked one says: nothing of anybody."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations import seats
from consultations.models import Participant


@dataclass(frozen=True)
class PresentedIdling:
    """A screen in a seat: `left` of its `limit`, in seconds, and what is said without scripts.

    is_shared  whether the page has to lock by itself where no script runs
    home       after the end, what is left to the seat (see `home`); else ''
    """

    left: float
    limit: int
    is_shared: bool
    without_scripts: str
    home: str


def seconds_left(seat: Participant) -> float:
    """Return in how many seconds a seat locks; 0 when it has."""
    return max(0.0, (seat.locks_at - timezone.now()).total_seconds())


def home(seat: Participant) -> str:
    """Return after the end what a seat takes home, else ''; its page asks whether that changes."""
    if not seat.has_ended:
        return ""
    is_carers = seat.kind == Participant.Kind.CARER
    return "nothing" if is_carers and not seat.sees_decision else "sheet"


def presented_idling(seat: Participant) -> PresentedIdling:
    """Return how long a seat stays open while nobody does anything."""
    limit = seats.idle(seat.seat_is_shared)
    words = _("This screen locks %(time)s after a page was opened. Save what you type before then.")
    return PresentedIdling(
        seconds_left(seat),
        int(limit.total_seconds()),
        seat.seat_is_shared,
        words % {"time": _minutes(limit)},
        home(seat),
    )


def locked_words(seat: Participant) -> str:
    """Say why a screen has locked, and who opens it."""
    words = _(
        "Nobody touched it for %(time)s. Give it to the clinician, who can open it again on their "
        "own screen."
    )
    return words % {"time": _minutes(seats.idle(seat.seat_is_shared))}


def _minutes(time: timedelta) -> str:
    """Return a time in whole minutes, at least one."""
    count = max(1, round(time.total_seconds() / 60))
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}
