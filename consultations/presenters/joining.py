"""Who may come in, who waits and who is here, in words; and a link as a drawing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import segno
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.models import Invitation, Participant


@dataclass(frozen=True)
class PresentedDoor:
    """A door: `is_waiting` when somebody has knocked and is to be let in."""

    key: int
    words: str
    is_waiting: bool


@dataclass(frozen=True)
class PresentedSeat:
    """Somebody who has this conversation open on a screen of their own."""

    key: int
    words: str


@dataclass(frozen=True)
class Square:
    """A QR code: how many units long its sides are, and the path of what is dark in it."""

    size: int
    path: str


def presented_doors(doors: Iterable[Invitation], just_opened: int | None) -> list[PresentedDoor]:
    """Return the doors in words, but for one that has just been opened and stands above."""
    return [_door(each) for each in doors if each.pk != just_opened]


def _door(door: Invitation) -> PresentedDoor:
    """Say whether somebody waits."""
    words = _("A code is open until %(time)s. Nobody has used it yet.")
    if door.used_at:
        words = _("Somebody waits to be let in, until %(time)s.")
    return PresentedDoor(door.pk, words % {"time": until_words(door)}, door.used_at is not None)


def presented_seats(seats: Iterable[Participant]) -> list[PresentedSeat]:
    """Return who is here, and since when."""
    return [
        PresentedSeat(
            each.pk,
            _("%(name)s, since %(time)s") % {"name": each.name, "time": _time(each.seat_issued_at)},
        )
        for each in seats
    ]


def until_words(door: Invitation) -> str:
    """Return until when a door stands open: "15:40"."""
    return _time(door.expires_at)


def _time(moment: datetime | None) -> str:
    """Return the time of day in the service's zone."""
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""


def drawn(words: str) -> Square:
    """Return words as a QR code."""
    code = segno.make(words, error="m")
    runs = []
    for y, row in enumerate(code.matrix_iter(scale=1)):
        x = 0
        for is_dark, cells in groupby(row):
            length = len(list(cells))
            if is_dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return Square(int(code.symbol_size()[0]), "".join(runs))
