"""Spreadsheets as a pharmacist would make them, or somebody who means harm: never kept as files."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook, load_workbook

Rows = list[list[str]]


def book_of(sheets: Mapping[str, Rows], change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return a workbook with rows of text, changed once more before it is kept."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        added = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row, 1):
                cell = added.cell(number, column)
                cell.value = text
                cell.data_type = "s"
    if change:
        change(book)
    return kept(book)


def kept(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    """Return a workbook after somebody changed it in a spreadsheet."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    return kept(book)


def put(book: Workbook, sheet: str, keys: Mapping[str, str], header: str, text: str) -> None:
    """Type into the cell of the row that has these keys."""
    rows = book[sheet]
    columns = {cell.value: cell.column for cell in rows[1]}
    for row in range(2, rows.max_row + 1):
        if all(rows.cell(row, columns[key]).value == its for key, its in keys.items()):
            cell = rows.cell(row, columns[header])
            cell.value = text
            if text:
                cell.data_type = "s"
            return
    raise AssertionError(keys)


def csv_of(rows: Rows, separator: str = ",") -> str:
    """Return rows as the text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def zip_of(files: Mapping[str, bytes | str]) -> bytes:
    """Return files packed into one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
