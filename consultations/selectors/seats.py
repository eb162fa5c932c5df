"""Who sits where: the seat of a browser, and the doors of a conversation."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone

from consultations.models import Consultation, Invitation, Participant
from consultations.seats import AFTER_THE_END, IDLE, LOCKED_FOR, digest, idle
from consultations.selectors.newer import with_news
from consultations.stages import FINISHED

Kind = Participant.Kind
NOT_KEPT_FROM = ~Q(kind=Kind.CARER, consultation__service_user__restricted_by__isnull=False)
"""Seats that a restriction of the record leaves open: the person's own, and no carer's."""

COMES_WITHIN = timedelta(minutes=10)
"""So long the screen of somebody who was let in is waited for."""

OF_A_CONVERSATION = ("service_user", "clinic", "release", "organisation")


def seated(token: str) -> Participant | None:
    """Return who sits in the seat of a browser, which may be locked; None when it has ended.

    A carer sits nowhere while the record is restricted.
    """
    if not token:
        return None
    seats = Participant.objects.select_related("consultation", "organisation")
    rows = seats.filter(NOT_KEPT_FROM, seat_digest=digest(token), seat_ended_at=None)
    found = rows.first()
    if found is None or found.seat_seen_at is None:
        return None
    now, ended_at = timezone.now(), found.consultation.ended_at
    is_over = ended_at is not None and now - ended_at > AFTER_THE_END
    if found.seat_until is not None:
        is_over = ended_at is not None or found.seat_until <= now
    return None if is_over or not _is_held(found, now) else found


def _is_held(seat: Participant, now: datetime) -> bool:
    """Tell whether a seat is its browser's still, open or locked."""
    rest = timedelta(0) if seat.is_beforehand else LOCKED_FOR
    return now < seat.locks_at + rest


def awake(now: datetime) -> Q:
    """Return the seats at which somebody did something of late: those that are not locked."""
    each = (
        Q(seat_is_shared=is_shared, seat_seen_at__gt=now - idle(is_shared))
        for is_shared in (False, True)
    )
    return reduce(or_, each)


def seated_in(seat: Participant | None, code: UUID) -> Consultation:
    """Return the conversation that a seat is in. Raises Http404 for any other, known or not."""
    if not seat or seat.consultation.code != code:
        raise Http404
    rows = Consultation.objects.select_related(*OF_A_CONVERSATION)
    found = with_news(rows).get(pk=seat.consultation_id)
    found.seen_by = seat
    return found


def doors(consultation: Consultation) -> list[Invitation]:
    """Return the doors that stand open, or at which somebody waits, newest first."""
    if consultation.stage in FINISHED:
        return []
    rows = Invitation.objects.select_related("participant").filter(
        consultation=consultation, kind=Invitation.Kind.JOIN, revoked_at=None, admitted_at=None
    )
    return list(rows.filter(expires_at__gt=timezone.now()).order_by("-created_at", "-pk"))


def let_in(consultation: Consultation) -> list[Participant]:
    """Return who was let in just now, and whose screen has still to come."""
    if consultation.stage in FINISHED:
        return []
    rows = Invitation.objects.select_related("participant").filter(
        consultation=consultation,
        kind=Invitation.Kind.JOIN,
        revoked_at=None,
        admitted_at__gt=timezone.now() - COMES_WITHIN,
    )
    never = Q(participant__seat_issued_at=None)
    rows = rows.filter(never | Q(participant__seat_issued_at__lt=F("admitted_at")))
    return [each.participant for each in rows.order_by("pk") if each.participant]


def carers(consultation: Consultation) -> list[Participant]:
    """Return the carers who take part, with a seat or without."""
    rows = Participant.objects.filter(consultation=consultation, kind=Kind.CARER)
    return list(rows.order_by("pk"))


def in_seats(consultation: Consultation) -> list[Participant]:
    """Return who has a seat now, open or locked."""
    now, ended_at = timezone.now(), consultation.ended_at
    if ended_at is not None and now - ended_at > AFTER_THE_END:
        return []
    rows = Participant.objects.filter(consultation=consultation, seat_ended_at=None)
    seats = rows.exclude(seat_digest="").filter(seat_seen_at__gt=now - IDLE - LOCKED_FOR)
    return [each for each in seats.order_by("pk") if _is_held(each, now)]


def waiting(invitation: int | None) -> Invitation | None:
    """Return the invitation at which a browser waits; None when there is nothing to wait for."""
    rows = Invitation.objects.select_related("participant", "consultation__organisation")
    found = rows.filter(pk=invitation or 0, revoked_at=None).exclude(used_at=None).first()
    if found is None or found.consultation.stage in FINISHED:
        return None
    is_late = found.admitted_at is None and found.expires_at <= timezone.now()
    return None if is_late else found
