"""A screen that nobody touches locks by the clock (`Participant.is_locked`), and is opened again.

What is written here is what is known of it: the first time that it was seen, and who opened it.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import Account
from accounts.services import record_audit
from consultations.live import buses
from consultations.live.hub import Notice
from consultations.models import Consultation, Participant
from consultations.permissions import check_can_write
from consultations.selectors.seats import awake
from consultations.stages import Stage


@transaction.atomic
def note_locked(*, seat: Participant) -> None:
    """Note, once, that a screen has locked, and tell the others."""
    its = Participant.objects.filter(pk=seat.pk, seat_digest=seat.seat_digest, seat_ended_at=None)
    asleep = its.exclude(awake(timezone.now())).filter(seat_locked_at=None)
    # Asked first: a locked screen asks every other second, and only the first time is written.
    if seat.seat_locked_at is None and asleep.update(seat_locked_at=timezone.now()):
        _audit("lock", seat, None)


@transaction.atomic
def open_again(*, participant: Participant, by: Account) -> None:
    """Open a locked screen as it was; one that is open stays so. Raises PermissionDenied.

    Also when the conversation has ended: the summary can be read for a while (`seated`).
    """
    check_can_write(by, participant.consultation, tuple(Stage))
    note_locked(seat=participant)
    its = Participant.objects.filter(pk=participant.pk, seat_digest=participant.seat_digest)
    locked = its.filter(seat_ended_at=None, seat_locked_at__isnull=False)
    if locked.update(seat_locked_at=None, seat_seen_at=timezone.now()):
        _audit("open_again", participant, by)


def _audit(what: str, seat: Participant, by: Account | None) -> None:
    """Leave an entry that names a seat by its number only, and tell the other screens."""
    consultation: Consultation = seat.consultation
    record_audit(
        action=what,
        record=f"consultation:{consultation.code}",
        organisation=consultation.organisation,
        by=by,
        detail={"participant": seat.pk},
    )
    transaction.on_commit(lambda: buses.tell(Notice(consultation.code)), robust=True)
