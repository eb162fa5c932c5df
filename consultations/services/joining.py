"""Letting somebody in who has no account, and out again; each step leaves an audit entry.

None of this changes what was said, so that nobody's form meets a conflict because of it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.services import record_audit
from consultations import seats
from consultations.live import buses
from consultations.live.hub import Notice
from consultations.models import Consultation, Invitation, Participant
from consultations.permissions import check_can_write
from consultations.selectors.seats import awake
from consultations.services.beforehand import take_back_links
from consultations.services.saving import GOING_ON
from consultations.stages import Stage

Kind = Participant.Kind
WITHOUT_AN_ACCOUNT = (Kind.SERVICE_USER, Kind.CARER)
"""Who comes in with a code."""

SEEN_EVERY = 1 / 60
"""What somebody does at a seat is noted at most so often, as a share of the time after which it
locks: five seconds of five minutes. So much too early it may lock."""


@dataclass(frozen=True)
class Door:
    """A way in, as it is shown once: what the link carries, and the code to type."""

    invitation: Invitation
    link: str
    code: str


@transaction.atomic
def open_door(
    *, consultation: Consultation, by: Account, participant: Participant | None = None
) -> Door:
    """Open a door for the person, or for a carer who takes part; their door from before is shut.

    Raises PermissionDenied.
    """
    check_can_write(by, consultation, GOING_ON)
    person = participant or _person(consultation)
    if person.consultation_id != consultation.pk or person.kind not in WITHOUT_AN_ACCOUNT:
        raise PermissionDenied(_("A door is for the person, or for a carer of theirs."))
    now = timezone.now()
    before = Invitation.objects.filter(participant=person, used_at=None, revoked_at=None)
    before.filter(kind=Invitation.Kind.JOIN).update(revoked_at=now)
    link, code = seats.new_link(), seats.new_code()
    invitation = Invitation.objects.create(
        organisation_id=consultation.organisation_id,
        consultation=consultation,
        kind=Invitation.Kind.JOIN,
        for_kind=person.kind,
        participant=person,
        token_digest=seats.digest(link),
        code_digest=seats.digest(seats.as_typed(code)),
        made_by=by,
        expires_at=now + seats.OPEN_FOR,
    )
    _audit("open_door", consultation, by, invitation)
    return Door(invitation, link, code)


@transaction.atomic
def open_carers_door(*, consultation: Consultation, by: Account, name: str) -> Door:
    """Open a door for a carer by name; one not listed yet is listed, and sees nothing yet."""
    carers = Participant.objects.filter(consultation=consultation, kind=Kind.CARER)
    carer = carers.filter(name__iexact=name).first()
    if carer is None:
        check_can_write(by, consultation, GOING_ON)
        carer = Participant.objects.create(
            organisation_id=consultation.organisation_id,
            consultation=consultation,
            kind=Kind.CARER,
            name=name,
            is_present=False,
        )
    return open_door(consultation=consultation, by=by, participant=carer)


@transaction.atomic
def knock(*, link: str = "", code: str = "") -> Invitation | None:
    """Take a door for one browser. None for what is wrong, late, used or shut: all alike."""
    if link:
        which = Q(token_digest=seats.digest(link))
    else:
        which = Q(code_digest=seats.digest(seats.as_typed(code)))
    now = timezone.now()
    rows = Invitation.objects.filter(which, kind=Invitation.Kind.JOIN, consultation__ended_at=None)
    # One statement, so that of two browsers with the same code one is first.
    free = rows.filter(used_at=None, revoked_at=None, expires_at__gt=now)
    if not free.update(used_at=now):
        return None
    found = Invitation.objects.select_related("consultation__organisation").get(which)
    _audit("knock", found.consultation, None, found)
    return found


@transaction.atomic
def admit(*, invitation: Invitation, by: Account) -> None:
    """Let in who waits; whoever sat there before gets up. Raises PermissionDenied."""
    consultation, person = invitation.consultation, invitation.participant
    check_can_write(by, consultation, GOING_ON)
    now = timezone.now()
    waits = Invitation.objects.filter(pk=invitation.pk, admitted_at=None, revoked_at=None)
    here = waits.filter(used_at__isnull=False, expires_at__gt=now)
    if person is None or not here.update(admitted_at=now, admitted_by=by):
        raise PermissionDenied(_("Nobody waits at this door any more. Open a new one."))
    take_back_links(person)
    _get_up(Participant.objects.filter(pk=person.pk))
    _audit("admit", consultation, by, invitation)


@transaction.atomic
def shut_door(*, invitation: Invitation, by: Account) -> None:
    """Shut a door, and send away who waits at it."""
    check_can_write(by, invitation.consultation, GOING_ON)
    rows = Invitation.objects.filter(pk=invitation.pk, admitted_at=None, revoked_at=None)
    if rows.update(revoked_at=timezone.now()):
        _audit("shut_door", invitation.consultation, by, invitation)


@transaction.atomic
def sit_down(*, invitation: Invitation) -> str | None:
    """Give the browser that waits its seat, once; return what it keeps, or None."""
    token = seats.new_seat()
    if invitation.admitted_at is None or invitation.participant is None:
        return None
    never = Q(seat_issued_at=None) | Q(seat_issued_at__lt=invitation.admitted_at)
    if not Participant.objects.filter(never, pk=invitation.participant.pk).update(**_seat(token)):
        return None
    _audit("sit_down", invitation.consultation, None, invitation)
    return token


@transaction.atomic
def hand_over(*, consultation: Consultation, by: Account) -> str:
    """Give the person a seat in the browser that the clinician holds; return what it keeps."""
    check_can_write(by, consultation, GOING_ON)
    token, person = seats.new_seat(), _person(consultation)
    take_back_links(person)
    Participant.objects.filter(pk=person.pk).update(**_seat(token, is_shared=True))
    _audit("hand_over", consultation, by)
    return token


@transaction.atomic
def remove(*, participant: Participant, by: Account) -> None:
    """End somebody's seat at once, also after the end. Raises PermissionDenied."""
    check_can_write(by, participant.consultation, tuple(Stage))
    _get_up(Participant.objects.filter(pk=participant.pk))
    _audit("remove", participant.consultation, by)


