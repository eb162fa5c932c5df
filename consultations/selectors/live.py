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
from django.utils import timezone

from accounts.models import Membership, Role, Session
from accounts.sessions import idle
from consultations.models import Consultation, Participant, Screen, Together
from consultations.models.consent import SCOPE
from consultations.seats import AFTER_THE_END
from consultations.selectors.seats import awake, in_seats
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

    consultation and clinic are keys; `digest` is that of the seat; `session` is a session's key.
    """

    code: UUID
    consultation: int
    clinic: int
    organisation: int
    participant: int | None = None
    digest: str = ""
    account: int | None = None
    session: str = ""


class State(NamedTuple):
    """A conversation as streams tell it: its version, and what stands for all of the strip."""

    version: int
    here: tuple[object, ...]


@dataclass(frozen=True)
class Standing:
    """How conversations stand, and whose right to watch one has ended."""

    states: Mapping[UUID, State]
    gone: frozenset[Watcher]


NOBODY = (0, 0, None)

NEWEST_RELEASE = (
    Release.objects.filter(organisation=OuterRef("organisation"))
    .order_by("-number")
    .values("pk")[:1]
)
"""Cards that change for safety are told on open screens at once (consultations/pages/here.py)."""


def standing(watchers: Collection[Watcher]) -> Standing:
    """Return how the conversations stand that are watched, and who may not watch any more."""
    rows = Consultation.objects.filter(pk__in={each.consultation for each in watchers})
    rows = rows.annotate(together=Max("together_rows"), knocked=Max("invitation_rows__used_at"))
    rows = rows.annotate(newest=Subquery(NEWEST_RELEASE))
    columns = ("pk", "code", "version", "ended_at", "together", "knocked", "newest")
    found = {row[0]: row[1:] for row in rows.order_by().values_list(*columns)}
    here = _here(found)
    states = {
        code: State(version, (*here.get(key, NOBODY), *others))
        for key, (code, version, _ended, *others) in found.items()
    }
    ended = {key: its[2] for key, its in found.items()}
    sitting, working = _sitting(watchers), _working(watchers)
    gone = {
        each
        for each in watchers
        if _is_over(each, ended) or (each not in sitting and each not in working)
    }
    return Standing(states, frozenset(gone))


def _is_over(watcher: Watcher, ended: Mapping[int, datetime | None]) -> bool:
    """Tell whether a seat has outlived its conversation; a clinician reads on."""
    at = ended.get(watcher.consultation)
    is_late = at is not None and timezone.now() - at > AFTER_THE_END
    return watcher.consultation not in ended or (watcher.account is None and is_late)


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
    open_now = rows.filter(AGREED, Q(seat_until=None) | beforehand, awake(now))
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
    """Somebody who is here: `is_connected` while a screen of theirs is open, and not locked."""

    participant: int | None
    account: int | None
    name: str
    is_connected: bool
    is_typing: bool
    is_locked: bool = False


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
            here = Here(sits.pk, None, sits.name, False, False, sits.is_locked)
            found[sits.pk, None] = here
    return list(found.values())


def looked_at_together(consultation: Consultation) -> Together | None:
    """Return the card that somebody asked everybody to look at of late; None when nobody did."""
    since = timezone.now() - TOGETHER_FOR
    rows = Together.objects.filter(consultation=consultation, at__gte=since).order_by("-pk")
    return rows.select_related("participant", "account", "medication").first()
