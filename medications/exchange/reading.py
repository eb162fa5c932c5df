"""A file as rows of plain text by header, whatever kind of file it is; every fault has its place.

Nothing is believed yet: `medications.exchange.checking` holds the rows against the cards.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from medications.exchange import csv_files, workbooks
from medications.exchange.guarding import (
    ZIPPED,
    NotReadable,
    check_kind,
    check_markup,
    check_size,
    unpacked,
)
from medications.exchange.raw import RawCell, RawSheet
from medications.exchange.tables import (
    MOST_ROWS,
    Sheet,
    Use,
    imported,
    named_sheet,
    plain_header,
)
from medications.exchange.texts import has_unwritable

CONTENT_TYPES = "[Content_Types].xml"
MOST_FAULTS = 100
"""More are not listed: whoever has a hundred faults has made one mistake a hundred times."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: sheet, row as a spreadsheet counts, header; None or "" for all."""

    sheet: str
    row: int | None
    column: str
    why: str


@dataclass(frozen=True)
class ReadRow:
    """One row: its number in the file, and its cells by header."""

    number: int
    cells: dict[str, str]


@dataclass
class Upload:
    """What a file holds: rows by sheet, what was left aside, and what is wrong so far."""

    rows: dict[str, list[ReadRow]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_upload(name: str, data: bytes) -> Upload:
    """Return the rows of a workbook, a zip file of CSV files, or one CSV file.

    Raises NotReadable, with a sentence, for a file that is none of these or would do harm.
    """
    check_size(len(data))
    check_kind(data)
    upload = Upload()
    for raw in _raw_sheets(name, data):
        _take(upload, raw)
    if not upload.rows and not upload.faults:
        names = ", ".join(sheet.name for sheet in imported())
        raise NotReadable(
            _("No sheet of this file can be imported. Sheets that can be: %(names)s.")
            % {"names": names}
        )
    return upload


def _raw_sheets(name: str, data: bytes) -> Iterable[RawSheet]:
    """Return the sheets of a file by its content; what its name ends in does not count."""
    if not data.startswith(ZIPPED):
        return [csv_files.one_file(name, data)]
    parts = unpacked(data)
    if CONTENT_TYPES in parts:
        check_markup(parts)
        return workbooks.sheets(data, parts)
    if "mimetype" in parts:
        raise NotReadable(_("This is not an .xlsx workbook. Save it as .xlsx, or as CSV files."))
    return csv_files.many_files(parts)


def _take(upload: Upload, raw: RawSheet) -> None:
    """Read one sheet into the upload, if it is one that an import reads."""
    sheet = named_sheet(raw.name)
    if sheet is None or not sheet.is_imported:
        upload.ignored.append(_("Sheet %(name)s is not imported.") % {"name": raw.name[:80]})
    elif sheet.name in upload.rows:
        upload.faults.append(Fault(sheet.name, None, "", _("this sheet is there twice")))
    elif raw.is_hidden:
        why = _("this sheet is hidden: show it, or delete it")
        upload.faults.append(Fault(sheet.name, None, "", why))
    else:
        for row, column in raw.merged:
            why = _("cells are merged here: separate them")
            upload.faults.append(Fault(sheet.name, row, column, why))
        _read_rows(upload, sheet, raw)


def _read_rows(upload: Upload, sheet: Sheet, raw: RawSheet) -> None:
    """Read the header, then row by row until there are too many rows or faults."""
    rows = upload.rows[sheet.name] = []
    headers: list[str] | None = None
    for number, cells in raw.rows:
        if not any(cell.text.strip() or cell.why for cell in cells):
            continue
        if headers is None:
            headers = _headers(upload, sheet, number, cells)
            if not headers:
                return
            continue
        if len(rows) == MOST_ROWS:
            why = _("this sheet has more than %(most)s rows") % {"most": f"{MOST_ROWS:,}"}
            upload.faults.append(Fault(sheet.name, None, "", why))
            return
        rows.append(_read_row(upload, sheet, number, headers, cells))
        if len(upload.faults) > MOST_FAULTS:
            return
    if headers is None:
        upload.faults.append(Fault(sheet.name, 1, "", _("this sheet is empty")))


def _headers(upload: Upload, sheet: Sheet, number: int, cells: Sequence[RawCell]) -> list[str]:
    """Return the header of each column, "" for one that is not read; nothing after a fault."""
    found = [plain_header(cell.text) for cell in cells]
    known = [header if sheet.column(header) else "" for header in found]
    faults = [
        Fault(sheet.name, number, header, _("this column is missing"))
        for header in sheet.needed
        if header not in known
    ]
    faults += [
        Fault(sheet.name, number, header, _("this column is there twice"))
        for header, count in Counter(filter(None, known)).items()
        if count > 1
    ]
    faults += [Fault(sheet.name, number, "", cell.why) for cell in cells if cell.why]
    upload.faults += faults
    for header in filter(None, found):
        if header not in known:
            words = _("Sheet %(sheet)s: column “%(column)s” is not imported.")
            upload.ignored.append(words % {"sheet": sheet.name, "column": header[:80]})
    return [] if faults else known


def _read_row(
    upload: Upload, sheet: Sheet, number: int, headers: list[str], cells: Sequence[RawCell]
) -> ReadRow:
    """Return one row by header; cells that cannot be text are faults."""
    row = ReadRow(number, {})
    for header, cell in zip(headers, cells, strict=False):
        column = sheet.column(header) if header else None
        if column is None or column.use is Use.READS:
            continue
        why = cell.why
        if cell.is_day and not column.is_day:
            why = _("the spreadsheet made a date of this: format the cell as text, type it again")
        elif has_unwritable(cell.text):
            why = _("this holds a sign that cannot be printed: type it again")
        elif len(cell.text) > column.longest:
            why = _("this is longer than %(most)s letters") % {"most": f"{column.longest:,}"}
        if why:
            upload.faults.append(Fault(sheet.name, number, header, why))
        row.cells[header] = cell.text
    extra = [cell for cell in cells[len(headers) :] if cell.text.strip()]
    if extra:
        why = _("this row has more cells than there are columns")
        upload.faults.append(Fault(sheet.name, number, "", why))
    for header in filter(None, headers):
        row.cells.setdefault(header, "")
    return row
