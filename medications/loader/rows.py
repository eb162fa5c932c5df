"""Writes reference rows and facts: what is new is added, what has gone is retired.

Facts are never changed. A corrected row has another key, so it becomes a new row and the old
one is retired; cards that rest on the old one keep it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model

from medications.loader.library import ALL, Library, Record
from medications.models import CardFact, Effect, EffectGroup, Evidence, Medication, Source, Term

Row = TypeVar("Row", bound=Model)
FactRow = TypeVar("FactRow", Evidence, CardFact)


@dataclass(frozen=True)
class Rows:
    """The rows in the database by the code or key that the files use."""

    effects: dict[str, Effect]
    medications: dict[str, Medication]
    sources: dict[str, Source]
    evidence: dict[str, Evidence]
    facts: dict[str, CardFact]


def write_rows(library: Library) -> Rows:
    """Write every reference row and fact of the library; return them all by code or key."""
    records = library.records
    _upsert(Term, records["glossary.csv"], "word")
    groups = _upsert(EffectGroup, records["effect_groups.csv"], "code")
    effects = _upsert(Effect, _with(records["effects.csv"], group=groups), "code")
    medications = _upsert(Medication, _medications(library), "code", organisation=None)
    sources = _upsert(Source, records["sources.csv"], "code", organisation=None)
    keys: dict[str, Mapping[str, Model | None]] = {
        "medication": {**medications, ALL: None},
        "source": sources,
    }
    figures = records["evidence.csv"] + records["benefits.csv"]
    return Rows(
        effects,
        medications,
        sources,
        _add_facts(Evidence, _with(figures, effect={**effects, "": None}, **keys)),
        _add_facts(CardFact, _with(records["card_facts.csv"], **keys)),
    )


def _medications(library: Library) -> list[Record]:
    """Add how to say it, brands and family to each medicine, from its card facts."""
    words = {"say_it": "say it", "brands": "uk brand", "family": "family"}
    facts = library.records["card_facts.csv"]
    return [
        record
        | {
            column: "; ".join(
                fact["value"]
                for fact in facts
                if fact["kind"] == kind and fact["medication"] == record["code"]
            )
            for column, kind in words.items()
        }
        for record in library.records["medications.csv"]
    ]


def _with(records: Iterable[Record], **rows: Mapping[str, Model | None]) -> list[Record]:
    """Replace the codes in the named columns by the rows they stand for."""
    return [
        record | {column: by_code[record[column]] for column, by_code in rows.items()}
        for record in records
    ]


def _upsert(model: type[Row], records: list[Record], code: str, **scope: object) -> dict[str, Row]:
    """Add new rows and change those whose words changed; rows no longer named stay."""
    found = {getattr(row, code): row for row in model._default_manager.filter(**scope)}
    columns = [column for column in records[0] if column != code]
    new = [model(**record, **scope) for record in records if record[code] not in found]
    changed = [
        _changed(found[record[code]], record)
        for record in records
        if record[code] in found and _differs(found[record[code]], record)
    ]
    if changed:
        model._default_manager.bulk_update(changed, columns)
    return found | {getattr(row, code): row for row in model._default_manager.bulk_create(new)}


def _differs(row: Model, record: Record) -> bool:
    """Tell whether any column of the row is not as the file says."""
    return any(getattr(row, column) != value for column, value in record.items())


def _changed(row: Row, record: Record) -> Row:
    """Set every column as the file says."""
    for column, value in record.items():
        setattr(row, column, value)
    return row


def _add_facts(model: type[FactRow], records: list[Record]) -> dict[str, FactRow]:
    """Add rows with a new key, bring back retired ones, retire those no longer in the files."""
    shared = model.objects.filter(organisation=None)
    known = dict(shared.values_list("key", "is_retired"))
    keys = {record["key"] for record in records}
    model.objects.bulk_create(model(**each) for each in records if each["key"] not in known)
    back = [key for key in keys if known.get(key)]
    gone = [key for key, is_retired in known.items() if key not in keys and not is_retired]
    shared.filter(key__in=back).update(is_retired=False)
    shared.filter(key__in=gone).update(is_retired=True)
    return {row.key: row for row in shared.filter(is_retired=False)}
