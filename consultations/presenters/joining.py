"""Who may come in, who waits and who is here, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

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
    """Somebody who has this conversation open on a screen of their own, which may be locked."""

    key: int
    words: str
    is_locked: bool


def presented_doors(doors: Iterable[Invitation], just_opened: int | None) -> list[PresentedDoor]:
    """Return the doors in words, but for one that has just been opened and stands above."""
    return [_door(each) for each in doors if each.pk != just_opened]


def _door(door: Invitation) -> PresentedDoor:
    """Say whether somebody waits."""
    words = _("A code for %(name)s is open until %(time)s. Nobody has used it yet.")
    if door.used_at:
        words = _("Somebody waits to be let in as %(name)s, until %(time)s.")
    said = words % {"time": until_words(door), "name": _who(door.participant)}
    return PresentedDoor(door.pk, said, door.used_at is not None)


def door_heading(door: Invitation) -> str:
    """Say for whom a door has just been opened, and until when."""
    words = _("The door for %(name)s is open until %(time)s")
    return words % {"name": _who(door.participant), "time": until_words(door)}


def _who(participant: Participant | None) -> str:
    """Return a name, and of a carer that they are one: nobody is let in as somebody else."""
    if participant is None:
        return ""
    if participant.kind != Participant.Kind.CARER:
        return participant.name
    return _("%(name)s (carer)") % {"name": participant.name}


def presented_seats(seats: Iterable[Participant]) -> list[PresentedSeat]:
    """Return who is here, and since when."""
    return [
        PresentedSeat(
            each.pk,
            _("%(name)s, since %(time)s")
            % {"name": _who(each), "time": _time(each.seat_issued_at)},
            each.is_locked,
        )
        for each in seats
    ]


def said_of_let_in(people: Iterable[Participant]) -> list[str]:
    """Say of whoever was let in that their screen is on its way."""
    words = _(
        "%(name)s is let in. Their screen goes on by itself in a moment, or once they press "
        "“Look again now”."
    )
    return [words % {"name": _who(each)} for each in people]


def until_words(door: Invitation) -> str:
    """Return until when a door stands open: "15:40"."""
    return _time(door.expires_at)


def _time(moment: datetime | None) -> str:
    """Return the time of day in the service's zone."""
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""
