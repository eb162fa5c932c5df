"""Who sits where: the seat of a browser, and the doors of a conversation."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from consultations.models import Consultation, Invitation, Participant
from consultations.seats import AFTER_THE_END, IDLE, digest
from consultations.selectors.newer import with_news
from consultations.stages import FINISHED

Kind = Participant.Kind
OF_A_CONVERSATION = ("service_user", "clinic", "release", "organisation")


def seated(token: str) -> Participant | None:
    """Return who sits in the seat of a browser; None when it opens nothing, or not any more."""
    if not token:
        return None
    seats = Participant.objects.select_related("consultation", "organisation")
    found = seats.filter(seat_digest=digest(token), seat_ended_at=None).first()
    if found is None or found.seat_seen_at is None:
        return None
    now, ended_at = timezone.now(), found.consultation.ended_at
    is_idle = now - found.seat_seen_at > IDLE
    is_over = ended_at is not None and now - ended_at > AFTER_THE_END
    return None if is_idle or is_over else found


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
    rows = Invitation.objects.filter(
        consultation=consultation, kind=Invitation.Kind.JOIN, revoked_at=None, admitted_at=None
    )
    return list(rows.filter(expires_at__gt=timezone.now()).order_by("-created_at", "-pk"))


def in_seats(consultation: Consultation) -> list[Participant]:
    """Return who has a seat now."""
    rows = Participant.objects.filter(consultation=consultation, seat_ended_at=None)
    seats = rows.exclude(seat_digest="").filter(seat_seen_at__gte=timezone.now() - IDLE)
    return list(seats.order_by("pk"))


def waiting(invitation: int | None) -> Invitation | None:
    """Return the invitation at which a browser waits; None when there is nothing to wait for."""
    rows = Invitation.objects.select_related("participant", "consultation__organisation")
    found = rows.filter(pk=invitation or 0, revoked_at=None).exclude(used_at=None).first()
    if found is None or found.consultation.stage in FINISHED:
        return None
    is_late = found.admitted_at is None and found.expires_at <= timezone.now()
    return None if is_late else found
