"""Whether the cards have changed since a conversation began, and how."""

from collections.abc import Mapping

from django.db.models import OuterRef, QuerySet, Subquery

from consultations.models import Consultation
from consultations.stages import FINISHED
from medications.models import Release
from medications.selectors.since import SafetyChange, safety_changes

NEWS = "newer_is_safety_change"
"""What `with_news` adds: None when nothing is newer, else whether something of it is about safety.
"""

NEWEST = "newest_release"
"""The key of the organisation's newest release, which `with_news` and a save bring along."""


def newer_releases(consultation: Consultation) -> QuerySet[Release]:
    """Return the organisation's releases since the one of a conversation, oldest first."""
    rows = Release.objects.filter(
        organisation=consultation.organisation_id, number__gt=consultation.release.number
    )
    return rows.select_related("organisation", "by").order_by("number")


def with_news(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Add to each conversation what `news` tells, in the same question."""
    newer = Release.objects.filter(
        organisation=OuterRef("organisation"), number__gt=OuterRef("release__number")
    )
    most = newer.order_by("-is_safety_change").values("is_safety_change")[:1]
    newest = Release.objects.filter(organisation=OuterRef("organisation")).order_by("-number")
    keys = newest.values("pk")[:1]
    return rows.annotate(**{NEWS: Subquery(most), NEWEST: Subquery(keys)})


def news(consultation: Consultation) -> bool | None:
    """Return None when the cards are as they were, else whether safety is why some changed."""
    if NEWS in vars(consultation):
        found: bool | None = vars(consultation)[NEWS]
        return found
    newer = newer_releases(consultation).order_by("-is_safety_change")
    return newer.values_list("is_safety_change", flat=True).first()


def changed_for_safety(consultation: Consultation) -> Mapping[str, SafetyChange]:
    """Return which cards were withdrawn or changed for safety since those shown, by medicine.

    Only in a conversation that goes on: what has ended is read as it was. Asks nothing while no
    release is newer, nor again what this process has asked of the same two releases.
    """
    if consultation.stage in FINISHED:
        return {}
    newest = _newest(consultation)
    if newest in (None, consultation.release_id):
        return {}
    return safety_changes(consultation.release_id, newest)


def _newest(consultation: Consultation) -> int | None:
    """Return the key of the organisation's newest release."""
    if NEWEST in vars(consultation):
        known: int | None = vars(consultation)[NEWEST]
        return known
    return newer_releases(consultation).values_list("pk", flat=True).last()
