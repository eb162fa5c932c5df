"""The level that a card's evidence suggests, and when another one needs a reason. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from medications.evidence import is_adolescent, is_composite
from medications.models import Evidence
from medications.starter_rule import Row, StarterLevel, starter_levels

JUMP = 2
"""A level that moves by as many steps from the published one says why (hazard H10)."""


def suggested_levels(
    medication: str, evidence: Iterable[Evidence], effects: Iterable[str]
) -> dict[str, StarterLevel]:
    """Return what the starter rule says of each effect; rows come with source and effect."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for each in evidence:
        if each.effect is not None:
            rows[each.effect.code].append(rule_row(each, each.source.kind))
    return starter_levels(medication, rows, effects)


def rule_row(evidence: Evidence, source_kind: str) -> Row:
    """Return one evidence row as the starter rule reads it."""
    return Row(
        evidence.key,
        evidence.measure,
        evidence.value,
        source_kind,
        evidence.comparator_value if evidence.measure == "incidence_percent" else None,
        is_composite(evidence.reported_term),
        is_adolescent(evidence.population),
    )


def needs_reason(level: int | None, suggested: int | None, published: int | None) -> bool:
    """Tell whether a level has to be explained: it is not the suggested one, or it jumps."""
    if level != suggested:
        return True
    return is_jump(level, published)


def is_jump(level: int | None, before: int | None) -> bool:
    """Tell whether a level moves by so many steps that it is easily a slip; never from unknown."""
    return level is not None and before is not None and abs(level - before) >= JUMP
