"""Files that are damaged, locked, or made to harm; each with the sentence it is answered with."""

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

from tests.spreadsheets import book_of, csv_of, unzipped, zip_of
from tests.unit.exchange.broken_rows import RATINGS, TREMOR, Broken
from tests.unit.exchange.standing import exported

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["medicine", "effect", "level"], [*TREMOR, "0"]]
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{more}]>'
LAUGHS = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
OUTSIDE = '<!ENTITY b SYSTEM "{}">'
PATHS = ("../ratings.csv", "/etc/ratings.csv", "a/../../b.csv", "C:\\a.csv", "..\\a.csv")
NO_ENTITIES = "This file declares words of its own, so it was not opened."
DAMAGED = "This file is damaged or not whole."
NOT_READ = "This workbook cannot be read."
BAD_LEVEL = "Sheet ratings, row 2, column “level”: write 0,"
ELSEWHERE = "This file names places outside itself, so it was not opened."
NOT_UTF_8 = "This is no workbook and no CSV file in UTF-8."


def book() -> dict[str, bytes]:
    """Return the parts of a good workbook."""
    return unzipped(book_of({"ratings": ROWS}))


def part(what: str, change: Callable[[bytes], bytes], says: str, name: str = SHEET) -> Broken:
    """Return a workbook of which one part was changed by hand."""
    return Broken(what, lambda: zip_of(book() | {name: change(book()[name])}), says)


def added(what: str, name: str, content: bytes, says: str) -> Broken:
    """Return a workbook with one part more."""
    return Broken(what, lambda: zip_of(book() | {name: content}), says)


def changed(what: str, change: Callable[[Workbook], object], says: str) -> Broken:
    """Return a workbook that a spreadsheet program can make."""
    return Broken(
        what, lambda: book_of({"ratings": ROWS}, lambda book: change(book) and None), says
    )


def text(what: str, data: bytes, says: str, name: str = "ratings.csv") -> Broken:
    """Return a CSV file."""
    return Broken(what, lambda: data, says, name)


def with_doctype(more: str) -> Callable[[bytes], bytes]:
    """Return what puts entities before the markup."""
    doctype = DOCTYPE.format(more=more).encode()
    return lambda xml: doctype + xml.split(b"?>", 1)[-1].replace(b"<v>0", b"<v>&a;")


def bomb(size: int, entries: int = 1) -> bytes:
    """Return a small file that is large when it is unpacked."""
    return zip_of({f"ratings{n}.csv": b"0" * size for n in range(entries)})


