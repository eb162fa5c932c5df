"""Going on another day: put aside, opened again, or ended for now with a date to offer it again."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import Account
from consultations.models import Consultation
from consultations.services.saving import Writing, Written, save
from consultations.stages import Stage, check_move
from consultations.tickets import Ticket

KEPT = ("stage", "participation", "participation_reason", "look_again_on")
NOT_TODAY = Consultation.Participation.NOT_TODAY


def move_consultation(
    *,
    ticket: Ticket,
    by: Account,
    to: Stage,
    look_again_on: datetime.date | None = None,
    reason: str = "",
) -> Consultation:
    """Move a conversation to another stage, or put it off to another day at the same one.

    Everything that was said stays. Opened again, nothing is put off any more, and a plan begins
    with the person here. Raises MoveNotAllowed, ValueError for an end without a date, and what
    saving raises; then nothing is written.
    """

    def write(writing: Writing) -> Written:
        consultation = writing.consultation
        before = _said(consultation)
        _move(consultation, to, look_again_on)
        consultation.participation_reason = reason or consultation.participation_reason
        if (before["stage"], to) == (Stage.PLANNED, Stage.OPEN):
            writing.person.is_present = True
            writing.person.save()
        return Written(before, _said(consultation))

    return save(ticket=ticket, by=by, what="move_consultation", write=write)


def _move(consultation: Consultation, to: Stage, look_again_on: datetime.date | None) -> None:
    """Move it; a plan or a pause that is only given another date stays where it is."""
    now = Stage(consultation.stage)
    if to != now or look_again_on is None:
        check_move(now, to)
    if to == Stage.OPEN:
        return _open_again(consultation, now)
    if to == Stage.ENDED:
        if look_again_on is None:
            raise ValueError("an end has a date to offer it again")
        consultation.ended_at = timezone.now()
    consultation.stage = to
    consultation.look_again_on = look_again_on
    return None


def _open_again(consultation: Consultation, now: Stage) -> None:
    """Open it: what was only planned begins now, and "not today" is over."""
    if now == Stage.PLANNED:
        consultation.starts_at = timezone.now()
    if consultation.participation == NOT_TODAY:
        consultation.participation = Consultation.Participation.FULL
    consultation.stage = Stage.OPEN
    consultation.look_again_on = None


def _said(consultation: Consultation) -> dict[str, Any]:
    """Return what a move changes, for the history."""
    said = {name: str(getattr(consultation, name) or "") for name in KEPT}
    return said | {"starts_at": consultation.starts_at.isoformat()}
