"""Workbooks (.xlsx), read without working anything out; `guarding` has looked at them before."""

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from medications.exchange.guarding import NotReadable
from medications.exchange.raw import RawCell, RawSheet

MOST_COLUMNS = 100
LAST_ROW, MOST_PLACES = 1_048_576, 2_000_000
"""The last row that a spreadsheet has, and how many places its rows may span: a file of a few
letters can claim any number of both."""

PLAIN_NUMBERS = ("General", "@", "0")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})")
LINKS, MACROS = "xl/externalLinks/", "vbaProject"
EMPTY = RawCell()


def sheets(data: bytes, parts: Mapping[str, bytes]) -> Iterator[RawSheet]:
    """Yield the sheets of a workbook. Raises NotReadable, also while rows are read.

    The size that a sheet claims is not believed: too small a claim would lose rows unseen.
    """
    if any(name.startswith(LINKS) for name in parts):
        raise NotReadable(_("This workbook takes values from other files. Type them in, and save."))
    if any(MACROS in name for name in parts):
        raise NotReadable(_("This workbook holds macros. Save it as .xlsx without them."))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        pages = list(book.worksheets)
    except Exception:
        # Whatever a broken file makes the reader raise, it is a file that cannot be read.
        raise NotReadable(_damaged()) from None
    for page in pages:
        page.reset_dimensions()
        # The one name of openpyxl's own that is used: which part of the file a sheet is.
        part = parts.get(str(page._worksheet_path).lstrip("/"), b"")
        merged = tuple((int(row), column.decode()) for column, row in MERGED.findall(part))
        yield RawSheet(page.title, _rows(page), page.sheet_state != "visible", merged)
    book.close()


def _rows(page: Any) -> Iterator[tuple[int, list[RawCell]]]:
    """Yield the rows of a sheet with their numbers."""
    width = 0
    try:
        for number, row in enumerate(page.iter_rows(), 1):
            width += len(row)
            if number > LAST_ROW or width > MOST_PLACES:
                raise NotReadable(_damaged())
            if row:
                yield number, [_cell(each) for each in row[:MOST_COLUMNS]]
    except NotReadable:
        raise
    except Exception:
        raise NotReadable(_damaged()) from None


def _cell(cell: Any) -> RawCell:
    """Return one cell as text, or why it cannot be."""
    value = cell.value
    if value is None:
        return EMPTY
    if cell.data_type == "f":
        return RawCell("", _("this is a formula: type its result as text"))
    if cell.data_type == "e":
        return RawCell("", _("this is an error of the spreadsheet"))
    if isinstance(value, bool):
        return RawCell("TRUE" if value else "FALSE")
    if isinstance(value, str):
        return RawCell(value)
    return _number(value, cell.number_format)


def _number(value: object, shown_as: str) -> RawCell:
    """Return a number or a date as text; one that is shown as something else is not guessed."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return RawCell(value.date().isoformat(), is_day=True)
    if isinstance(value, int | float) and shown_as in PLAIN_NUMBERS:
        return RawCell(f"{value:.15g}")
    return RawCell(
        "", _("this is a number shown in another form: format the cell as text, type it again")
    )


def _damaged() -> str:
    """Say that a workbook cannot be read."""
    return _("This workbook cannot be read. Save it once more as .xlsx and send it again.")