def locked() -> bytes:
    """Return a zip file of which a part claims to have a password."""
    data = bytearray(zip_of({"ratings.csv": csv_of(ROWS)}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    return bytes(data)


def small_claim() -> bytes:
    """Return a zip file of which a part claims to be smaller than it is."""
    data = bytearray(zip_of({"ratings.csv": b"0" * 5_000_000}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(mark) + at
        data[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def twice() -> bytes:
    """Return a zip file with two parts of one name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("ratings.csv", "RATINGS.csv"):
            archive.writestr(name, csv_of(ROWS))
    return packed.getvalue().replace(b"RATINGS.csv", b"ratings.csv")


def odd_packing() -> bytes:
    """Return a zip file packed in a way that no spreadsheet uses."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("ratings.csv", csv_of(ROWS))
    return packed.getvalue()


def tags(count: int) -> bytes:
    """Return markup of many parts, no two of them alike."""
    return b"".join(b"<a%x>" % number for number in range(count))


def claims(size: str) -> Callable[[bytes], bytes]:
    """Return what writes a level that is none, and another size than the sheet has."""
    return lambda xml: xml.replace(b'ref="A1:C2"', f'ref="{size}"'.encode()).replace(
        b"<t>0</t>", b"<t>1</t>"
    )


def far_row(number: str) -> Callable[[bytes], bytes]:
    """Return what moves the second row to another number."""
    return lambda xml: xml.replace(b'<row r="2"', f'<row r="{number}"'.encode())


HARM = [
    part("ten billion laughs", with_doctype(LAUGHS), NO_ENTITIES),
    part("an entity of a file", with_doctype(OUTSIDE.format("file:///etc/passwd")), NO_ENTITIES),
    part("an entity of a page", with_doctype(OUTSIDE.format("http://localhost/")), NO_ENTITIES),
    part("entities by parameter", with_doctype("<!ENTITY % p SYSTEM 'x'> %p;"), NO_ENTITIES),
    part("entities in the styles", with_doctype(LAUGHS), NO_ENTITIES, "xl/styles.xml"),
    part("entities in the list of parts", with_doctype(LAUGHS), NO_ENTITIES, "[Content_Types].xml"),
    part(
        "entities in UTF-16",
        lambda xml: with_doctype(LAUGHS)(xml).decode().encode("utf-16"),
        "This file is written in an unusual way.",
    ),
    part("markup that never ends", lambda _xml: b"<a>" * 1_300_000, "This file grows too much"),
    part("too many cells", lambda _xml: tags(1_300_000), "This workbook has too many cells."),
    part("a deep nest", lambda _xml: b"<a>" * 100_000, NOT_READ, "xl/workbook.xml"),
    Broken("a bomb of zeros", lambda: bomb(19_000_000), "This file grows too much"),
    Broken("a bomb of many parts", lambda: bomb(1_000_000, 40), "larger than 20 MB"),
    Broken("a bomb of gigabytes", lambda: bomb(60_000_000), "larger than 20 MB"),
    Broken("400 parts", lambda: bomb(1, 400), "larger than 20 MB"),
    Broken("a part larger than it claims", small_claim, DAMAGED),
    Broken("two parts of one name", twice, "This file holds two parts of one name"),
    Broken("6 MB", lambda: b"x" * 6_000_000, "This file is larger than 5 MB."),
    *(
        Broken(f"a path: {path}", lambda path=path: zip_of({path: csv_of(ROWS)}), ELSEWHERE)
        for path in (
            "../ratings.csv",
            "/etc/ratings.csv",
            "a/../../b.csv",
            "C:\\a.csv",
            "..\\a.csv",
        )
    ),
    added("a path in a workbook", "xl/../../x.xml", b"<a/>", ELSEWHERE),
    added("values from other files", "xl/externalLinks/externalLink1.xml", b"<a/>", "other files"),
    added("macros", "xl/vbaProject.bin", b"\0", "This workbook holds macros."),
    part("a claim of too few cells", claims("A1:C1"), BAD_LEVEL),
    part("a claim of too many cells", claims("A1:XFD1048576"), BAD_LEVEL),
    part("a claim of no cells", claims("none"), NOT_READ),
    part("a row without end", far_row("999999999999"), NOT_READ),
    part("a row without number", far_row("9" * 5000), NOT_READ),
    part("a cell without place", lambda xml: xml.replace(b'r="A2"', b'r="ZZZZZZ2"'), NOT_READ),
    part(
        "cells at the far end",
        lambda xml: xml.replace(
            b"</sheetData>",
            b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (n, n) for n in range(3, 3000))
            + b"</sheetData>",
        ),
        NOT_READ,
    ),
]
KINDS = [
    Broken("nothing", lambda: b"", "This file is empty."),
    Broken("an old workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "(.xls)"),
    Broken("a password", locked, "This file has a password. Save it without one."),
    Broken("an unusual packing", odd_packing, "This file is packed in an unusual way."),
    Broken("half a workbook", lambda: exported()[: len(exported()) // 2], DAMAGED),
    Broken("a workbook without its end", lambda: exported()[:-10], DAMAGED),
    Broken("a few letters of one", lambda: b"PK\x03\x04", DAMAGED),
    Broken("an empty zip file", lambda: zip_of({}), "something other than CSV files"),
    Broken("a program in a zip file", lambda: zip_of({"a.exe": b"MZ"}), "other than CSV files"),
    Broken("a zip in a zip", lambda: zip_of({"a.zip": zip_of({})}), "other than CSV files"),
    Broken(
        "an open document",
        lambda: zip_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "This is not an .xlsx workbook.",
    ),
    Broken("a text document", lambda: zip_of({"[Content_Types].xml": "<Types/>"}), NOT_READ),
    part("no markup", lambda _xml: b"none", NOT_READ),
    part("markup cut off", lambda xml: xml[:-20], NOT_READ),
    part("wrong content types", lambda _x: b"<Types/>", NOT_READ, "[Content_Types].xml"),
    part("a book of no sheets", lambda _x: b"<workbook/>", "No sheet of", "xl/workbook.xml"),
    part("a lone half of a sign", lambda xml: xml.replace(b"tremor", b"&#xD800;"), NOT_READ),
    part("a sign that is none", lambda xml: xml.replace(b"tremor", b"\xff\xfe"), NOT_READ),
    Broken("a picture", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, NOT_UTF_8, "cards.png"),
    Broken("a page", lambda: b"<html><table>", "No sheet of this file", "page.html"),
]
LOOKS = [
    changed(
        "merged cells",
        lambda book: book["ratings"].merge_cells("B2:C2"),
        "Sheet ratings, row 2, column “B”: cells are merged here: separate them.",
    ),
    changed(
        "a hidden sheet",
        lambda book: hide(book, "hidden"),
        "Sheet ratings: this sheet is hidden: show it, or delete it.",
    ),
    changed("a sheet hidden well", lambda book: hide(book, "veryHidden"), "this sheet is hidden"),
    changed(
        "a sheet twice",
        lambda book: book.copy_worksheet(book["ratings"]).__setattr__("title", "RATINGS "),
        "Sheet ratings: this sheet is there twice.",
    ),
]
TEXTS = [
    text("CSV in UTF-16", csv_of(ROWS).encode("utf-16"), NOT_UTF_8),
    text("CSV in UTF-16 without its mark", csv_of(ROWS).encode("utf-16-be"), NOT_UTF_8),
    text("CSV of an older system", csv_of([*ROWS, ["é"]]).encode("cp1252"), NOT_UTF_8),
    text("a lone half of a sign in CSV", b"medicine,effect\n\xed\xa0\x80,b", NOT_UTF_8),
    text("NULs", b"medicine,effect\nolanzapine,tre\0mor", "holds a sign that cannot be printed"),
    text("a bell", b"medicine,effect,note\nolanzapine,tremor,\x07", "cannot be printed"),
    text("an open quotation", b'medicine,effect\n"olanzapine,tremor', "quotation marks do not"),
    text("a torn quotation", b'medicine,effect\n"a"b,c', "the quotation marks do not fit."),
    text(
        "cells to spare", b"medicine,effect\nolanzapine,tremor,+", "row 2: this row has more cells"
    ),
    text("one cell without end", b"medicine,effect\na," + b"b" * 200_000, "quotation marks"),
    text("only blanks", b" \n\t\n", "Sheet ratings, row 1: this sheet is empty."),
    text("one column", b"medicine\nolanzapine", "column “effect”: this column is missing."),
    text("a formula in CSV", b"medicine,effect,note\nolanzapine,tremor,=1+1", "this is a formula"),
    text("one behind a blank", b"medicine,effect,note\nolanzapine,tremor, =1", "is a formula"),
    text("a name that tells nothing", b"a,b\n1,2", "No sheet of this file", "mine.csv"),
    Broken(
        "a sheet twice in a zip",
        lambda: zip_of({"ratings.csv": csv_of([RATINGS]), "b/ratings.csv": csv_of([RATINGS])}),
        "Sheet ratings: this sheet is there twice.",
    ),
]


def hide(book: Workbook, how: str) -> None:
    """Hide the sheet; a book has to show another one."""
    book["ratings"].sheet_state = how
    book.create_sheet("mine")


BROKEN_FILES = [*HARM, *KINDS, *LOOKS, *TEXTS]
