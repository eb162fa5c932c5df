"""Rows as a workbook or as CSV files. Every cell is text, and none runs when it is opened."""

import csv
import io
import zipfile
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import save_workbook

from medications.exchange.rows import Row, Tables
from medications.exchange.tables import LONGEST, SHEETS, Sheet
from medications.exchange.texts import RUNS, guarded, writable

AS_TEXT = "@"
"""The number format of text: what is typed into such a cell stays text, +++ too."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
WIDE = {"text": 80, "note": 50, "reason": 50, "label": 40, "effect": 32, "title": 60}
USUAL_WIDTH = 18


class TooLong(ValueError):
    """A cell that a workbook would cut off without a word; the sentence names it."""


def csv_files(tables: Tables) -> bytes:
    """Return one CSV file for each sheet, in a zip file.

    Each begins with the mark by which spreadsheets know UTF-8.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            headers = [each.header for each in SHEETS[name].columns]
            text = io.StringIO(newline="")
            writer = csv.writer(text)
            writer.writerow(headers)
            writer.writerows([guarded(writable(row[header])) for header in headers] for row in rows)
            entry = zipfile.ZipInfo(f"{name}.csv", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.getvalue().encode("utf-8-sig"))
    return file.getvalue()


def workbook(tables: Tables) -> bytes:
    """Return a workbook with one sheet for each table. Raises TooLong."""
    book = Workbook(write_only=True)
    for name, rows in tables.items():
        _write_sheet(book, SHEETS[name], rows)
    file = io.BytesIO()
    save_workbook(book, file)
    return file.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet, rows: Iterable[Row]) -> None:
    """Write one sheet: the headers stay in view, and every column is one of text."""
    page = book.create_sheet(sheet.name)
    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, 1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = WIDE.get(column.header, USUAL_WIDTH)
        dimension.number_format = AS_TEXT
    headers = [_cell(page, each.header) for each in sheet.columns]
    for header in headers:
        header.font = Font(bold=True)
    page.append(headers)
    for number, row in enumerate(rows, 2):
        _check_lengths(sheet, number, row)
        page.append([_cell(page, row[each.header]) for each in sheet.columns])


def _check_lengths(sheet: Sheet, number: int, row: Row) -> None:
    """Raise TooLong for a cell that would be cut off."""
    for header, text in row.items():
        if len(text) > LONGEST:
            raise TooLong(
                _(
                    "Sheet %(sheet)s, row %(row)d, column “%(column)s”: this text is too long for "
                    "a workbook. Choose CSV files."
                )
                % {"sheet": sheet.name, "row": number, "column": header}
            )


def _cell(page: object, text: str) -> Cell:
    """Return a cell that is text whatever it begins with, also after somebody edits it."""
    cell = WriteOnlyCell(page, writable(text))
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    cell.quotePrefix = bool(RUNS.match(text))
    return cell
