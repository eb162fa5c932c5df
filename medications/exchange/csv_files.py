"""CSV files as spreadsheets save them: commas, semicolons or tabs; UTF-8 only."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from medications.exchange.guarding import NotReadable
from medications.exchange.raw import RawCell, RawSheet
from medications.exchange.tables import SHEETS, imported, named_sheet, plain_header
from medications.exchange.texts import unguarded

SEPARATORS = ",;\t"
KNOWN = {column.header for sheet in SHEETS.values() for column in sheet.columns}


def one_file(name: str, data: bytes) -> RawSheet:
    """Return the sheet of one CSV file, by its name or else by its headers. Raises NotReadable."""
    return _sheet(name, data, by_headers=True)


def many_files(parts: Mapping[str, bytes]) -> list[RawSheet]:
    """Return the sheets of a zip file of CSV files. Raises NotReadable.

    What an operating system packs beside them is passed over.
    """
    files = {
        name: data
        for name, data in parts.items()
        if not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith(".")
    }
    others = [name for name in files if not name.lower().endswith(".csv")]
    if others or not files:
        raise NotReadable(
            _("This zip file holds something other than CSV files, so it was not opened.")
        )
    return [_sheet(name, data) for name, data in files.items()]


def _sheet(name: str, data: bytes, *, by_headers: bool = False) -> RawSheet:
    """Return one CSV file as a sheet."""
    text = _text(data)
    separator, headers = _separator(text)
    found = _named(name)
    if named_sheet(found) is None and by_headers:
        found = _fitting(headers) or found
    return RawSheet(found, _rows(text, separator))


def _text(data: bytes) -> str:
    """Return the text of a file. Raises NotReadable unless it is UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or text.startswith("\0"):
        raise NotReadable(
            _("This is no workbook and no CSV file in UTF-8. Save it as .xlsx, or as “CSV UTF-8”.")
        )
    return text


def _separator(text: str) -> tuple[str, list[str]]:
    """Return what separates the cells, and the headers: what gives most known headers."""
    first = text.split("\n", 1)[0][:10_000].rstrip("\r")
    read = {each: _first_row(first, each) for each in SEPARATORS}
    separator = max(read, key=lambda each: sum(header in KNOWN for header in read[each]))
    return separator, read[separator]


def _first_row(line: str, separator: str) -> list[str]:
    """Return the headers that a line has with one separator."""
    try:
        return [plain_header(each) for each in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return []


def _named(name: str) -> str:
    """Return the name of a sheet from that of its file: "ratings (1).csv" is "ratings"."""
    stem = PurePosixPath(name).name.rsplit(".", 1)[0]
    return re.sub(r"\s*\(\d+\)$", "", stem)


def _fitting(headers: Sequence[str]) -> str:
    """Return the imported sheet that most of the headers belong to; "" for none."""
    fitting = [sheet for sheet in imported() if set(sheet.needed) <= set(headers)]
    counted = {
        sheet.name: sum(sheet.column(header) is not None for header in headers) for sheet in fitting
    }
    return max(counted, key=lambda each: counted[each], default="")


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[RawCell]]]:
    """Return the rows of a file, numbered as a spreadsheet does. Raises NotReadable."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            yield number, [_cell(each) for each in row]
    except csv.Error:
        raise NotReadable(
            _("Near line %(line)d the quotation marks do not fit. Save the file once more.")
            % {"line": reader.line_num}
        ) from None


def _cell(text: str) -> RawCell:
    """Return one cell; one that begins like a formula is told, never worked out."""
    if text.lstrip().startswith("="):
        return RawCell(
            text, _("this is a formula: type its result, or put an apostrophe before the text")
        )
    return RawCell(unguarded(text))
