"""Reads of what the keys and codes in two versions of a card stand for, to tell them in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Organisation
from medications.content import Content, Difference, Part, differences
from medications.models import (
    CardFact,
    Effect,
    Evidence,
    Medication,
    RetiredEvidence,
    RetiredFact,
    Source,
)

Pair = tuple[Content | None, Content]


@dataclass(frozen=True)
class Rows:
    """What stands behind keys and codes.

    medicines   names by code
    effects     labels of the lines by code
    evidence, facts   rows by key, with their source
    sources     by code
    retired     why a row was taken out, by the key of the row; the newest reason holds
    """

    medicines: Mapping[str, str]
    effects: Mapping[str, str]
    evidence: Mapping[str, Evidence]
    facts: Mapping[str, CardFact]
    sources: Mapping[str, Source]
    retired: Mapping[str, RetiredEvidence | RetiredFact]


def rows(organisation: Organisation, pairs: Iterable[Pair]) -> Rows:
    """Return what the differences of some pairs of versions name: seven queries for any number."""
    pairs = list(pairs)
    found = [each for before, after in pairs for each in differences(before, after)]
    evidence, facts, codes = set(_evidence(found)), set(_facts(found)), set(_sources(found))
    medicines = {after.medication for _before, after in pairs}
    ours = Q(organisation=None) | Q(organisation=organisation)
    named = Medication.objects.filter(ours, code__in=medicines)
    sources = Source.objects.filter(ours, code__in=codes)
    found_rows = Evidence.objects.filter(key__in=evidence)
    return Rows(
        dict(named.values_list("code", "name")),
        dict(Effect.objects.values_list("code", "label")),
        {row.key: row for row in found_rows.select_related("source", "effect", "medication")},
        {row.key: row for row in CardFact.objects.filter(key__in=facts).select_related("source")},
        {source.code: source for source in sources},
        _retired(organisation, medicines, evidence, facts),
    )


def _retired(
    organisation: Organisation, medicines: set[str], evidence: set[str], facts: set[str]
) -> dict[str, RetiredEvidence | RetiredFact]:
    """Return why rows were taken out here, by the key of the row; the newest reason holds."""
    here = Q(card__organisation=organisation, card__medication__code__in=medicines)
    figures = RetiredEvidence.objects.filter(here, evidence__key__in=evidence)
    said = RetiredFact.objects.filter(here, fact__key__in=facts)
    gone: list[RetiredEvidence | RetiredFact] = [
        *figures.select_related("evidence"),
        *said.select_related("fact"),
    ]
    return {each.row.key: each for each in gone}


def _evidence(found: Iterable[Difference]) -> Iterator[str]:
    """Return the keys of evidence that differences name."""
    for each in found:
        if each.part is Part.EVIDENCE:
            yield each.at
        elif each.part is Part.RATING:
            for side in (each.before, each.after):
                yield from side.evidence if side else ()


def _facts(found: Iterable[Difference]) -> Iterator[str]:
    """Return the keys of facts that differences name."""
    for each in found:
        if each.part is Part.FACT:
            yield each.at
        elif each.part is Part.CAUTION:
            for side in (each.before, each.after):
                yield from side.facts if side else ()


def _sources(found: Iterable[Difference]) -> Iterator[str]:
    """Return the codes of sources that differences name by code."""
    for each in found:
        if each.part is Part.PREPARATION:
            yield from (side.source for side in (each.before, each.after) if side)
