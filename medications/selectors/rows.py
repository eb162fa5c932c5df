"""Reads of the rows that a version rests on: figures, and facts in words, alike in every way."""

from dataclasses import dataclass
from typing import Any, overload

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from medications.draft_parts import FactPart, FigurePart
from medications.models import Card, CardFact, Caution, Evidence, RetiredEvidence, RetiredFact

Row = Evidence | CardFact


@dataclass(frozen=True)
class Kind:
    """A kind of row: how a card names those that count, and a retired one names what it was.

    word   how addresses and the audit name it
    links  what is read with each row
    """

    model: type[Evidence] | type[CardFact]
    retired: type[RetiredEvidence] | type[RetiredFact]
    held_as: str
    retired_as: str
    word: str
    links: tuple[str, ...]

    def held(self, card: Card) -> Any:
        """Return the rows of a card, to read and to change."""
        return getattr(card, self.held_as)


FIGURES = Kind(
    Evidence, RetiredEvidence, "evidence", "evidence", "figure", ("source", "effect", "medication")
)
FACTS = Kind(CardFact, RetiredFact, "facts", "fact", "fact", ("source", "medication"))
KINDS = {each.word: each for each in (FIGURES, FACTS)}
"""Both kinds, as addresses name them."""


def kind_of(row: Row) -> Kind:
    """Return which kind of row this is."""
    return FIGURES if isinstance(row, Evidence) else FACTS


def held(card: Card, kind: Kind) -> QuerySet[Any]:
    """Return the rows that a version rests on."""
    rows: QuerySet[Any] = kind.held(card).select_related(*kind.links)
    return rows


@overload
def part(row: Evidence) -> FigurePart: ...
@overload
def part(row: CardFact) -> FactPart: ...
@overload
def part(row: None) -> None: ...


def part(row: Row | None) -> FigurePart | FactPart | None:
    """Return a row as a plain value; None when it was retired."""
    if row is None:
        return None
    if isinstance(row, CardFact):
        return FactPart(row.kind, row.value, row.source_id)
    return FigurePart(
        row.measure,
        row.value,
        row.source_id,
        row.low,
        row.high,
        row.comparator_value,
        row.reported_term,
        row.population,
        row.note,
    )


def stands(card: Card, row: Row) -> bool:
    """Tell whether a version rests on a row."""
    return bool(kind_of(row).held(card).filter(pk=row.pk).exists())


def standing(card: Card, row: Row) -> Any:
    """Return what stands in a version in the place of a row: itself, what corrected it, or None."""
    kind, met = kind_of(row), set()
    now: Row | None = row
    while now is not None and now.pk not in met:
        met.add(now.pk)
        found = held(card, kind).filter(pk=now.pk).first()
        if found is not None:
            return found
        gone = kind.retired._default_manager.filter(card=card, **{kind.retired_as: now})
        now = next((each.replaced_by for each in gone.select_related("replaced_by")), None)
    return None


def known(card: Card, kind: Kind, key: int) -> Any:
    """Return a row that a version rests on or rested on. Raises Http404 for any other."""
    rows = kind.model._default_manager.select_related(*kind.links)
    gone = retired(card, kind).values(kind.retired_as)
    here = Q(pk__in=kind.held(card).values("pk")) | Q(pk__in=gone)
    return get_object_or_404(rows.filter(here), pk=key)


def retired(card: Card, kind: Kind) -> QuerySet[Any]:
    """Return the rows that were retired from this version, and from earlier ones here, with why."""
    versions = kind.retired._default_manager.filter(
        card__organisation=card.organisation_id, card__medication=card.medication_id
    )
    standing = {f"{kind.retired_as}__in": kind.held(card).values("pk")}
    rows = versions.filter(card__version__lte=card.version).exclude(**standing)
    links = (f"{kind.retired_as}__{each}" for each in kind.links)
    return rows.select_related(kind.retired_as, *links, "replaced_by__source", "by", "card")


def resting_on(card: Card, fact: CardFact) -> list[Caution]:
    """Return the cautions of a version that rest on a fact."""
    return list(card.cautions.filter(facts=fact))


def rested_on(card: Card, fact: CardFact) -> list[Caution]:
    """Return the cautions of a version that rested on a fact when it was retired.

    Versions are copies, so a caution is found again by what it says.
    """
    gone = retired(card, FACTS).filter(fact=fact).last()
    texts = gone.cautions if gone else []
    return [each for each in card.cautions.all() if each.text in texts]
