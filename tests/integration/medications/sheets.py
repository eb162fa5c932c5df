"""Spreadsheets as a pharmacist would make them: exported, changed cell by cell, sent in again."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook

SPREADSHEETS = "/desk/spreadsheets/"
EXPORT, READ, DRAFTS = (f"{SPREADSHEETS}{each}/" for each in ("export", "read", "drafts"))
Rows = list[list[str]]


def export(
    client: Client, what: str = "cards", kind: str = "xlsx", release: str = "1"
) -> HttpResponse:
    """Ask for a file."""
    return client.post(EXPORT, {"what": what, "release": release, "kind": kind})


def send(client: Client, data: bytes, name: str = "cards.xlsx") -> HttpResponse:
    """Choose a file and ask what it would change."""
    return client.post(READ, {"file": SimpleUploadedFile(name, data)})


def page(response: HttpResponse) -> BeautifulSoup:
    """Read an answer as a browser does."""
    return BeautifulSoup(response.content, "html.parser")


def go_on(client: Client, response: HttpResponse) -> HttpResponse:
    """Press the button that writes what was read into drafts."""
    read = page(response).select_one("input[name=read]")
    assert read is not None, page(response).get_text()
    return client.post(DRAFTS, {"read": read["value"]})


def book_of(sheets: Mapping[str, Rows], change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return a workbook with rows of text, changed once more before it is kept."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        added = book.create_sheet(name)
        for row in rows:
            added.append(["" for _ in row])
            for column, text in enumerate(row, 1):
                cell = added.cell(added.max_row, column)
                cell.value = text
                if isinstance(text, str):
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
