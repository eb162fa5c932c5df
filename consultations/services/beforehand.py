"""A link for the person to say things before the visit; each step leaves an audit entry.

As at the door, none of this changes what was said. At the visit the link ends: whoever is let in,
or handed a screen, goes on with the same record.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Account
from accounts.services import record_audit
from consultations import seats
from consultations.models import Consultation, Invitation, Participant
from consultations.permissions import check_can_write
from consultations.services.saving import GOING_ON
from consultations.stages import Stage


@dataclass(frozen=True)
class Link:
    """A link as it is shown once: what stands behind its #."""

    invitation: Invitation
    letters: str


@transaction.atomic
def make_link(*, consultation: Consultation, by: Account) -> Link:
    """Make a link for the person; one from before is taken back. Raises PermissionDenied."""
    check_can_write(by, consultation, GOING_ON)
    person = Participant.objects.get(consultation=consultation, kind=Participant.Kind.SERVICE_USER)
    take_back_links(person)
    letters = seats.new_code(seats.LONG_LENGTH)
    invitation = Invitation.objects.create(
        organisation_id=consultation.organisation_id,
        consultation=consultation,
        kind=Invitation.Kind.LONG_LIVED,
        for_kind=person.kind,
        participant=person,
        token_digest=seats.digest(seats.as_typed(letters)),
        made_by=by,
        expires_at=open_until(consultation),
    )
    _audit("make_link", invitation, by)
    return Link(invitation, letters)


def open_until(consultation: Consultation) -> datetime:
    """Return until when a link made now opens: the day to meet, else two weeks."""
    now, meet_at = timezone.now(), seats.end_of_day(consultation.starts_at)
    is_ahead = consultation.stage == Stage.PLANNED and meet_at > now
    return meet_at if is_ahead else seats.end_of_day(now + seats.BEFOREHAND)


@transaction.atomic
def take_back_link(*, consultation: Consultation, by: Account) -> None:
    """Take the person's link back, and end the seat it gave. Raises PermissionDenied."""
    check_can_write(by, consultation, GOING_ON)
    person = Participant.objects.get(consultation=consultation, kind=Participant.Kind.SERVICE_USER)
    for invitation in take_back_links(person):
        _audit("take_back_link", invitation, by)


def take_back_links(participant: Participant) -> list[Invitation]:
    """Let every link of somebody open nothing any more; return those that did until now."""
    now = timezone.now()
    rows = Invitation.objects.filter(participant=participant, kind=Invitation.Kind.LONG_LIVED)
    found = list(rows.filter(revoked_at=None).select_related("consultation__organisation"))
    if found:
        rows.filter(revoked_at=None).update(revoked_at=now)
        sits = Participant.objects.filter(pk=participant.pk, seat_until__isnull=False)
        sits.filter(seat_ended_at=None).update(seat_ended_at=now)
    return found


@transaction.atomic
def open_link(*, letters: str) -> tuple[Invitation, str] | None:
    """Give a browser the person's seat by a link; return it with what the browser keeps.

    None for what is wrong, late or taken back: all alike. Another browser that had the seat gets
    up: a link that went astray shows itself.
    """
    now, token = timezone.now(), seats.new_seat()
    which = {"token_digest": seats.digest(seats.as_typed(letters))}
    rows = Invitation.objects.filter(**which, kind=Invitation.Kind.LONG_LIVED)
    opens = rows.filter(revoked_at=None, expires_at__gt=now, consultation__ended_at=None)
    # A write, so that whoever takes the link back at this moment comes before it or after it.
    if not opens.update(used_at=Coalesce("used_at", now)):
        return None
    found = rows.select_related("consultation__organisation").get()
    Participant.objects.filter(invitations=found).update(
        seat_digest=seats.digest(token),
        seat_issued_at=now,
        seat_seen_at=now,
        seat_ended_at=None,
        seat_until=found.expires_at,
        seat_is_shared=False,
        seat_locked_at=None,
    )
    _audit("open_link", found, None)
    return found, token


@transaction.atomic
def choose_explanation(*, seat: Participant, explanation: str) -> None:
    """Keep how much the person wants explained; what it is tells nothing, and is in no entry."""
    Participant.objects.filter(pk=seat.pk).update(explanation=explanation)
    record_audit(
        action="choose_explanation",
        record=f"consultation:{seat.consultation.code}",
        organisation=seat.organisation,
        by=None,
        detail={"participant": seat.pk},
    )


def _audit(what: str, invitation: Invitation, by: Account | None) -> None:
    """Leave an entry that names a link by its number only."""
    consultation = invitation.consultation
    record_audit(
        action=what,
        record=f"consultation:{consultation.code}",
        organisation=consultation.organisation,
        by=by,
        detail={"link": invitation.pk},
    )
