"""Whether the cards have changed since a conversation began, and how."""

from django.db.models import OuterRef, QuerySet, Subquery

from consultations.models import Consultation
from medications.models import Release

NEWS = "newer_is_safety_change"
"""What `with_news` adds: None when nothing is newer, else whether something of it is about safety.
"""


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
    return rows.annotate(**{NEWS: Subquery(most)})


def news(consultation: Consultation) -> bool | None:
    """Return None when the cards are as they were, else whether safety is why some changed."""
    if NEWS in vars(consultation):
        found: bool | None = vars(consultation)[NEWS]
        return found
    newer = newer_releases(consultation).order_by("-is_safety_change")
    return newer.values_list("is_safety_change", flat=True).first()
