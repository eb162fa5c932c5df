"""Files that open well and say something wrong: each with the sentence that it is answered with."""

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook

from tests.spreadsheets import Rows, book_of, csv_of


@dataclass(frozen=True)
class Broken:
    """A file that may change nothing: what is wrong with it, its content, and what is said."""

    what: str
    make: Callable[[], bytes]
    says: str
    name: str = "cards.xlsx"


RATINGS = ["medicine", "effect", "label", "level", "frequency", "severity", "note", "reason"]
CAUTIONS = ["medicine", "line", "kind", "gating", "text", "remove"]
FORMS = ["medicine", "line", "form", "strengths", "how often", "source", "remove"]
TREMOR = ["olanzapine", "tremor"]


def sheet(what: str, name: str, rows: Rows, says: str) -> Broken:
    """Return a workbook of one sheet."""
    return Broken(what, lambda: book_of({name: rows}), says)


def rating(what: str, cells: dict[str, str], says: str) -> Broken:
    """Return a sheet of one rating of olanzapine."""
    said = {"medicine": "olanzapine", "effect": "weight_gain"} | cells
    return sheet(what, "ratings", [list(said), list(said.values())], says)


def caution(what: str, cells: dict[str, str], says: str) -> Broken:
    """Return a sheet of one new safety line of olanzapine."""
    said = {"medicine": "olanzapine", "line": "", "kind": "dose", "gating": "no", "text": "Ask."}
    said |= cells
    return sheet(what, "cautions", [list(said), list(said.values())], says)


def form(what: str, cells: dict[str, str], says: str) -> Broken:
    """Return a sheet of one new form of olanzapine."""
    said = {"medicine": "olanzapine", "line": "", "form": "liquid"} | cells
    return sheet(what, "preparations", [list(said), list(said.values())], says)


def typed(what: str, value: object, shown_as: str, says: str, header: str = "note") -> Broken:
    """Return a rating with a cell that a spreadsheet made something else than text of."""

    def type_it(book: Workbook) -> None:
        cell = book["ratings"].cell(2, 3)
        cell.value = value
        cell.number_format = shown_as

    rows = [["medicine", "effect", header], [*TREMOR, ""]]
    return Broken(what, lambda: book_of({"ratings": rows}, type_it), says)


