"""Reads of the library, always through one organisation's release.

A medicine that is not in the release is simply not there: another organisation's card and one
that never was answer alike. What is worked out from a release may be kept, since a release
never changes.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from accounts.reading import read
from medications.models import (
    Approval,
    Availability,
    Card,
    CardFact,
    Caution,
    Effect,
    Evidence,
    LocalNote,
    Rating,
    Release,
    Source,
    Term,
)
from medications.models.substance import LINE_37

ALWAYS_SHOWN = Q(is_gating=True) | Q(kind=Caution.Kind.NOT_LICENSED)
"""The cautions without which no page, print or command names a medicine."""

# Written out, because every press on a checklist waits for it.
AVAILABILITY = """
SELECT * FROM medications_availability WHERE organisation_id = %s ORDER BY at, id
"""

KEPT_RELEASES = 16
"""How many releases a process keeps: those in use, and a few that conversations pin."""

Cell = tuple[int | None, str]
Cells = Mapping[str, Mapping[str, Cell]]


def current_release(organisation: Organisation | None) -> Release:
    """Return the organisation's newest release. Raises Http404 before the library is loaded."""
    here = getattr(organisation, "pk", None)
    releases = Release.objects.filter(organisation=here).select_related("organisation")
    release = releases.order_by("number").last()
    if release is None:
        raise Http404
    return release


def release_of(organisation: str | None, number: int | None) -> Release:
    """Return a release by its organisation's name and its number.

    Without a name the first organisation, without a number the current release. Raises
    LookupError with a sentence.
    """
    organisations = Organisation.objects.order_by("pk")
    if organisation is not None:
        organisations = organisations.filter(name=organisation)
    here = organisations.first()
    if here is None and organisation is not None:
        raise LookupError(f"There is no organisation called '{organisation}'.")
    releases = Release.objects.filter(organisation=here)
    if number is not None:
        releases = releases.filter(number=number)
    release = releases.order_by("number").last()
    if release is None and here is not None and number is not None:
        raise LookupError(f"'{here}' has no release {number}.")
    if release is None:
        raise LookupError("There are no cards yet: run 'manage.py load_library' first.")
    return release


def conditions(release: Release) -> dict[str, list[str]]:
    """Return what goes wherever a medicine goes, by code: gates, and missing licences."""
    rows = Caution.objects.filter(ALWAYS_SHOWN, card__releases=release)
    by_code: dict[str, list[str]] = {}
    for code, text in rows.values_list("card__medication__code", "text"):
        by_code.setdefault(code, []).append(text)
    return by_code


def effects() -> QuerySet[Effect]:
    """Return the 37 lines in the order of the checklist's groups."""
    return Effect.objects.select_related("group").order_by("group__position", "number")


@lru_cache(maxsize=KEPT_RELEASES)
def _lines(release: int) -> tuple[Effect, ...]:
    """Read the 37 lines once for each process and release."""
    return tuple(effects())


def lines(release: Release) -> tuple[Effect, ...]:
    """Return the 37 lines of the checklist in the order of its groups, kept for each process."""
    return _lines(release.pk)


def rated_effects(release: Release) -> tuple[Effect, ...]:
    """Return the 36 lines that cards rate, without the person's own words."""
    return tuple(each for each in lines(release) if each.code != LINE_37)


@lru_cache(maxsize=1)
def effect_keys() -> Mapping[str, int]:
    """Return the key of each line by its code, read once for each process."""
    return MappingProxyType(dict(Effect.objects.values_list("code", "pk")))


def always_shown() -> Prefetch:
    """Return how a card is read with what stands wherever its medicine is named."""
    return Prefetch("cautions", Caution.objects.filter(ALWAYS_SHOWN), to_attr="always_shown")


@lru_cache(maxsize=KEPT_RELEASES)
def _cards(release: int) -> tuple[Card, ...]:
    """Read the cards of a release once for each process, with forms and what is always shown."""
    rows = Card.objects.filter(releases=release).select_related("medication")
    return tuple(rows.prefetch_related(always_shown(), "preparations").order_by("medication__name"))


def cards(release: Release) -> tuple[Card, ...]:
    """Return the cards of a release by name, with what stands wherever a medicine is named.

    Kept for each process and release, and never to be changed.
    """
    return _cards(release.pk)


def card(release: Release, medication: str) -> Card:
    """Return one card of the release by its medicine's code. Raises Http404."""
    for each in cards(release):
        if each.medication.code == medication:
            return each
    raise Http404


def whole_cards(keys: Iterable[int]) -> list[Card]:
    """Return cards with all that they hold, by key: as many queries for one as for three."""
    return list(
        Card.objects.filter(pk__in=list(keys))
        .select_related("medication")
        .prefetch_related(
            always_shown(),
            "preparations__source",
            Prefetch("ratings", Rating.objects.select_related("effect__group")),
            Prefetch("cautions", Caution.objects.prefetch_related("facts__source")),
            Prefetch("facts", CardFact.objects.select_related("source")),
            Prefetch("evidence", Evidence.objects.select_related("source", "effect")),
        )
    )


