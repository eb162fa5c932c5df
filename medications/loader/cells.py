"""Reads a fixture file cell by cell; a fault is named by file, row and column."""

import csv
import datetime
from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _


class LibraryFault(ValueError):
    """A fixture that cannot be loaded: which file, which row (as a spreadsheet counts), why."""

    def __init__(self, file: str, row: int | None, column: str | None, why: str) -> None:
        """Word the fault so that whoever keeps the file finds the place at once."""
        place = [file]
        if row is not None:
            place.append(_("row %(row)d") % {"row": row})
        if column is not None:
            place.append(_("column “%(column)s”") % {"column": column})
        super().__init__(f"{', '.join(place)}: {why}")


class Cells:
    """One row of one file. Each method returns a cell believed only after its check.

    All of them raise LibraryFault. An empty cell is '' for `text` and None for the others.
    """

    def __init__(self, file: str, row: int, values: dict[str, str]) -> None:
        """Keep the place of the row beside its values."""
        self.file, self.row, self.values = file, row, values

    def fault(self, column: str, why: str) -> LibraryFault:
        """Return the fault of one cell, to be raised."""
        return LibraryFault(self.file, self.row, column, why)

    def text(self, column: str, *, needed: bool = False) -> str:
        """Return the cell without blanks around it."""
        value = self.values[column].strip()
        if needed and not value:
            raise self.fault(column, _("must not be empty"))
        return value

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """Return a cell that is one of the allowed words."""
        value = self.text(column, needed=True)
        if value not in allowed:
            raise self.fault(column, _("“%(value)s” is not known here") % {"value": value})
        return value

    def number(self, column: str) -> Decimal | None:
        """Return a decimal number written with a point."""
        value = self.text(column)
        try:
            number = Decimal(value) if value else None
        except InvalidOperation:
            raise self.fault(column, _("“%(value)s” is not a number") % {"value": value}) from None
        if number is not None and not number.is_finite():
            raise self.fault(column, _("“%(value)s” is not a number") % {"value": value})
        return number

    def whole(self, column: str, low: int, high: int) -> int:
        """Return a whole number from low to high."""
        number = self.number(column)
        if number is None or number != int(number) or not low <= number <= high:
            why = _("must be a whole number from %(low)d to %(high)d")
            raise self.fault(column, why % {"low": low, "high": high})
        return int(number)

    def date(self, column: str) -> datetime.date:
        """Return a date written as 2026-11-23."""
        value = self.text(column, needed=True)
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            why = _("“%(value)s” is not a date such as 2026-11-23")
            raise self.fault(column, why % {"value": value}) from None


def read_rows(folder: Path, file: str, columns: Collection[str]) -> Iterator[Cells]:
    """Yield the rows of `folder/file`, which must have exactly these columns, by name.

    Raises LibraryFault for a missing file, text that is not UTF-8, a wrong header or a row of
    another length.
    """
    try:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            yield from _checked_rows(file, csv.DictReader(lines, strict=True), columns)
    except FileNotFoundError:
        raise LibraryFault(file, None, None, _("the file is missing")) from None
    except UnicodeDecodeError:
        raise LibraryFault(file, None, None, _("the file is not UTF-8 text")) from None
    except csv.Error as error:
        raise LibraryFault(file, None, None, str(error)) from None


def _checked_rows(
    file: str, reader: "csv.DictReader[str]", columns: Collection[str]
) -> Iterator[Cells]:
    """Check the header once and the length of each row."""
    header = reader.fieldnames or []
    for column in [*columns, *header]:
        if column not in header:
            raise LibraryFault(file, 1, column, _("the column is missing"))
        if column not in columns:
            raise LibraryFault(file, 1, column, _("the column is not known"))
        if header.count(column) > 1:
            raise LibraryFault(file, 1, column, _("the column stands there twice"))
    for row, values in enumerate(reader, start=2):
        if None in values or None in values.values():
            raise LibraryFault(file, row, None, _("the row has too many or too few cells"))
        yield Cells(file, row, values)