ROW_2 = "Sheet ratings, row 2, column"
SHOWN = "this is a number shown in another form"
SIGNS = f"{ROW_2} “level”: write 0, +, ++, +++, or ? for not known."
HEADERS = [
    sheet("no header", "ratings", [TREMOR], "row 1, column “medicine”: this column is missing."),
    sheet(
        "a missing column",
        "ratings",
        [["medicine", "level"], ["olanzapine", "+"]],
        "Sheet ratings, row 1, column “effect”: this column is missing.",
    ),
    sheet(
        "a header in another language",
        "ratings",
        [["Medikament", "effect"], TREMOR],
        "column “medicine”: this column is missing.",
    ),
    sheet(
        "a column twice",
        "ratings",
        [["medicine", "effect", "level", " LEVEL "], [*TREMOR, "+", "++"]],
        "Sheet ratings, row 1, column “level”: this column is there twice.",
    ),
    sheet("an empty sheet", "ratings", [], "Sheet ratings, row 1: this sheet is empty."),
    sheet("no sheet that is known", "Sheet1", [RATINGS], "No sheet of this file can be imported."),
    sheet("a sheet for reading only", "evidence", [["key"], ["x"]], "No sheet of this file"),
]
CODES = [
    rating("an unknown medicine", {"medicine": "aspirin"}, "there is no card with this code."),
    rating("no medicine", {"medicine": " "}, f"{ROW_2} “medicine”: the code is missing."),
    rating("a medicine by its name", {"medicine": "Zyprexa"}, "there is no card with this code."),
    rating("an unknown effect", {"effect": "headache"}, "cards rate no side effect with this code"),
    rating("no effect", {"effect": ""}, f"{ROW_2} “effect”: cards rate no side effect"),
    rating("the line of own words", {"effect": "something_else"}, "cards rate no side effect"),
    rating(
        "a label of another effect",
        {"label": "Tremor (shaking)", "level": "0"},
        f"{ROW_2} “label”: the side effect of this code is “Weight gain”.",
    ),
    sheet(
        "a name of another medicine",
        "cards",
        [["medicine", "name", "review day"], ["olanzapine", "Clozapine", "2031-01-01"]],
        "Sheet cards, row 2, column “name”: the name of this code is “Olanzapine”.",
    ),
    sheet(
        "a rating twice",
        "ratings",
        [["medicine", "effect", "level"], [*TREMOR, "0"], ["Olanzapine ", "TREMOR", "0"]],
        "Sheet ratings, row 3, column “effect”: this stands in row 2 already.",
    ),
    sheet(
        "a card twice",
        "cards",
        [["medicine", "dose"], ["clozapine", ""], ["clozapine", "Ask."]],
        "Sheet cards, row 3, column “medicine”: this stands in row 2 already.",
    ),
]
LEVELS = [
    rating(f"the level {level!r}", {"level": level, "reason": "Read."}, SIGNS)
    for level in ("", "1", "3", "++++", "+ +", "-", "none", "n/a", "＋＋", "?!")
]
REASONS = [
    rating(
        "another level without a reason",
        {"level": "++"},
        f"{ROW_2} “reason”: ++ is not the suggested level, +++: say why.",
    ),
    rating(
        "not known without a reason",
        {"level": "?", "reason": "  "},
        f"{ROW_2} “reason”: ? is not the suggested level, +++: say why.",
    ),
    sheet(
        "a reason taken away",
        "ratings",
        [["medicine", "effect", "reason"], [*TREMOR, ""]],
        f"{ROW_2} “reason”: 0 is not the suggested level, +: say why.",
    ),
    sheet(
        "a jump of two steps",
        "ratings",
        [["medicine", "effect", "level", "reason"], [*TREMOR, "+", ""]],
        f"{ROW_2} “reason”: + is two steps or more from the published +++: say why.",
    ),
]
WORDS = [
    rating("an unknown frequency", {"frequency": "often"}, "write one of these: very_common,"),
    rating("an unknown severity", {"severity": "bad"}, "write one of these: mild, moderate,"),
    rating("a very long cell", {"note": "x" * 30_001}, "this is longer than 30,000 letters."),
    caution("an unknown kind", {"kind": "danger"}, "“kind”: write one of these: restriction,"),
    caution("no kind", {"kind": ""}, "“kind”: write one of these: restriction,"),
    caution("a gate that is maybe", {"gating": "maybe"}, "“gating”: write yes or no."),
    caution("an emptied line", {"text": " "}, "“text”: the line is empty: to take it away"),
    caution("an unknown line", {"line": "L123"}, "this line was changed or taken away meanwhile"),
    caution("to take away nothing", {"remove": "yes"}, "this line was changed or taken away"),
    caution("a cross to take away", {"remove": "x"}, "“remove”: write yes or no."),
    form("an unknown form", {"form": "patch"}, "“form”: write one of these: tablet,"),
    form("an unknown source", {"source": "A_BOOK"}, "there is no source with this code."),
    form("too long for a form", {"strengths": "5 mg " * 80}, "longer than 300 letters."),
    sheet(
        "a line twice",
        "cautions",
        [["medicine", "line", "text"], ["olanzapine", "L1", "a"], ["olanzapine", "L1", "b"]],
        "Sheet cautions, row 3, column “line”: this stands in row 2 already.",
    ),
    *(
        sheet(
            f"the day {day!r}",
            "cards",
            [["medicine", "review day"], ["olanzapine", day]],
            "“review day”: write a day such as 2027-11-23 or 23/11/2027.",
        )
        for day in ("soon", "2027-02-30", "11/23/2027", "46714", "2027")
    ),
    sheet(
        "a day that is over",
        "cards",
        [["medicine", "review day"], ["olanzapine", "2020-01-31"]],
        "“review day”: this day is over: write a day to come.",
    ),
]
TYPES = [
    typed("a formula", "=1+1", "General", f"{ROW_2} “note”: this is a formula"),
    typed("a level by formula", '="+"&"+"', "General", f"{ROW_2} “level”: this is", "level"),
    typed("a link to a program", "=cmd|' /C calc'!A0", "General", "this is a formula"),
    typed("an error", "#N/A", "General", "this is an error of the spreadsheet."),
    typed("a date as a number", 46714, "dd/mm/yyyy", "the spreadsheet made a date of this"),
    typed("a share", 0.05, "0%", SHOWN),
    typed("money", 5, "£#,##0.00", SHOWN),
    typed("a time", 0.25, "hh:mm", SHOWN),
    typed("a number as a level", 2, "General", SIGNS, "level"),
    typed("true as a level", True, "General", SIGNS, "level"),
]
MANY = [
    sheet(
        "6,000 rows",
        "ratings",
        [["medicine", "effect"], *([["olanzapine", f"effect_{n}"] for n in range(6000)])],
        "cards rate no side effect with this code",
    ),
    Broken(
        "6,000 rows of CSV",
        lambda: csv_of([["medicine", "effect"], *([["a", "b"]] * 6000)]).encode(),
        "Sheet ratings: this sheet has more than 5,000 rows.",
        "ratings.csv",
    ),
]
BROKEN_ROWS = [*HEADERS, *CODES, *LEVELS, *REASONS, *WORDS, *TYPES, *MANY]