def rating(card: Card, effect: str) -> Rating:
    """Return one rating of a card with the rows that it rests on. Raises Http404."""
    rows = Evidence.objects.select_related("source", "effect")
    return get_object_or_404(
        card.ratings.select_related("effect__group").prefetch_related(Prefetch("evidence", rows)),
        effect__code=effect,
    )


def found_on(card: Card, effect: Effect) -> QuerySet[Evidence]:
    """Return every row the card holds on one effect, whether its level rests on it or not."""
    return card.evidence.filter(effect=effect).select_related("source", "effect")


def effect(code: str) -> Effect:
    """Return one of the 37 lines. Raises Http404."""
    return get_object_or_404(Effect.objects.select_related("group"), code=code)


def effect_figures(release: Release, of: Effect) -> QuerySet[Evidence]:
    """Return what the release's cards hold on one effect, by medicine."""
    return (
        Evidence.objects.filter(effect=of, cards__releases=release)
        .select_related("source", "medication")
        .distinct()
        .order_by("position")
    )


@lru_cache(maxsize=KEPT_RELEASES)
def _cells(release: int) -> Cells:
    """Read every level of a release, with its basis, once for each process."""
    rows = Rating.objects.filter(card__releases=release).values_list(
        "card__medication__code", "effect__code", "level", "basis"
    )
    cells: dict[str, dict[str, Cell]] = {}
    for medication, code, level, basis in rows.order_by("card__medication__name", "effect__number"):
        cells.setdefault(medication, {})[code] = (level, basis)
    return MappingProxyType({code: MappingProxyType(each) for code, each in cells.items()})


def cells(release: Release) -> Cells:
    """Return {medication code: {effect code: (level, basis)}}, medicines by name.

    A level is 0 to 3, or None for not known. Read once per process and release.
    """
    return _cells(release.pk)


def levels(release: Release) -> dict[str, dict[str, int | None]]:
    """Return the plain levels by code that other rooms build their profiles from."""
    return {
        medication: {effect: level for effect, (level, _) in row.items()}
        for medication, row in cells(release).items()
    }


def forget() -> None:
    """Drop what was kept of releases (between tests, whose databases reuse keys)."""
    for kept in (_cells, _cards, _lines, effect_keys):
        kept.cache_clear()


def gated_cards(release: Release) -> list[Card]:
    """Return the cards with conditions: texts about other medicines may name them too."""
    return [each for each in cards(release) if any(c.is_gating for c in vars(each)["always_shown"])]


def starters_not_approved(release: Release) -> set[int]:
    """Return the keys of the release's starter cards that no pharmacist here stands behind."""
    return set(
        release.cards.filter(organisation=None)
        .exclude(
            approvals__in=Approval.objects.filter(
                organisation=release.organisation_id, withdrawn_at=None
            )
        )
        .values_list("pk", flat=True)
    )


def standing_approval(release: Release, card: Card) -> Approval | None:
    """Return who stands behind a starter card in this organisation, if anyone does."""
    return (
        Approval.objects.filter(organisation=release.organisation_id, card=card, withdrawn_at=None)
        .select_related("by")
        .first()
    )


def availability(organisation: Organisation) -> dict[int, Availability]:
    """Return the newest availability by medication key; a medicine without one is available."""
    rows = read(Availability, AVAILABILITY, [organisation.pk])
    return {row.medication_id: row for row in rows}


def local_notes(organisation: Organisation, cards: Iterable[Card]) -> dict[int, list[LocalNote]]:
    """Return the organisation's standing notes by medication key."""
    notes: dict[int, list[LocalNote]] = {}
    medications = [card.medication_id for card in cards]
    for note in LocalNote.objects.filter(
        organisation=organisation, medication__in=medications, retired_at=None
    ):
        notes.setdefault(note.medication_id, []).append(note)
    return notes


def sources(release: Release) -> QuerySet[Source]:
    """Return the sources that the release's cards rest on.

    Asked row by row, never joined: evidence times facts is a million rows on PostgreSQL.
    """
    rested_on = [
        rows.objects.filter(cards__releases=release).values("source")
        for rows in (Evidence, CardFact)
    ]
    return Source.objects.filter(Q(pk__in=rested_on[0]) | Q(pk__in=rested_on[1])).order_by(
        "kind", "title"
    )


def names(release: Release) -> list[tuple[str, str]]:
    """Return (code, name) of the release's medicines by name."""
    return [(each.medication.code, each.medication.name) for each in cards(release)]


def terms() -> QuerySet[Term]:
    """Return the hard words with their meanings."""
    return Term.objects.all()
