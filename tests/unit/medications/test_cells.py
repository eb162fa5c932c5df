"""A fixture cell by cell: what is believed, and how a fault names its place."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from medications.loader.cells import Cells, LibraryFault, read_rows

Read = Callable[[Cells], object]
NOT_A_NUMBER = "“%s” is not a number"
WHOLE = "must be a whole number from 1 to 37"


def cell(value: str) -> Cells:
    """Make row 7 of a file with one column."""
    return Cells("some.csv", 7, {"column": value})


BELIEVED: list[tuple[str, Read, object]] = [
    ("  two words ", lambda row: row.text("column"), "two words"),
    ("", lambda row: row.text("column"), ""),
    ("yes", lambda row: row.one_of("column", ("yes", "no")), "yes"),
    ("", lambda row: row.number("column"), None),
    ("-0.734", lambda row: row.number("column"), Decimal("-0.734")),
    (" 12 ", lambda row: row.number("column"), Decimal(12)),
    ("1", lambda row: row.whole("column", 1, 37), 1),
    ("37", lambda row: row.whole("column", 1, 37), 37),
    ("37.0", lambda row: row.whole("column", 1, 37), 37),
    ("2026-11-23", lambda row: row.date("column"), datetime.date(2026, 11, 23)),
]


@pytest.mark.parametrize(("value", "read", "believed"), BELIEVED)
def test_a_right_cell_is_believed(value: str, read: Read, believed: object) -> None:
    assert read(cell(value)) == believed


FAULTS: list[tuple[str, Read, str]] = [
    (" ", lambda row: row.text("column", needed=True), "must not be empty"),
    ("", lambda row: row.one_of("column", ("yes", "no")), "must not be empty"),
    ("Yes", lambda row: row.one_of("column", ("yes", "no")), "“Yes” is not known here"),
    ("1,5", lambda row: row.number("column"), NOT_A_NUMBER % "1,5"),
    ("many", lambda row: row.number("column"), NOT_A_NUMBER % "many"),
    ("NaN", lambda row: row.number("column"), NOT_A_NUMBER % "NaN"),
    ("Infinity", lambda row: row.number("column"), NOT_A_NUMBER % "Infinity"),
    ("sNaN", lambda row: row.number("column"), NOT_A_NUMBER % "sNaN"),
    ("", lambda row: row.whole("column", 1, 37), WHOLE),
    ("0", lambda row: row.whole("column", 1, 37), WHOLE),
    ("38", lambda row: row.whole("column", 1, 37), WHOLE),
    ("1.5", lambda row: row.whole("column", 1, 37), WHOLE),
    ("one", lambda row: row.whole("column", 1, 37), NOT_A_NUMBER % "one"),
    ("", lambda row: row.date("column"), "must not be empty"),
    ("23.11.2026", lambda row: row.date("column"), "“23.11.2026” is not a date such as 2026-11-23"),
    ("2026-02-30", lambda row: row.date("column"), "“2026-02-30” is not a date such as 2026-11-23"),
]


@pytest.mark.parametrize(("value", "read", "why"), FAULTS)
def test_a_wrong_cell_is_named_by_file_row_and_column(value: str, read: Read, why: str) -> None:
    with pytest.raises(LibraryFault) as fault:
        read(cell(value))

    assert str(fault.value) == f"some.csv, row 7, column “column”: {why}"


def read_file(folder: Path, content: bytes) -> list[dict[str, str]]:
    """Write a file of two columns and read it."""
    (folder / "some.csv").write_bytes(content)
    return [row.values for row in read_rows(folder, "some.csv", ("first", "second"))]


def test_rows_are_counted_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    (tmp_path / "some.csv").write_text("first,second\na,b\nc,d\n")

    assert [row.row for row in read_rows(tmp_path, "some.csv", ("first", "second"))] == [2, 3]


@pytest.mark.parametrize(
    "content",
    [b"first,second\na,b\n", b"second,first\nb,a\n", b"first,second\r\na,b\r\n"],
    ids=["as it is", "columns in another order", "line ends of another system"],
)
def test_columns_are_read_by_name(tmp_path: Path, content: bytes) -> None:
    assert read_file(tmp_path, content) == [{"first": "a", "second": "b"}]


BROKEN_FILES = {
    "a column is missing": (
        b"first\na\n",
        "some.csv, row 1, column “second”: the column is missing",
    ),
    "a column too many": (
        b"first,second,third\na,b,c\n",
        "some.csv, row 1, column “third”: the column is not known",
    ),
    "a column is called otherwise": (
        b"First,second\na,b\n",
        "some.csv, row 1, column “first”: the column is missing",
    ),
    "a mark before the first column": (
        b"\xef\xbb\xbffirst,second\na,b\n",
        "some.csv, row 1, column “first”: the column is missing",
    ),
    "nothing at all": (b"", "some.csv, row 1, column “first”: the column is missing"),
    "a column twice": (
        b"first,second,second\na,b,c\n",
        "some.csv, row 1, column “second”: the column stands there twice",
    ),
    "a cell too few": (
        b"first,second\na,b\nc\n",
        "some.csv, row 3: the row has too many or too few cells",
    ),
    "a cell too many": (
        b"first,second\na,b,c\n",
        "some.csv, row 2: the row has too many or too few cells",
    ),
    "not UTF-8": (b"first,second\n\xff,b\n", "some.csv: the file is not UTF-8 text"),
    "a quotation mark left open": (
        b'first,second\n"a,b\n',
        "some.csv: unexpected end of data",
    ),
}


@pytest.mark.parametrize(("content", "words"), BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_a_broken_file_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(LibraryFault) as fault:
        read_file(tmp_path, content)

    assert str(fault.value) == words


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryFault) as fault:
        list(read_rows(tmp_path, "some.csv", ("first",)))

    assert str(fault.value) == "some.csv: the file is missing"