@transaction.atomic
def leave(*, seat: Participant) -> None:
    """End one's own seat."""
    _get_up(Participant.objects.filter(pk=seat.pk, seat_digest=seat.seat_digest))
    _audit("leave", seat.consultation, None)


def note_seen(seat: Participant, ago: timedelta = timedelta(0)) -> None:
    """Note that somebody did something at a seat, which keeps it from locking; never once it has.

    `ago` is how long before now: a screen tells of touches a minute late at most.
    """
    now, its_idle = timezone.now(), seats.idle(seat.seat_is_shared)
    at = now - ago
    if seat.seat_seen_at is not None and at - seat.seat_seen_at <= SEEN_EVERY * its_idle:
        return
    rows = Participant.objects.filter(pk=seat.pk, seat_digest=seat.seat_digest, seat_ended_at=None)
    if rows.filter(awake(now), seat_seen_at__lt=at).update(seat_seen_at=at):
        seat.seat_seen_at = at


def _seat(token: str, *, is_shared: bool = False) -> dict[str, object]:
    """Return the columns of a seat that is taken now."""
    now = timezone.now()
    return {
        "seat_digest": seats.digest(token),
        "seat_issued_at": now,
        "seat_seen_at": now,
        "seat_ended_at": None,
        "seat_until": None,
        "seat_is_shared": is_shared,
        "seat_locked_at": None,
        "is_present": True,
    }


def _get_up(rows: QuerySet[Participant]) -> None:
    """End seats; those that never were stay so."""
    rows.exclude(seat_digest="").filter(seat_ended_at=None).update(seat_ended_at=timezone.now())


def _person(consultation: Consultation) -> Participant:
    """Return the row of the person the medicine is for."""
    return Participant.objects.get(consultation=consultation, kind=Kind.SERVICE_USER)


def _audit(
    what: str, consultation: Consultation, by: Account | None, invitation: Invitation | None = None
) -> None:
    """Leave an entry that names a door by its number only, and tell the other screens."""
    record_audit(
        action=what,
        record=f"consultation:{consultation.code}",
        organisation=consultation.organisation,
        by=by,
        detail={"door": invitation.pk} if invitation else {},
    )
    transaction.on_commit(lambda: buses.tell(Notice(consultation.code)), robust=True)
