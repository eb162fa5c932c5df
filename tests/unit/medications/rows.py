"""Rows for the tests of the library: real ones from the files, and made ones. None is saved."""

import csv
import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from medications.loader.library import Library, Record, read_library
from medications.models import Card, Effect, Evidence, Medication, Preparation, Source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


def raw(file: str) -> list[dict[str, str]]:
    """Read a file as plain text, apart from the loader's own reading."""
    with (FIXTURES / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def library() -> Library:
    """Read the real files once."""
    return read_library(FIXTURES)


@cache
def sources() -> dict[str, Source]:
    """Return the real sources by code."""
    return {each["code"]: Source(**each) for each in library().records["sources.csv"]}


@cache
def medications() -> dict[str, Medication]:
    """Return the real medicines by code, with keys."""
    named = library().records["medications.csv"]
    return {each["code"]: Medication(pk=key, **each) for key, each in enumerate(named, start=1)}


@cache
def effects() -> dict[str, Effect]:
    """Return the real lines by code, with their number as key and without their group."""
    return {
        each["code"]: Effect(pk=each["number"], **{k: v for k, v in each.items() if k != "group"})
        for each in library().records["effects.csv"]
    }


@cache
def evidence(file: str = "evidence.csv") -> tuple[Evidence, ...]:
    """Return every real figure of a file as a row of its model."""
    return tuple(_as_evidence(each) for each in library().records[file])


def _as_evidence(record: Record) -> Evidence:
    """Replace the codes of a record by rows."""
    links = {
        "medication": medications().get(record["medication"]),
        "effect": effects().get(record["effect"]),
        "source": sources()[record["source"]],
    }
    return Evidence(**record | links)


def a_source(code: str = "TEST1", **fields: object) -> Source:
    """Make a source that was read in November 2026."""
    words = {"kind": "trial_table", "title": "A trial", "publisher": "A journal"}
    read = {"revision": "2019", "read_on": datetime.date(2026, 11, 23)}
    return Source(**words | read | {"code": code} | fields)


def a_figure(measure: str, value: str, **fields: object) -> Evidence:
    """Make one figure of adults with schizophrenia; `comparator_value` is per cent on placebo."""
    defaults = {
        "source": a_source(),
        "population": "adults with schizophrenia, short-term trials",
        "reported_term": "tremor",
        "position": 1,
    }
    numbers = {
        name: Decimal(fields.pop(name))
        for name in ("low", "high", "comparator_value")
        if fields.get(name) is not None
    }
    return Evidence(measure=measure, value=value, **defaults | numbers | fields)


def a_card(code: str, *forms: str) -> Card:
    """Make a card as selectors give it: the forms it comes in are there, nothing is asked for."""
    medication = Medication(pk=1, code=code, name=code.capitalize())
    card = Card(pk=1, medication=medication)
    card.always_shown = []
    preparations = [Preparation(card=card, form=each, position=1) for each in forms]
    card._prefetched_objects_cache = {"preparations": preparations}
    return card
