"""Of which medicines taken until now a decision leaves open what becomes of them."""

import pytest

from consultations.until_now import (
    CHOOSE_AS_WELL,
    NOT_GOES_ON,
    NOTHING_LEFT,
    ONLY_LOWER,
    contradicts,
    left_over,
    settled,
)
from medications.reading_age import reading_grade

OLANZAPINE, DEPOT = "Olanzapine, tablet, 15 mg at night", "Zuclopenthixol, every two weeks"
TWO = [OLANZAPINE, DEPOT]
PLAIN_ENOUGH = 7.0


@pytest.mark.parametrize(
    ("kind", "decided", "taken", "names"),
    [
        ("medicine", "Aripiprazole", [OLANZAPINE], ["Olanzapine"]),
        ("medicine", "Aripiprazole", TWO, ["Olanzapine", "Zuclopenthixol"]),
        ("medicine", "Olanzapine", [OLANZAPINE], []),
        ("medicine", "olanzapine", TWO, ["Zuclopenthixol"]),
        ("medicine", "Olan", [OLANZAPINE], ["Olanzapine"]),
        ("medicine", "Aripiprazole", [], []),
        ("medicine", "Aripiprazole", ["Zotepine, 25 mg", "Zotepine, 50 mg"], ["Zotepine"]),
        ("none", "", [OLANZAPINE], ["Olanzapine"]),
        ("clinician_decides", "", [OLANZAPINE], ["Olanzapine"]),
        ("lower_dose", "", [OLANZAPINE], ["Olanzapine"]),
        ("lower_dose", "Olanzapine", [OLANZAPINE], ["Olanzapine"]),
        ("lower_dose", "Olanzapine", TWO, ["Zuclopenthixol"]),
        ("no_change", "Olanzapine", TWO, []),
        ("not_today", "", [OLANZAPINE], []),
    ],
)
def test_what_the_decision_does_not_name_is_left_over(
    kind: str, decided: str, taken: list[str], names: list[str]
) -> None:
    assert left_over(kind, decided, taken) == names


@pytest.mark.parametrize(
    ("kind", "decided", "names", "answer", "kept"),
    [
        ("medicine", "Aripiprazole", ["Olanzapine"], "", "not_settled"),
        ("medicine", "Aripiprazole", ["Olanzapine"], "stopped", "stopped"),
        ("medicine", "Olanzapine", [], "", ""),
        ("none", "", ["Olanzapine"], "", "not_settled"),
        ("lower_dose", "Olanzapine", ["Olanzapine"], "", ""),
        ("lower_dose", "", ["Olanzapine"], "", ""),
        ("lower_dose", "Olanzapine", ["Zuclopenthixol"], "", "not_settled"),
        ("lower_dose", "", ["Olanzapine", "Zuclopenthixol"], "", "not_settled"),
    ],
)
def test_without_an_answer_it_is_not_settled(
    kind: str, decided: str, names: list[str], answer: str, kept: str
) -> None:
    """A lower dose says by itself what becomes of what is lowered."""
    assert settled(kind, decided, names, answer) == kept


@pytest.mark.parametrize(
    ("kind", "names", "answer", "how", "found"),
    [
        ("medicine", ["Olanzapine"], "", "", None),
        ("medicine", ["Olanzapine"], "goes_on", "as before", None),
        ("medicine", ["Olanzapine"], "", "5 mg", ("until_now", CHOOSE_AS_WELL)),
        ("medicine", [], "stopped", "", ("until_now", NOTHING_LEFT)),
        ("medicine", [], "", "5 mg", ("until_now_how", NOTHING_LEFT)),
        ("none", ["Olanzapine"], "goes_on", "", ("until_now", NOT_GOES_ON)),
        ("none", ["Olanzapine"], "stepwise", "", None),
        ("lower_dose", ["Olanzapine"], "goes_on", "", ("until_now", ONLY_LOWER)),
        ("lower_dose", ["Olanzapine"], "stopped", "", ("until_now", ONLY_LOWER)),
        ("lower_dose", ["Olanzapine"], "stepwise", "", None),
        ("lower_dose", ["Olanzapine", "Zuclopenthixol"], "stopped", "", None),
    ],
)
def test_an_answer_fits_what_was_decided(
    kind: str, names: list[str], answer: str, how: str, found: tuple | None
) -> None:
    assert contradicts(kind, "", names, answer, how) == found


def test_why_an_answer_does_not_fit_is_easy_to_read() -> None:
    for words in (NOTHING_LEFT, CHOOSE_AS_WELL, NOT_GOES_ON, ONLY_LOWER):
        assert reading_grade(str(words)) <= PLAIN_ENOUGH, words
