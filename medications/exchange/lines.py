"""Safety lines and forms of a file: found again by their mark, new without one, or taken away.

The mark is made of what a line says, so a line that somebody changed since the export is not
found, and nobody's work is overwritten unseen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from django.utils.translation import gettext as _

from medications.content import CautionContent, Content, PreparationContent
from medications.exchange.cells import Faulty, changed, choice, text, truth
from medications.exchange.reading import ReadRow
from medications.exchange.rows import (
    Row,
    caution_cells,
    caution_rows,
    preparation_cells,
    preparation_rows,
)
from medications.exchange.tables import NO, YES
from medications.exchange.texts import plain
from medications.models import Caution, Preparation

Line = TypeVar("Line", CautionContent, PreparationContent)


def caution_lines(
    content: Content, rows: list[ReadRow], faulty: Faulty
) -> tuple[CautionContent, ...]:
    """Return the safety lines of a card after the rows of a file."""

    def after(row: ReadRow, now: CautionContent | None) -> CautionContent:
        cells = caution_cells(now) if now else {"kind": "", "gating": NO, "text": ""}
        kind = choice(row, "kind", tuple(Caution.Kind.values), faulty, cells["kind"])
        gating = truth(row, "gating", faulty, cells["gating"]) or NO
        words = text(row, "text", cells["text"])
        if not words:
            faulty.add(row, "text", _("the line is empty: to take it away, write yes in “remove”"))
        line = now or CautionContent(kind, is_gating=False, text=words)
        return replace(line, kind=kind, is_gating=gating == YES, text=words)

    return _lines(caution_rows(content), rows, after, caution_cells, faulty)


def preparation_lines(
    content: Content, rows: list[ReadRow], sources: frozenset[str], faulty: Faulty
) -> tuple[PreparationContent, ...]:
    """Return the forms of a card after the rows of a file."""

    def after(row: ReadRow, now: PreparationContent | None) -> PreparationContent:
        line = now or PreparationContent("")
        source = text(row, "source", line.source)
        if source != line.source and source and source not in sources:
            faulty.add(row, "source", _("there is no source with this code"))
        return PreparationContent(
            choice(row, "form", tuple(Preparation.Form.values), faulty, line.form),
            text(row, "strengths", line.strengths),
            text(row, "how often", line.how_often),
            source,
        )

    return _lines(preparation_rows(content), rows, after, preparation_cells, faulty)


def _lines(
    now: Iterable[tuple[Row, Line]],
    rows: list[ReadRow],
    after: Callable[[ReadRow, Line | None], Line],
    cells_of: Callable[[Line], Mapping[str, str]],
    faulty: Faulty,
) -> tuple[Line, ...]:
    """Return the lines that a card has after the rows: changed in place, new ones at the end."""
    marked = {row["line"]: line for row, line in now}
    standing = [cells_of(line) for line in marked.values()]
    kept: dict[str, Line] = dict(marked)
    new: list[Line] = []
    seen: dict[str, ReadRow] = {}
    for row in rows:
        mark = plain(row.cells["line"])
        line, is_gone = marked.get(mark), truth(row, "remove", faulty) == YES
        if mark and mark in seen:
            words = _("this stands in row %(row)d already")
            faulty.add(row, "line", words % {"row": seen[mark].number})
        elif line is None and not is_gone and any(_says(row, cells) for cells in standing):
            continue
        elif line is None and (mark or is_gone):
            why = _("this line was changed or taken away meanwhile: export once more")
            faulty.add(row, "line", why)
        elif is_gone:
            del kept[mark]
        elif line is None:
            new.append(after(row, None))
        elif any(changed(row, header, cells_of(line)) for header in cells_of(line)):
            kept[mark] = after(row, line)
        seen[mark] = row
    return tuple(chain(kept.values(), new))


def _says(row: ReadRow, cells: Mapping[str, str]) -> bool:
    """Tell whether a row says what a line says already: the same file sent twice adds nothing."""
    return all(header in row.cells and not changed(row, header, cells) for header in cells)
