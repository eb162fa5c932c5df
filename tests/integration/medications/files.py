"""Copies of the real files, changed in one place; and the whole database as a value."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from django.apps import apps

from tests.integration.medications.conftest import FIXTURES

Change = Callable[[Path], None]
Contents = dict[str, list[tuple]]


def copied(tmp_path: Path) -> Path:
    """Copy the real files to a folder that a test may change."""
    folder = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, folder)
    return folder


def set_cell(file: str, row: int, column: str, value: str) -> Change:
    """Return a change of one cell; rows are counted as a spreadsheet counts."""

    def change(folder: Path) -> None:
        rows = _read(folder / file)
        assert rows[row - 2][column] != value
        rows[row - 2][column] = value
        _write(folder / file, rows)

    return change


def repeat_row(file: str, row: int, **cells: str) -> Change:
    """Return a change that adds a row once more at the end, some cells of it other ones."""

    def change(folder: Path) -> None:
        rows = _read(folder / file)
        _write(folder / file, [*rows, rows[row - 2] | cells])

    return change


def drop_rows(file: str, **wanted: str) -> Change:
    """Return a change that takes out the rows with these cells."""

    def change(folder: Path) -> None:
        rows = _read(folder / file)
        kept = [row for row in rows if any(row[name] != cell for name, cell in wanted.items())]
        assert len(kept) < len(rows)
        _write(folder / file, kept, list(rows[0]))

    return change


def replace_text(file: str, old: bytes, new: bytes) -> Change:
    """Return a change of the first place where some bytes stand."""

    def change(folder: Path) -> None:
        content = (folder / file).read_bytes()
        assert old in content
        (folder / file).write_bytes(content.replace(old, new, 1))

    return change


def _read(path: Path) -> list[dict[str, str]]:
    """Read the rows of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, rows: list[dict[str, str]], columns: list[str] | None = None) -> None:
    """Write the rows of a file, line ends as in the real ones."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns or list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def database() -> Contents:
    """Return every row of every table of ours, links between rows too."""
    contents: Contents = {}
    for label in ("accounts", "medications", "consultations"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            contents[model._meta.db_table] = list(model.objects.order_by("pk").values_list())
    return contents
