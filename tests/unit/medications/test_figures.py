"""Numbers as sentences: out of 100, both ways round, nothing left out, nothing made larger."""

import re
from decimal import Decimal

import pytest

from medications.models import Evidence
from medications.presenters.figures import (
    FREQUENCY_WORDS,
    GRADE_WORDS,
    both_ways,
    every_figure,
    is_main,
    main_figures,
    of_100,
    other_figures,
    short,
    whole,
)
from tests.unit.medications.rows import a_figure, effects, evidence

ADULTS = "adults with schizophrenia, short-term trials"
YOUNG = "EU leaflet, ADOLESCENTS only"


@pytest.mark.parametrize(
    ("percent", "count"),
    [("0", 0), ("0.4", 0), ("0.49", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("12.49", 12)],
)
def test_people_are_whole_and_halves_go_up(percent: str, count: int) -> None:
    assert whole(Decimal(percent)) == count


@pytest.mark.parametrize(
    ("percent", "people", "both"),
    [
        ("12", "12 of 100", "12 of 100 people get it, 88 do not"),
        ("0", "0 of 100", "0 of 100 people get it, 100 do not"),
        ("100", "100 of 100", "100 of 100 people get it, 0 do not"),
        ("0.5", "1 of 100", "1 of 100 people get it, 99 do not"),
        (
            "0.49",
            "fewer than 1 of 100",
            "fewer than 1 of 100 people gets it, more than 99 do not",
        ),
        (
            "0.01",
            "fewer than 1 of 100",
            "fewer than 1 of 100 people gets it, more than 99 do not",
        ),
    ],
)
def test_a_share_is_told_out_of_100_and_both_ways_round(
    percent: str, people: str, both: str
) -> None:
    assert of_100(Decimal(percent)) == people
    assert both_ways(Decimal(percent)) == both


@pytest.mark.parametrize(
    ("number", "words"),
    [("2.654", "2.65"), ("2.655", "2.66"), ("-3.91", "−3.91"), ("10", "10"), ("1.50", "1.5")],
)
def test_a_number_is_short_with_a_true_minus(number: str, words: str) -> None:
    assert short(Decimal(number)) == words


def test_a_figure_stands_beside_placebo_with_who_term_and_source() -> None:
    [figure] = main_figures([a_figure("incidence_percent", "12", comparator_value="5")], "pimozide")

    assert figure.sentence == (
        "On pimozide: 12 of 100 people get it, 88 do not. "
        "On placebo: 5 of 100 people get it, 95 do not."
    )
    assert figure.who == f"{ADULTS}; counted as “tremor”"
    assert (figure.source.code, figure.source.date_words) == ("TEST1", "2019, read November 2026")
    assert [(icons.affected, icons.caption) for icons in figure.icons] == [
        (12, "pimozide: 12 of 100"),
        (5, "placebo: 5 of 100"),
    ]
    assert figure.sentence == " ".join(icons.label for icons in figure.icons)


def test_without_placebo_the_figure_says_so() -> None:
    [figure] = main_figures([a_figure("incidence_percent", "12")], "pimozide")

    assert figure.sentence.endswith(" No placebo figure.")
    assert [icons.affected for icons in figure.icons] == [12]


def test_nobody_on_placebo_is_a_figure() -> None:
    [figure] = main_figures([a_figure("incidence_percent", "1", comparator_value="0")], "pimozide")

    assert figure.sentence.endswith("On placebo: 0 of 100 people get it, 100 do not.")


def test_who_was_studied_is_never_left_open() -> None:
    row = a_figure("frequency_class", "common", population="", reported_term="")

    assert every_figure([row], "pimozide")[0].who == "not stated"


def test_figures_beside_placebo_come_first_and_keep_their_order() -> None:
    rows = [
        a_figure("incidence_percent", value, comparator_value=placebo)
        for value, placebo in [("1", None), ("2", "1"), ("3", None), ("4", "2")]
    ]

    assert [figure.icons[0].affected for figure in main_figures(rows, "pimozide")] == [2, 4, 1, 3]


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({"reported_term": "EPS [composite]"}, " Several effects counted as one."),
        ({"population": YOUNG}, " Young people, not adults."),
        ({"population": "adult bipolar mania"}, ""),
        ({"population": ""}, ""),
    ],
)
def test_what_is_not_of_adults_or_not_one_effect_is_told_but_not_drawn(
    fields: dict[str, str], mark: str
) -> None:
    row = a_figure("incidence_percent", "12", comparator_value="5", **fields)
    [figure] = other_figures([row], "pimozide")

    assert not is_main(row)
    assert main_figures([row], "pimozide") == []
    assert figure.icons == ()
    assert figure.sentence.endswith(f"On placebo: 5 of 100 people get it, 95 do not.{mark}")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("very_common", "10 or more of 100 people"),
        ("common", "1 to 10 of 100 people"),
        ("uncommon", "Fewer than 1 of 100 people"),
        ("rare", "Far fewer than 1 of 100 people (called rare)"),
        ("very_rare", "Far fewer than 1 of 100 people (called very rare)"),
        ("not_known", "Listed; how often is not known"),
    ],
)
def test_a_class_is_told_in_numbers(value: str, words: str) -> None:
    assert set(FREQUENCY_WORDS) == {
        *("very_common", "common", "uncommon", "rare", "very_rare", "not_known")
    }
    assert other_figures([a_figure("frequency_class", value)], "pimozide")[0].sentence == words


def test_every_grade_in_halves_has_words_of_its_own() -> None:
    grades = [str(half / 2).removesuffix(".0") for half in range(7)]
    rows = [a_figure("comparative_grade", grade) for grade in grades]
    said = [figure.sentence for figure in other_figures(rows, "pimozide")]

    assert len(set(said)) == len(GRADE_WORDS) == 7
    assert said[0] == "Graded 0 (none) beside other medicines"
    assert said[5] == "Graded between ++ and +++ beside other medicines"


def test_no_real_figure_is_lost_or_told_twice() -> None:
    singles = [row for row in evidence() if row.measure not in ("relative_risk", "mean_difference")]
    for code in ("aripiprazole", "olanzapine", "amisulpride"):
        for line in effects():
            rows = [row for row in singles if of_cell(row, code, line)]
            assert len(every_figure(rows, code)) == len(rows)


def of_cell(row: Evidence, medication: str, line: str) -> bool:
    """Tell whether a row is of one medicine and one effect."""
    return row.medication.code == medication and row.effect is not None and row.effect.code == line


def test_every_real_figure_can_be_said_without_one_in_so_many() -> None:
    figures = [figure for row in evidence() for figure in every_figure([row], "the medicine")]

    assert len(figures) == len(evidence())
    assert [each for each in figures if re.search(r"\b1 in \d", each.sentence)] == []
    assert all(figure.sentence and figure.who and figure.source.date_words for figure in figures)


def test_every_drawn_real_figure_is_of_adults_and_of_one_effect() -> None:
    drawn = [row for row in evidence() if main_figures([row], "the medicine")]

    assert len(drawn) == 84
    assert not [row for row in drawn if "omposite" in row.reported_term]
    assert not [row for row in drawn if "dolescent" in row.population.lower()]
    assert all(
        0 <= icons.affected <= 100
        for row in drawn
        for icons in main_figures([row], "the medicine")[0].icons
    )
