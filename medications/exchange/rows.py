"""What cards say as rows of text, sheet by sheet; an import compares its rows with these."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from medications.content import CautionContent, Content, PreparationContent, RatingContent
from medications.exchange.tables import CARD_SHEETS, NO, SIGNS, YES, section_header
from medications.models import CardFact, Evidence, Source
from medications.sections import SECTIONS

Row = dict[str, str]
Tables = Mapping[str, list[Row]]
Part = TypeVar("Part", CautionContent, PreparationContent)

NOT_RATED = RatingContent(None, "")


def card_tables(
    contents: Iterable[Content], names: Mapping[str, str], labels: Mapping[str, str]
) -> Tables:
    """Return cards as rows by sheet; `names` and `labels` are words by code, in order."""
    tables: dict[str, list[Row]] = {each.name: [] for each in CARD_SHEETS}
    for content in contents:
        tables["cards"].append(card_row(content, names[content.medication]))
        tables["ratings"] += rating_rows(content, labels)
        tables["cautions"] += [row for row, _line in caution_rows(content)]
        tables["preparations"] += [row for row, _line in preparation_rows(content)]
    return tables


def card_row(content: Content, name: str) -> Row:
    """Return the row of one card."""
    day = content.review_on.isoformat() if content.review_on else ""
    texts = {section_header(code): "\n\n".join(content.sections.get(code, ())) for code in SECTIONS}
    return {"medicine": content.medication, "name": name, "review day": day} | texts


def rating_rows(content: Content, labels: Mapping[str, str]) -> Iterator[Row]:
    """Return one row for each effect, in the order of the checklist; without a rating it is "?"."""
    for code, label in labels.items():
        own = {"medicine": content.medication, "effect": code, "label": label}
        yield own | rating_cells(content.ratings.get(code, NOT_RATED))


def rating_cells(rating: RatingContent) -> Row:
    """Return the cells of one rating."""
    return {
        "level": SIGNS[rating.level],
        "frequency": rating.frequency,
        "severity": rating.severity,
        "note": rating.note,
        "reason": rating.reason,
    }


def caution_rows(content: Content) -> Iterator[tuple[Row, CautionContent]]:
    """Return one row for each safety line, with the line."""
    for mark, each in _marked(content.cautions):
        own = {"medicine": content.medication, "line": mark, "remove": ""}
        yield own | caution_cells(each), each


def caution_cells(caution: CautionContent) -> Row:
    """Return the cells of one safety line."""
    gating = YES if caution.is_gating else NO
    return {"kind": caution.kind, "gating": gating, "text": caution.text}


def preparation_rows(content: Content) -> Iterator[tuple[Row, PreparationContent]]:
    """Return one row for each form, with the form."""
    for mark, each in _marked(content.preparations):
        own = {"medicine": content.medication, "line": mark, "remove": ""}
        yield own | preparation_cells(each), each


def preparation_cells(preparation: PreparationContent) -> Row:
    """Return the cells of one form."""
    return {
        "form": preparation.form,
        "strengths": preparation.strengths,
        "how often": preparation.how_often,
        "source": preparation.source,
    }


def _marked(parts: Iterable[Part]) -> Iterator[tuple[str, Part]]:
    """Return parts with a mark made of what they say: it finds a line only while it is the same.

    Two lines that say the same get two marks.
    """
    seen: set[str] = set()
    for part in parts:
        said, mark = repr(part), ""
        while not mark or mark in seen:
            mark = f"L{hashlib.sha256(said.encode()).hexdigest()[:10]}"
            said += " "
        seen.add(mark)
        yield mark, part


def evidence_tables(
    evidence: Iterable[Evidence],
    facts: Iterable[CardFact],
    sources: Iterable[Source],
    conditions: Mapping[str, list[str]],
) -> Tables:
    """Return figures, facts, sources, and the conditions of the medicines that they name."""
    return {
        "evidence": [_evidence_row(each) for each in evidence],
        "facts": [_fact_row(each) for each in facts],
        "sources": [_source_row(each) for each in sources],
        "conditions": [
            {"medicine": code, "text": text} for code, texts in conditions.items() for text in texts
        ],
    }


def _evidence_row(row: Evidence) -> Row:
    """Return one figure, read with its medicine, effect and source."""
    return {
        "key": row.key,
        "medicine": row.medication.code if row.medication else "",
        "effect": row.effect.code if row.effect else "",
        "measure": row.measure,
        "reported term": row.reported_term,
        "value": row.value,
        "low": _number(row.low),
        "high": _number(row.high),
        "comparator": row.comparator,
        "comparator value": _number(row.comparator_value),
        "population": row.population,
        "note": row.note,
        "source": row.source.code,
    }


def _fact_row(row: CardFact) -> Row:
    """Return one fact in words, read with its medicine and source."""
    return {
        "key": row.key,
        "medicine": row.medication.code if row.medication else "",
        "kind": row.kind,
        "fact": row.value,
        "source": row.source.code,
    }


def _number(value: object) -> str:
    """Return a number as it is written, and nothing for none."""
    return "" if value is None else str(value)


def _source_row(source: Source) -> Row:
    """Return one source."""
    return {
        "code": source.code,
        "kind": source.kind,
        "title": source.title,
        "publisher": source.publisher,
        "revision": source.revision,
        "read on": source.read_on.isoformat(),
        "address": source.address,
        "licence note": source.licence_note,
    }
