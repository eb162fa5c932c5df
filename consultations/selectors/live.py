"""What open streams have to be told, asked for all of them together.

However many screens are open, these are four questions: a process of streams keeps no more
connections to the database for two thousand screens than for three.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accounts.models import Membership, Role, Session
from accounts.sessions import idle
from consultations.models import Consultation, Participant, Screen, Together
from consultations.models.consent import SCOPE, Scope
from consultations.selectors.seats import NOT_KEPT_FROM, awake, in_seats
from medications.models import Release

FORGOTTEN_AFTER = timedelta(seconds=25)
"""A process that has not said for so long that it holds its screens is taken to be gone."""


TYPES_FOR = timedelta(seconds=6)
"""So long after the last letter somebody is said to type."""


AGREED = reduce(or_, (Q(**{each: True}) for each in SCOPE), Q(kind=Participant.Kind.SERVICE_USER))
"""The person watches their own conversation, and a carer while anything is agreed."""


TOGETHER_FOR = timedelta(minutes=10)
"""So long a card that somebody asked everybody to look at is offered."""


class Watcher(NamedTuple):
    """Whose stream it is, and by what right: a seat, or the session of a clinician.

    consultation and clinic are keys; `digest` is that of the seat; `session` is a session's key;
    `has_ended` tells whether the conversation had ended when the stream was opened.
    """

    code: UUID
    consultation: int
    clinic: int
    organisation: int
    participant: int | None = None
    digest: str = ""
    account: int | None = None
    session: str = ""
    has_ended: bool = False


class State(NamedTuple):
    """A conversation as streams tell it: its version, and what stands for all of the strip."""

    version: int
    here: tuple[object, ...]


@dataclass(frozen=True)
class Standing:
    """How conversations stand, whose right to watch one has ended, and for whom with its end."""

    states: Mapping[UUID, State]
    gone: frozenset[Watcher]
    ended: frozenset[Watcher] = frozenset()


ENDS_A_STREAM = ("ended_at", "service_user__restricted_by")
Ends = Mapping[int, tuple[datetime | None, int | None]]
"""Of each conversation by its key: when it ended, and who had the record restricted."""

NOBODY = (0, 0, None)

NEWEST_RELEASE = (
    Release.objects.filter(organisation=OuterRef("organisation"))
    .order_by("-number")
    .values("pk")[:1]
)
"""Cards that change for safety are told on open screens at once (consultations/pages/here.py)."""


DOORS = {
    f"door_{each}": Max(f"invitation_rows__{each}")
    for each in ("id", "used_at", "admitted_at", "revoked_at")
}
"""Somebody opened a door, knocked, was let in or sent away: told on the page of the doors."""

NEWEST_SEAT = (
    Participant.objects.filter(consultation=OuterRef("pk"), seat_issued_at__isnull=False)
    .order_by()
    .values("consultation")
    .annotate(at=Max(Greatest("seat_issued_at", Coalesce("seat_ended_at", "seat_issued_at"))))
    .values("at")
)
"""When somebody last sat down, or got up. That a seat has locked is told by whoever sees it."""


def standing(watchers: Collection[Watcher]) -> Standing:
    """Return how the conversations stand that are watched, and who may not watch any more."""
    rows = Consultation.objects.filter(pk__in={each.consultation for each in watchers})
    rows = rows.annotate(together=Max("together_rows"), newest=Subquery(NEWEST_RELEASE))
    rows = rows.annotate(**DOORS, sat=Subquery(NEWEST_SEAT))
    columns = ("pk", "code", "version", *ENDS_A_STREAM, "together", "newest", *DOORS, "sat")
    found = {row[0]: row[1:] for row in rows.order_by().values_list(*columns)}
    here = _here(found)
    states = {
        code: State(version, (*here.get(key, NOBODY), *others))
        for key, (code, version, _ended, _restricted, *others) in found.items()
    }
    ends = {key: its[2:4] for key, its in found.items()}
    may = _sitting(watchers) | _working(watchers)
    may = {each for each in may if not _is_restricted(each, ends)}
    ended = {each for each in may if _has_ended_since(each, ends)}
    return Standing(states, frozenset(watchers) - may | ended, frozenset(ended))


def _is_restricted(watcher: Watcher, ends: Ends) -> bool:
    """Tell whether somebody may not read a record now, or it is gone; of seats the rows tell."""
    if watcher.consultation not in ends:
        return True
    restricted_by = ends[watcher.consultation][1]
    return watcher.account is not None and restricted_by not in (None, watcher.account)


def _has_ended_since(watcher: Watcher, ends: Ends) -> bool:
    """Tell whether a conversation has ended since a stream was opened.

    Every stream ends then. A clinician, who reads on, opens another; a seat opens none.
    """
    return (ends[watcher.consultation][0] is not None) != watcher.has_ended


def _here(consultations: Collection[int]) -> dict[int, tuple[int, int, datetime | None]]:
    """Return, for each conversation, something that changes when who is here or types does."""
    rows = open_screens().filter(consultation__in=consultations).order_by()
    counted = rows.values_list("consultation").annotate(Count("pk"), Max("pk"), Max("typing_at"))
    return {key: (count, newest, typing) for key, count, newest, typing in counted}


def open_screens() -> QuerySet[Screen]:
    """Return the screens whose process is there."""
    return Screen.objects.filter(seen_at__gte=timezone.now() - FORGOTTEN_AFTER)


def _sitting(watchers: Collection[Watcher]) -> set[Watcher]:
    """Return those whose seat still is theirs, and not locked."""
    now = timezone.now()
    seats = [each.participant for each in watchers if each.participant is not None]
    rows = Participant.objects.filter(pk__in=seats, seat_ended_at=None)
    beforehand = Q(seat_until__gt=now, consultation__ended_at=None)
    open_now = rows.filter(AGREED, NOT_KEPT_FROM, Q(seat_until=None) | beforehand, awake(now))
    digests = set(open_now.values_list("pk", "seat_digest"))
    return {each for each in watchers if (each.participant, each.digest) in digests}


def _working(watchers: Collection[Watcher]) -> set[Watcher]:
    """Return those who are signed in still, not locked, as clinicians of the clinic."""
    signed_in = [each for each in watchers if each.session]
    if not signed_in:
        return set()
    now = timezone.now()
    sessions = Session.objects.filter(
        pk__in={each.session for each in signed_in}, expire_date__gt=now, seen_at__gt=now - idle()
    )
    keys = set(sessions.values_list("pk", flat=True))
    roles = Membership.objects.filter(
        account__in={each.account for each in signed_in},
        account__is_active=True,
        role=Role.CLINICIAN,
    )
    held = set(roles.values_list("account_id", "organisation_id", "clinic_id"))
    return {each for each in signed_in if each.session in keys and _works(each, held)}


def _works(watcher: Watcher, held: Collection[tuple[int, int, int | None]]) -> bool:
    """Tell whether somebody holds the role of a clinician in the clinic, or in all of them."""
    return any(
        (watcher.account, watcher.organisation, clinic) in held for clinic in (watcher.clinic, None)
    )


class Here(NamedTuple):
    """Somebody who is here: `is_connected` while a screen of theirs is open, and not locked.

    `sees_nothing` of a carer with whom nothing is shared: their screen is told nothing, either.
    """

    participant: int | None
    account: int | None
    name: str
    is_connected: bool
    is_typing: bool
    is_locked: bool = False
    sees_nothing: bool = False


def who_is_here(consultation: Consultation) -> list[Here]:
    """Return who has a screen of this conversation open, or a seat and no open screen."""
    rows = open_screens().filter(consultation=consultation)
    found: dict[tuple[int | None, int | None], Here] = {}
    since = timezone.now() - TYPES_FOR
    for each in rows.select_related("participant", "account"):
        key = (each.participant_id, each.account_id)
        types = each.typing_at is not None and each.typing_at >= since
        types = types or (key in found and found[key].is_typing)
        whose = each.account or each.participant
        found[key] = Here(*key, whose.name if whose else "", True, types)
    for sits in in_seats(consultation):
        if sits.is_locked or (sits.pk, None) not in found:
            sees_nothing = sits.kind == Participant.Kind.CARER and not Scope.of(sits).names
            here = Here(sits.pk, None, sits.name, False, False, sits.is_locked, sees_nothing)
            found[sits.pk, None] = here
    return list(found.values())


def looked_at_together(consultation: Consultation) -> Together | None:
    """Return the card that somebody asked everybody to look at of late; None when nobody did."""
    since = timezone.now() - TOGETHER_FOR
    rows = Together.objects.filter(consultation=consultation, at__gte=since).order_by("-pk")
    return rows.select_related("participant", "account", "medication").first()
