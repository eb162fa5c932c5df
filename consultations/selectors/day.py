"""The clinician's day: what is open, paused, planned, to be looked at again, and over today.

Each list is one question over all clinics. It takes a page of each clinic from the index that
holds it in order (clinic, stage, moment or date, id), then the first of those pages together: no
page costs more than the first, however much work the clinics have.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import Clinic
from consultations.models import Consultation
from consultations.selectors.bookmarks import PAGE, Bookmark, Page
from consultations.selectors.newer import with_news
from consultations.selectors.standing import not_looked_at_since
from consultations.stages import FINISHED, Stage

AHEAD = datetime.timedelta(days=14)
"""How long before its date a conversation is listed to be looked at again."""

NOT_RESTRICTED = {"service_user__restricted_by": None}
"""Lists of many people leave out whose record is restricted."""

TO_REVIEW, TODAY = "review", "today"
PLANS = (Stage.PLANNED,)


@dataclass(frozen=True)
class DayList:
    """One list of the day: what it is called in addresses, of which stages, in which order."""

    name: str
    stages: tuple[Stage, ...]
    column: str
    kind: type[datetime.date]


LISTS = (
    DayList("open", (Stage.OPEN,), "starts_at", datetime.datetime),
    DayList("paused", (Stage.PAUSED,), "starts_at", datetime.datetime),
    DayList("planned", PLANS, "look_again_on", datetime.date),
    DayList(TO_REVIEW, FINISHED, "look_again_on", datetime.date),
    DayList(TODAY, FINISHED, "ended_at", datetime.datetime),
)


def of_the_day(clinics: Sequence[Clinic], its: DayList, after: Bookmark | None = None) -> Page:
    """Return a page of one list of the day, what has waited longest first."""
    parts = [_keys(each) for each in _scans(clinics, its, after)]
    if not parts:
        return Page([], "")
    keys = parts[0].union(*parts[1:], all=True)
    rows = with_news(Consultation.objects.filter(pk__in=keys))
    rows = rows.select_related("service_user", "clinic")
    return Page.of(list(rows.order_by(*_order(its))[: PAGE + 1]), its.column)


def _scans(
    clinics: Sequence[Clinic], its: DayList, after: Bookmark | None
) -> Iterator[QuerySet[Consultation]]:
    """Return a page of each clinic and stage, each read along one index."""
    for clinic in clinics:
        for stage in its.stages:
            rows = Consultation.objects.filter(clinic=clinic, stage=stage, **NOT_RESTRICTED)
            if its.name == TO_REVIEW:
                rows = _due(rows)
            elif its.name == TODAY:
                rows = rows.filter(ended_at__gte=_midnight())
            if after is not None:
                rows = rows.filter(_later(its, after))
            yield rows.order_by(*_order(its))[: PAGE + 1]


def _keys(limited: QuerySet[Consultation]) -> QuerySet:
    """Return a page's keys as a part of a union: SQLite wants no limit in the part itself."""
    return Consultation.objects.order_by().filter(pk__in=limited.values("pk")).values("pk")


def _due(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Keep what is to be looked at soon or was to be by now, and has not been yet."""
    soon = timezone.localdate() + AHEAD
    return not_looked_at_since(rows).filter(look_again_on__lte=soon)


def _midnight() -> datetime.datetime:
    """Return when this day began here; a change of mind leaves the end of a conversation be."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _order(its: DayList) -> tuple:
    """Return the order of a list; a plan without a date comes last on every database."""
    return (F(its.column).asc(nulls_last=True), "pk")


def _later(its: DayList, after: Bookmark) -> Q:
    """Return the rows after a bookmark; the outer bound lets the index begin there.

    Only a plan can be without a date, and plans are few: what has ended always has one.
    """
    column = its.column
    if after.place is None:
        return Q(**{f"{column}__isnull": True, "pk__gt": after.key})
    beyond = Q(**{f"{column}__gt": after.place}) | Q(pk__gt=after.key)
    dated = Q(**{f"{column}__gte": after.place}) & beyond
    return dated | Q(**{f"{column}__isnull": True}) if its.stages == PLANS else dated
