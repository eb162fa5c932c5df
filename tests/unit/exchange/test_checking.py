"""What a file makes of a card, cell by cell."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook

from medications.content import CautionContent, Content, PreparationContent
from medications.exchange.checking import APPLIED, Standing
from medications.exchange.rows import caution_rows
from medications.exchange.tables import SHEETS, imported, named_sheet
from medications.presenters.changes import changes_in_words
from medications.presenters.exchange import fault_words, untouched_words
from medications.selectors.changes import Rows as Known
from medications.starter_rule import Basis
from tests.spreadsheets import Rows, book_of, csv_of, put
from tests.spreadsheets import changed as altered
from tests.unit.exchange.standing import (
    CLOZAPINE,
    LABELS,
    NAMES,
    OLANZAPINE,
    exported,
    read,
    standing,
)

KNOWN = Known(NAMES, LABELS, {}, {}, {}, {})


def after(name: str, rows: Rows, code: str = "olanzapine") -> Content:
    """Return what a sheet makes of a card."""
    checked = read(book_of({name: rows}))
    assert not checked.faults
    return checked.cards[code]


def said(name: str, rows: Rows) -> list[str]:
    """Return what a sheet would change in olanzapine, in words."""
    found = changes_in_words(OLANZAPINE, after(name, rows), KNOWN)
    return [" | ".join([each.heading, each.words, *each.details]) for each in found]


def test_each_imported_sheet_is_applied() -> None:
    assert set(APPLIED) == {each.name for each in imported()}
    assert all(
        len({c.header for c in each.columns}) == len(each.columns) for each in SHEETS.values()
    )
    assert named_sheet(" Ratings ") is SHEETS["ratings"]


def test_a_level_with_a_reason_is_the_pharmacists() -> None:
    rows = [["medicine", "effect", "level", "reason"], ["olanzapine", "weight_gain", "0", "Read."]]

    rating = after("ratings", rows).ratings["weight_gain"]

    assert (rating.level, rating.basis, rating.evidence) == (0, Basis.PHARMACIST, ())


def test_the_suggested_level_needs_no_reason() -> None:
    content = standing(published=0)
    rows = [["medicine", "effect", "level", "reason"], ["olanzapine", "tremor", "+", ""]]

    checked = read(book_of({"ratings": rows}), against=content)

    rating = checked.cards["olanzapine"].ratings["tremor"]
    assert (rating.level, rating.basis, rating.evidence) == (1, Basis.SECONDARY, ("c",))


def test_a_row_that_is_not_there_changes_nothing() -> None:
    rows = [["medicine", "effect", "note"], ["olanzapine", "tremor", "Shaky."]]

    content = after("ratings", rows)

    assert content.ratings["weight_gain"] == OLANZAPINE.ratings["weight_gain"]
    assert content.cautions == OLANZAPINE.cautions
    assert said("ratings", rows) == [
        "Tremor (shaking) | still none known | Reason: - a newer table. | "
        "Note: from “=1+1” to “Shaky.”"
    ]


@pytest.mark.parametrize("day", ["2031-05-06", "6/5/2031", "06/05/2031", "6.5.2031"])
def test_a_day_may_be_written_as_people_write_it(day: str) -> None:
    rows = [["medicine", "review day"], ["olanzapine", day]]

    assert after("cards", rows).review_on == date(2031, 5, 6)
    assert said("cards", rows) == ["Day of review | from 23 November 2027 to 6 May 2031"]


def test_an_empty_day_changes_nothing() -> None:
    rows = [["medicine", "review day", "dose"], ["olanzapine", " ", "Ask."]]

    assert after("cards", rows).review_on == OLANZAPINE.review_on


def test_a_line_is_found_by_its_mark() -> None:
    (first, _), (second, _) = caution_rows(OLANZAPINE)
    rows = [
        ["line", "medicine", "text", "kind", "gating", "remove"],
        [second["line"], "olanzapine", "", "", "", "YES"],
        [first["line"], "olanzapine", "Begin lower.", "dose", "TRUE", ""],
        ["", "olanzapine", "Walk.", "warning", "", "no"],
    ]

    assert after("cautions", rows).cautions == (
        CautionContent("dose", is_gating=True, text="Begin lower.", facts=("f1",)),
        CautionContent("warning", is_gating=False, text="Walk."),
    )
    assert said("cautions", rows) == [
        "Caution (dose) | changed | It is a condition now: it stands wherever the medicine is "
        "named.",
        "Caution (watch for) | new",
        "Caution (driving) | taken out",
    ]


def test_a_new_form_stands_last_and_the_same_one_once() -> None:
    old = OLANZAPINE.preparations[0]
    rows = [
        ["medicine", "line", "form", "strengths", "how often", "source"],
        ["olanzapine", "", "Short acting injection", "10 mg", "once", "LEAFLET"],
        ["olanzapine", "", old.form, old.strengths, old.how_often, old.source],
    ]

    assert after("preparations", rows).preparations == (
        old,
        PreparationContent("short_acting_injection", "10 mg", "once", "LEAFLET"),
    )


def test_a_submitted_card_is_named_with_its_row() -> None:
    rows = [["medicine", "effect", "note"], ["olanzapine", "tremor", "Shaky."]]
    waits = standing(submitted=frozenset({"olanzapine"}))

    faults = read(csv_of(rows).encode(), "ratings.csv", waits).faults

    assert fault_words(faults) == [
        "Sheet ratings, row 2, column “medicine”: the card for Olanzapine waits for a second "
        "pharmacist: take it back, or wait."
    ]


def test_a_submitted_card_that_stays_as_it_is_stands_in_nobodys_way() -> None:
    rows = [["medicine", "effect", "level"], ["olanzapine", "tremor", "0"]]
    waits = standing(submitted=frozenset({"olanzapine"}))

    assert not read(csv_of(rows).encode(), "ratings.csv", waits).faults


def in_hand(submitted: bool = False) -> Standing:
    """Return olanzapine with a draft that says more than the card in use."""
    draft = replace(OLANZAPINE, sections={"dose": ("Ours.",)}, cautions=())
    names = frozenset({"olanzapine"}) if submitted else frozenset()
    return standing(CLOZAPINE, draft, submitted=names, in_use={"olanzapine": OLANZAPINE})


@pytest.mark.parametrize("submitted", [False, True])
def test_rows_that_nobody_touched_take_nothing_back(submitted: bool) -> None:
    """A whole workbook of the cards in use, one cell of another medicine changed."""

    def change(book: Workbook) -> None:
        put(book, "ratings", {"medicine": "clozapine", "effect": "tremor"}, "note", "Ask.")

    checked = read(altered(exported(CLOZAPINE, OLANZAPINE), change), against=in_hand(submitted))

    assert (list(checked.cards), checked.faults) == (["clozapine"], [])
    assert checked.untouched == ["olanzapine"]
    assert untouched_words(checked.untouched, NAMES)[0].startswith("Olanzapine: the file says")


def test_one_touched_cell_lets_all_rows_of_a_medicine_count() -> None:
    """What it would take back is then told before anything is written."""

    def change(book: Workbook) -> None:
        put(book, "ratings", {"medicine": "olanzapine", "effect": "nausea"}, "note", "Ask.")

    checked = read(altered(exported(CLOZAPINE, OLANZAPINE), change), against=in_hand())

    assert checked.untouched == []
    assert checked.cards["olanzapine"].sections == OLANZAPINE.sections


def test_a_file_of_one_medicine_means_what_it_says() -> None:
    checked = read(exported(OLANZAPINE), against=in_hand())

    assert checked.cards["olanzapine"].sections == OLANZAPINE.sections
    assert checked.untouched == []


def test_a_file_without_a_medicine_says_nothing_of_it() -> None:
    checked = read(exported(CLOZAPINE), against=in_hand())

    assert (checked.cards, checked.untouched) == ({}, [])
