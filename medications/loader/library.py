"""The files of the library as one checked value: everything is read before a row is written.

Each `Record` is one row ready for its table, with codes where the table has keys. The order of
reading is the order of dependence: what a file refers to has been read before it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from medications.loader.cells import Cells, LibraryFault, read_rows
from medications.models import Caution, NiceClass, Preparation, Source
from medications.models.substance import LINE_37
from medications.sections import FACT_KINDS, SECTIONS
from medications.starter_rule import CLASS_LEVELS

ALL = "all"
"""The medication of a row that holds for every medicine."""

EFFECT_MEASURES = (
    "comparative_grade",
    "frequency_class",
    "incidence_percent",
    "relative_risk",
    "mean_difference",
)
FREQUENCY_CLASSES = (*CLASS_LEVELS, "not_known")
GRADES = [Decimal(half) / 2 for half in range(7)]
UNIQUE = {
    "key": None,
    "code": None,
    "number": "number",
    "position": "position",
    "symbol": "symbol",
    "word": "term",
}
"""What no two records of one file share, with its column; None for the whole row."""

Record = dict[str, Any]
Files = dict[str, tuple[tuple[str, ...], Callable[["Library", Cells], Record]]]


@dataclass
class Library:
    """Every file, read and checked: `records[file]` in the order of its rows."""

    records: dict[str, list[Record]] = field(default_factory=dict)

    def codes(self, file: str, column: str = "code") -> set[str]:
        """Return the codes that an earlier file defines."""
        return {record[column] for record in self.records[file]}

    def fact_names(self) -> set[tuple[str, str, str]]:
        """Return (medication, kind, source) of every card fact."""
        return {
            (fact["medication"], fact["kind"], fact["source"])
            for fact in self.records["card_facts.csv"]
        }

    def holds_fact(self, medication: str, kind: str, source: str) -> bool:
        """Tell whether a card fact of the medicine, or of all medicines, has this source."""
        names = self.fact_names()
        return (medication, kind, source) in names or (ALL, kind, source) in names


def read_library(folder: Path) -> Library:
    """Read every fixture in `folder`. Raises LibraryFault for the first cell that is wrong."""
    library = Library()
    for file, (columns, read) in FILES.items():
        records = [read(library, cells) for cells in read_rows(folder, file, columns)]
        if not records:
            raise LibraryFault(file, None, None, _("the file has no rows"))
        library.records[file] = records
        _refuse_doubles(file, records)
        if file == "effects.csv" and len(records) != 37:
            raise LibraryFault(file, None, "number", _("the lines 1 to 37 must all be there"))
    return library


def _refuse_doubles(file: str, records: list[Record]) -> None:
    """Refuse a file that says the same row twice, or gives two rows what only one may have."""
    for name in (each for each in UNIQUE if each in records[0]):
        counts = Counter(record[name] for record in records)
        for row, record in enumerate(records, start=2):
            if counts[record[name]] > 1:
                raise LibraryFault(file, row, UNIQUE[name], _("stands in the file twice"))


def _key(file: str, cells: Cells) -> str:
    """Return the digest of a row's content: the same fact read again has the same key."""
    content = json.dumps([file, cells.values], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _group(library: Library, cells: Cells) -> Record:
    """One heading of the checklist."""
    return {
        "code": cells.text("code", needed=True),
        "label": cells.text("label", needed=True),
        "position": cells.whole("position", 1, 20),
    }


def _effect(library: Library, cells: Cells) -> Record:
    """One of the 37 lines."""
    if (cells.whole("number", 1, 37) == 37) != (cells.text("code") == LINE_37):
        raise cells.fault("code", _("line 37, and only line 37, is “something_else”"))
    return {
        "number": cells.whole("number", 1, 37),
        "code": cells.text("code", needed=True),
        "label": cells.text("label", needed=True),
        "group": cells.one_of("group", library.codes("effect_groups.csv")),
        "nice_class": cells.one_of("nice_class", NiceClass.values),
        "explanation": cells.text("explanation", needed=True),
        "symbol": cells.text("symbol", needed=True),
    }


def _medication(library: Library, cells: Cells) -> Record:
    """One medicine."""
    return {"code": cells.text("code", needed=True), "name": cells.text("name", needed=True)}


def _source(library: Library, cells: Cells) -> Record:
    """One source."""
    return {
        "code": cells.text("source", needed=True),
        "kind": cells.one_of("kind", Source.Kind.values),
        "title": cells.text("title", needed=True),
        "publisher": cells.text("publisher", needed=True),
        "revision": cells.text("year_or_revision"),
        "read_on": cells.date("read_on"),
        "address": cells.text("address"),
        "licence_note": cells.text("licence_note"),
    }


def _measured(library: Library, cells: Cells, file: str) -> Record:
    """Return what a side-effect figure and a benefit figure have in common."""
    return {
        "key": _key(file, cells),
        "low": cells.number("low"),
        "high": cells.number("high"),
        "population": cells.text("population"),
        "source": cells.one_of("source", library.codes("sources.csv")),
        "note": cells.text("note"),
        "position": cells.row + (100_000 if file == "benefits.csv" else 0),
    }


def _evidence(library: Library, cells: Cells) -> Record:
    """One figure of a side effect; without an effect it belongs to the card as a whole."""
    measure = cells.one_of("measure", EFFECT_MEASURES)
    if measure == "frequency_class":
        value = cells.one_of("value", FREQUENCY_CLASSES)
    else:
        _check_number(cells, measure)
        value = cells.text("value")
    effects = {"", *library.codes("effects.csv")} - {LINE_37}
    effect = cells.text("effect")
    return _measured(library, cells, "evidence.csv") | {
        "medication": cells.one_of("medication", library.codes("medications.csv")),
        "effect": effect if effect in effects else cells.one_of("effect", effects),
        "is_benefit": False,
        "measure": measure,
        "reported_term": cells.text("reported_term"),
        "value": value,
        "comparator": "",
        "comparator_value": cells.number("comparator_value"),
    }


def _check_number(cells: Cells, measure: str) -> None:
    """Refuse a grade that is none, and a share of fewer than none or more than all people."""
    number, placebo = cells.number("value"), cells.number("comparator_value")
    if number is None:
        raise cells.fault("value", _("must not be empty"))
    if measure == "comparative_grade" and number not in GRADES:
        raise cells.fault("value", _("must be a grade from 0 to 3 in halves"))
    for column, share in (("value", number), ("comparator_value", placebo)):
        if measure == "incidence_percent" and share is not None and not 0 <= share <= 100:
            raise cells.fault(column, _("must be per cent, from 0 to 100"))


def _benefit(library: Library, cells: Cells) -> Record:
    """One figure of a benefit."""
    if cells.number("value") is None:
        raise cells.fault("value", _("must not be empty"))
    return _measured(library, cells, "benefits.csv") | {
        "medication": cells.one_of("medication", {ALL, *library.codes("medications.csv")}),
        "effect": "",
        "is_benefit": True,
        "measure": cells.text("measure", needed=True),
        "reported_term": "",
        "value": cells.text("value"),
        "comparator": cells.text("comparator"),
        "comparator_value": None,
    }


def _card_fact(library: Library, cells: Cells) -> Record:
    """One fact in words."""
    return {
        "key": _key("card_facts.csv", cells),
        "medication": cells.one_of("medication", {ALL, *library.codes("medications.csv")}),
        "kind": cells.one_of("fact", FACT_KINDS),
        "value": cells.text("value", needed=True),
        "source": cells.one_of("source", library.codes("sources.csv")),
        "position": cells.row,
    }


def _preparation(library: Library, cells: Cells) -> Record:
    """One form of a medicine, resting on a card fact."""
    medication = cells.one_of("medication", library.codes("medications.csv"))
    kind, source = cells.text("fact", needed=True), cells.text("source", needed=True)
    if not library.holds_fact(medication, kind, source):
        raise cells.fault("source", _("no card fact of this kind has this source"))
    return {
        "medication": medication,
        "form": cells.one_of("form", Preparation.Form.values),
        "strengths": cells.text("strengths"),
        "how_often": cells.text("how_often"),
        "source": source,
        "position": cells.row,
    }


def _caution(library: Library, cells: Cells) -> Record:
    """One safety line in plain words, with the card facts that it rests on."""
    medication = cells.one_of("medication", {ALL, *library.codes("medications.csv")})
    names = [tuple(name.split("@")) for name in cells.text("facts", needed=True).split(";")]
    for name in names:
        if len(name) != 2 or not library.holds_fact(medication, *name):
            why = _("“%(name)s” is no card fact of this medicine")
            raise cells.fault("facts", why % {"name": "@".join(name)})
    return {
        "medication": medication,
        "kind": cells.one_of("kind", Caution.Kind.values),
        "is_gating": cells.one_of("gating", ("yes", "no")) == "yes",
        "text": cells.text("text", needed=True),
        "facts": names,
        "position": cells.row,
    }


def _explanation(library: Library, cells: Cells) -> Record:
    """One plain explanation of our own, shown as a draft."""
    return {
        "section": cells.one_of("section", SECTIONS),
        "medication": cells.one_of("medication", {ALL, *library.codes("medications.csv")}),
        "text": cells.text("text", needed=True),
    }


def _term(library: Library, cells: Cells) -> Record:
    """One hard word and its meaning."""
    return {
        "word": cells.text("term", needed=True),
        "meaning": cells.text("meaning", needed=True),
    }


_FIGURES = ("medication", "measure", "value", "low", "high", "population", "source", "note")
FILES: Files = {
    "effect_groups.csv": (("position", "code", "label"), _group),
    "effects.csv": (
        ("number", "code", "label", "group", "nice_class", "explanation", "symbol"),
        _effect,
    ),
    "medications.csv": (("code", "name"), _medication),
    "sources.csv": (
        (
            *("source", "kind", "title", "publisher", "year_or_revision"),
            *("read_on", "address", "licence_note"),
        ),
        _source,
    ),
    "evidence.csv": ((*_FIGURES, "effect", "reported_term", "comparator_value"), _evidence),
    "benefits.csv": ((*_FIGURES, "comparator"), _benefit),
    "card_facts.csv": (("medication", "fact", "value", "source"), _card_fact),
    "preparations.csv": (
        ("medication", "form", "strengths", "how_often", "source", "fact"),
        _preparation,
    ),
    "cautions.csv": (("medication", "kind", "gating", "text", "facts"), _caution),
    "glossary.csv": (("term", "meaning"), _term),
    "explanations.csv": (("section", "medication", "text"), _explanation),
}
"""Each file with its columns and how one row of it is read, in order of dependence."""
