"""Which cards changed for safety between two releases, kept for each process: neither changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from medications.models import Card, Release
from medications.selectors.reading import KEPT_RELEASES


@dataclass(frozen=True)
class SafetyChange:
    """The newest version of a medicine that was withdrawn or changed for safety.

    `is_over` tells whether yet another version has taken its place.
    """

    card: Card
    is_over: bool


@lru_cache(maxsize=KEPT_RELEASES)
def safety_changes(older: int, newest: int) -> Mapping[str, SafetyChange]:
    """Return what changed for safety since a release, by medicine; both are given by their keys.

    A change that another version followed is still one: whoever holds the older card has not
    read it.
    """
    releases = Release.objects.in_bulk([older, newest])
    between = _between(releases[older], releases[newest])
    found = Card.objects.filter(between, is_safety_change=True).select_related("medication")
    in_use = set(Card.objects.filter(releases=newest).values_list("pk", flat=True))
    return {
        card.medication.code: SafetyChange(card, card.pk not in in_use)
        for card in found.distinct().order_by("version")
    }


def _between(older: Release, newest: Release) -> Q:
    """Return which cards came into use after one release and no later than the other."""
    later = Release.objects.filter(
        organisation=older.organisation_id,
        number__gt=older.number,
        number__lte=newest.number,
    )
    held = Card.objects.filter(releases=older)
    return Q(releases__in=later) & ~Q(pk__in=held.values("pk"))
