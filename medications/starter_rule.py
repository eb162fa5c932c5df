"""The starter level of one cell, from its evidence: a pure function of rows.

The rule stands in docs/evidence.md. Tables that grade medicines against each other come before
frequency classes, because classes come from separate trials and cannot be compared between
medicines. A pharmacist may overrule the level with a reason; the rule itself never judges.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import floor
from statistics import median

PUBLISHED_CARD: Mapping[tuple[str, str], int] = {
    ("aripiprazole", "difficulty_getting_to_sleep"): 2,
    ("aripiprazole", "restlessness"): 2,
    ("aripiprazole", "feeling_sick"): 1,
}
"""The three ratings of the card printed in Appendix 2 of Brooks et al. 2017."""

CLASS_LEVELS = {"very_common": 3, "common": 2, "uncommon": 1, "rare": 1, "very_rare": 1}
DAYTIME = "daytime_sleepiness"
BORROWERS = ("sleeping_late", "evening_sleepiness")
PRODUCT_INFORMATION = "product_information"


class Basis(StrEnum):
    """Which clause of the rule gave a level, in the order in which they are tried.

    published_card          the card printed in the paper
    comparative             tables that grade medicines against each other
    comparative_raised      graded 0 there, but listed with a class by a product information
    product_information     frequency classes of product information
    trial_incidence         medicine minus placebo, in points out of 100
    secondary               frequency classes of other sources
    listed_frequency_unknown  listed, but nowhere with a class: level not known
    nothing_found           no row at all that counts: level not known
    borrowed                the daytime level, for two lines that no source splits off
    pharmacist              set by a pharmacist, with a reason
    """

    PUBLISHED_CARD = "published_card"
    COMPARATIVE = "comparative"
    COMPARATIVE_RAISED = "comparative_raised"
    PRODUCT_INFORMATION = "product_information"
    TRIAL_INCIDENCE = "trial_incidence"
    SECONDARY = "secondary"
    LISTED_FREQUENCY_UNKNOWN = "listed_frequency_unknown"
    NOTHING_FOUND = "nothing_found"
    BORROWED = "borrowed"
    PHARMACIST = "pharmacist"


@dataclass(frozen=True)
class Row:
    """One evidence row as the rule reads it; `key` finds it again in the library.

    `value` is a grade 0 to 3, a frequency class, or per cent on the medicine, by `measure`;
    `placebo` is per cent on placebo where known.
    """

    key: str
    measure: str
    value: str
    source_kind: str
    placebo: Decimal | None = None
    is_composite: bool = False
    is_adolescent: bool = False


@dataclass(frozen=True)
class StarterLevel:
    """Level 0 to 3, or None for not known; the clause that gave it; the keys it rests on."""

    level: int | None
    basis: Basis
    rows: tuple[str, ...] = ()


def starter_levels(
    medication: str, rows: Mapping[str, Iterable[Row]], effects: Iterable[str]
) -> dict[str, StarterLevel]:
    """Return the starter level of each effect for one medication.

    `rows` holds the medication's rows by effect code; an effect without rows is not known.
    """
    levels = {
        effect: starter_level(medication, effect, tuple(rows.get(effect, ()))) for effect in effects
    }
    for effect in BORROWERS:
        if effect in levels:
            levels[effect] = _borrowed(levels[effect], levels[DAYTIME])
    return levels


def starter_level(medication: str, effect: str, rows: tuple[Row, ...]) -> StarterLevel:
    """Return the first clause that applies to one cell, before any borrowing."""
    published = PUBLISHED_CARD.get((medication, effect))
    if published is not None:
        return StarterLevel(published, Basis.PUBLISHED_CARD)
    counted = tuple(row for row in rows if not row.is_adolescent)
    product = _classed(counted, product=True)
    for clause in (
        _comparative(counted, product),
        _graded(Basis.PRODUCT_INFORMATION, product, _class_level),
        _graded(Basis.TRIAL_INCIDENCE, _placebo_controlled(counted), _points_level),
        _graded(Basis.SECONDARY, _classed(counted, product=False), _class_level),
    ):
        if clause is not None:
            return clause
    listed = tuple(row for row in rows if row.measure == "frequency_class")
    basis = Basis.LISTED_FREQUENCY_UNKNOWN if listed else Basis.NOTHING_FOUND
    return StarterLevel(None, basis, _keys(listed))


def _comparative(rows: tuple[Row, ...], product: tuple[Row, ...]) -> StarterLevel | None:
    """Clause 2: a median of 0 is raised to 1 where a product information lists the effect."""
    grades = tuple(row for row in rows if row.measure == "comparative_grade")
    found = _graded(Basis.COMPARATIVE, grades, lambda row: Decimal(row.value))
    if found and found.level == 0 and product:
        return StarterLevel(1, Basis.COMPARATIVE_RAISED, _keys(grades + product))
    return found


def _graded(
    basis: Basis, rows: tuple[Row, ...], level_of: Callable[[Row], Decimal]
) -> StarterLevel | None:
    """Return the median level of the rows, halves rounded up; None without rows."""
    if not rows:
        return None
    middle = median(level_of(row) for row in rows)
    return StarterLevel(floor(middle + Decimal("0.5")), basis, _keys(rows))


def _classed(rows: tuple[Row, ...], *, product: bool) -> tuple[Row, ...]:
    """Return rows with a frequency class, of product information or of the other sources."""
    return tuple(
        row
        for row in rows
        if row.measure == "frequency_class"
        and row.value in CLASS_LEVELS
        and (row.source_kind == PRODUCT_INFORMATION) is product
    )


def _placebo_controlled(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return incidence rows with a placebo figure whose term is one effect, not a composite."""
    return tuple(
        row
        for row in rows
        if row.measure == "incidence_percent" and row.placebo is not None and not row.is_composite
    )


def _class_level(row: Row) -> Decimal:
    """Read a frequency class as a level."""
    return Decimal(CLASS_LEVELS[row.value])


def _points_level(row: Row) -> Decimal:
    """Read medicine minus placebo, in points out of 100: 10 or more 3, 1 or more 2, else 1."""
    points = Decimal(row.value) - (row.placebo or 0)
    return Decimal(3 if points >= 10 else 2 if points >= 1 else 1)


def _borrowed(own: StarterLevel, daytime: StarterLevel) -> StarterLevel:
    """Lend the daytime level to a line that no source splits off, unless its own stands."""
    if daytime.level is None:
        return own
    is_lower = own.basis is Basis.COMPARATIVE and (own.level or 0) < daytime.level
    if own.level is None or is_lower:
        return replace(daytime, basis=Basis.BORROWED)
    return own


def _keys(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the keys of rows, to keep beside the level."""
    return tuple(row.key for row in rows)
