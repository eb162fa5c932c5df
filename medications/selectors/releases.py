"""Reads of the history: the versions of one medicine's card, and an organisation's releases."""

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from medications.models import (
    Card,
    CardMove,
    Medication,
    Release,
    RetiredEvidence,
    RetiredFact,
)
from medications.selectors.reading import always_shown

PAGE = 25
"""How many releases stand on one page."""


def medication(organisation: Organisation, code: str) -> Medication:
    """Return a medicine that this organisation has versions of. Raises Http404."""
    ours = Q(cards__organisation=organisation) | Q(cards__releases__organisation=organisation)
    return get_object_or_404(Medication.objects.filter(ours).distinct(), code=code)


def versions(organisation: Organisation, medication: Medication) -> list[Card]:
    """Return every version of a medicine's card here, newest first, with what was done to it.

    A starter card counts when it was in a release of this organisation. `first_release` is the
    number of the first one that holds the version, None while none does; `is_current` tells
    whether the newest one does.
    """
    ours = Q(organisation=organisation) | Q(organisation=None, releases__organisation=organisation)
    here = Q(releases__organisation=organisation)
    rows = Card.objects.filter(ours, medication=medication)
    last = Release.objects.filter(organisation=organisation).order_by("-number").values("pk")[:1]
    newest = Card.objects.filter(releases=Subquery(last))
    rows = rows.annotate(
        first_release=Min("releases__number", filter=here),
        is_current=Exists(newest.filter(pk=OuterRef("pk"))),
    )
    retired = RetiredEvidence.objects.select_related(
        "by", "evidence__source", "evidence__effect", "evidence__medication"
    )
    retired_facts = RetiredFact.objects.select_related("by", "fact__source")
    found = rows.select_related("medication", "author", "approver").prefetch_related(
        always_shown(),
        Prefetch("moves", CardMove.objects.select_related("by")),
        Prefetch("retired_evidence", retired),
        Prefetch("retired_facts", retired_facts),
    )
    return sorted(found, key=lambda each: (each.created_at, each.pk), reverse=True)


def releases(organisation: Organisation, below: int | None) -> tuple[list[Release], int | None]:
    """Return a page of releases, newest first, and the number to go on below if there are more."""
    rows = Release.objects.filter(organisation=organisation).select_related("by")
    if below is not None:
        rows = rows.filter(number__lt=below)
    found = list(rows.order_by("-number")[: PAGE + 1])
    more = found[PAGE - 1].number if len(found) > PAGE else None
    return found[:PAGE], more


def release(organisation: Organisation, number: int) -> Release:
    """Return one release by its number. Raises Http404."""
    rows = Release.objects.filter(organisation=organisation).select_related("by", "organisation")
    return get_object_or_404(rows, number=number)


def release_before(release: Release) -> Release | None:
    """Return the release that one took the place of; None for the first."""
    return _rows(release).filter(number__lt=release.number).order_by("number").last()


def _rows(release: Release) -> QuerySet[Release]:
    """Return the releases of the same organisation."""
    return Release.objects.filter(organisation=release.organisation_id).select_related("by")


def pair(found: list[Card], keys: tuple[int, int]) -> tuple[Card, Card]:
    """Return two of some versions by their keys. Raises Http404 for one that is not there."""
    by_key = {each.pk: each for each in found}
    if not set(keys) <= set(by_key):
        raise Http404
    return by_key[keys[0]], by_key[keys[1]]


def changed(before: Release | None, after: Release) -> list[tuple[Card | None, Card]]:
    """Return the cards that differ between two releases, by medicine."""
    rows = Card.objects.select_related("medication").prefetch_related(always_shown())
    old = {each.medication_id: each for each in rows.filter(releases=before)} if before else {}
    new = rows.filter(releases=after).order_by("medication__name")
    return [
        (old.get(each.medication_id), each) for each in new if old.get(each.medication_id) != each
    ]
