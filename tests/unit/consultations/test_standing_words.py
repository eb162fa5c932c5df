"""Why a medicine stands where it stands, in words; each one once, and none of them a promise."""

from fractions import Fraction

import pytest

from consultations.matching import Answer, Dependence, Reason, Result, Share, UnknownRange, Wishes
from consultations.presenters.standing import (
    also,
    depends,
    holds,
    how_often_first,
    may_still_change,
    ordinal,
    phrases,
    place_words,
    weight_shares,
    why,
)
from medications.reading_age import reading_grade

NAMES = {"tremor": "tremor", "weight": "weight gain", "sleep": "sleepiness", "own": "“buzzing”"}
MEDICINES = {"a": "amisulpride", "b": "benperidol", "c": "cariprazine"}
EASY = 8.5


def result(**told: object) -> Result:
    """Return a result with little but what is given."""
    plain = {
        "code": "a",
        "place": 2,
        "is_joint": False,
        "score": Fraction(1, 3),
        "always_first": False,
        "behind": (),
        "surely_behind": (),
        "every_scale": (),
        "reasons": (),
        "strong_elsewhere": (),
        "unknown": (),
        "range": None,
    }
    return Result(**{**plain, **told})


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (14, "14th"),
        (19, "19th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (111, "111th"),
        (113, "113th"),
    ],
)
def test_places_are_said_as_they_are_spoken(number: int, words: str) -> None:
    assert ordinal(number) == words


def test_a_shared_place_is_called_joint() -> None:
    """One without a place says nothing."""
    assert place_words(2, is_joint=False) == "2nd"
    assert place_words(2, is_joint=True) == "joint 2nd"
    assert place_words(None, is_joint=False) == ""


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("tremor", False, Answer.AVOIDS, 0), "None known for tremor."),
        (Reason("tremor", False, Answer.MAY_CAUSE, 1), "May cause tremor (+)."),
        (Reason("tremor", False, Answer.MAY_CAUSE, 2), "May cause tremor (++)."),
        (Reason("tremor", False, Answer.MAY_CAUSE, 3), "May cause tremor (+++)."),
        (
            Reason("tremor", False, Answer.NOT_KNOWN, None),
            "Not enough is known about tremor (counts as +++).",
        ),
        (Reason("own", False, Answer.NOT_ON_CARDS, None), "Ask about “buzzing”."),
        (Reason("sleep", True, Answer.MAY_BRING, 2), "May bring sleepiness."),
        (Reason("sleep", True, Answer.DOES_NOT_BRING, 0), "Does not bring sleepiness."),
        (
            Reason("sleep", True, Answer.NOT_KNOWN, None),
            "Whether it brings sleepiness is not known.",
        ),
    ],
)
def test_each_answer_has_words_of_its_own(reason: Reason, words: str) -> None:
    """Not known is never none, and a helpful effect is never something to avoid."""
    assert why([reason], NAMES, phrases()) == words


def test_every_answer_is_in_words() -> None:
    """A new answer of the rule needs a sentence here."""
    assert len(Answer) == 6


def test_one_sentence_says_all_of_it_strongest_first() -> None:
    reasons = [
        Reason("tremor", False, Answer.MAY_CAUSE, 1),
        Reason("weight", False, Answer.MAY_CAUSE, 3),
        Reason("own", False, Answer.NOT_ON_CARDS, None),
        Reason("sleep", True, Answer.MAY_BRING, 2),
    ]

    assert why(reasons, NAMES, phrases()) == (
        "May cause weight gain (+++); may cause tremor (+); ask about “buzzing”; "
        "may bring sleepiness."
    )
    assert why([], NAMES, phrases()) == ""


def test_what_answers_alike_is_said_together() -> None:
    reasons = [Reason(code, False, Answer.AVOIDS, 0) for code in ("tremor", "weight", "sleep")]

    assert why(reasons, NAMES, phrases()) == "None known for tremor, weight gain and sleepiness."


def test_every_strong_effect_outside_the_wishes_is_named() -> None:
    assert also(["tremor", "sleep"], NAMES) == "also: +++ tremor and sleepiness"
    assert also([], NAMES) == ""


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (1.0, "First in nearly all ways of weighing your order."),
        (0.96, "First in nearly all ways of weighing your order."),
        (0.95, "First in about 90 of 100 ways of weighing your order."),
        (0.8, "First in about 80 of 100 ways of weighing your order."),
        (0.76, "First in about 80 of 100 ways of weighing your order."),
        (0.05, "First in about 10 of 100 ways of weighing your order."),
        (0.04, "First in hardly any way of weighing your order."),
        (0.0, "First in hardly any way of weighing your order."),
    ],
)
def test_how_often_it_is_first_is_said_in_round_numbers(first: float, words: str) -> None:
    """Of ways of weighing, never of how likely the medicine works."""
    assert how_often_first(Share(first, 1.0)) == [words]


def test_one_without_a_place_is_not_said_to_be_first() -> None:
    assert how_often_first(None) == []


@pytest.mark.parametrize("found", [Dependence("b", "a", "tremor", "weight")])
def test_what_depends_is_said_from_each_side(found: Dependence) -> None:
    """`one_less` is what the first of the two has less of."""
    (of_other,) = depends(found, "a", NAMES, MEDICINES)
    (of_one,) = depends(found, "b", NAMES, MEDICINES)

    assert of_other == (
        "Beside benperidol it depends on how much more you mind one than the other: "
        "this one has less weight gain, benperidol has less tremor."
    )
    assert of_one == (
        "Beside amisulpride it depends on how much more you mind one than the other: "
        "this one has less tremor, amisulpride has less weight gain."
    )
    assert depends(None, "a", NAMES, MEDICINES) == []


def test_what_is_ahead_however_weighed_is_told_apart_by_what_is_known() -> None:
    """One name and several; sure, and for want of knowledge."""
    sure = "whatever is still to be found out."
    unsure = "mainly because little is known about this one."
    start = "However much more your higher wishes matter,"

    assert holds(result(behind=("b",), surely_behind=("b",)), MEDICINES) == [
        f"{start} benperidol comes out at least as well, {sure}"
    ]
    assert holds(result(behind=("b", "c"), surely_behind=("b", "c")), MEDICINES) == [
        f"{start} benperidol and cariprazine come out at least as well, {sure}"
    ]
    assert holds(result(behind=("b", "c"), surely_behind=("c",)), MEDICINES) == [
        f"{start} cariprazine comes out at least as well, {sure}",
        f"{start} benperidol comes out at least as well, {unsure}",
    ]
    assert holds(result(behind=("b", "c")), MEDICINES) == [
        f"{start} benperidol and cariprazine come out at least as well, {unsure}"
    ]
    assert holds(result(), MEDICINES) == []


def test_what_holds_for_every_scale_is_said_besides() -> None:
    (_ahead, scale) = holds(
        result(behind=("b",), surely_behind=("b",), every_scale=("b",)), MEDICINES
    )

    assert scale == "Beside benperidol it is so however + to +++ are counted."


def test_one_that_is_always_first_says_so_and_no_more() -> None:
    (said,) = holds(result(place=1, always_first=True), MEDICINES)

    assert said.endswith("it comes out at least as well as every other one placed here.")


def could_be(place: int) -> UnknownRange:
    """Return a range that reaches up to a place."""
    return UnknownRange(Fraction(0), Fraction(1), place)


def test_what_may_still_change_is_said_when_it_would() -> None:
    """Also of one that is not placed; not when nothing is unknown or nothing would move."""
    told = result(place=3, unknown=("tremor",), range=could_be(1))
    words = "If what is not known turned out well, it could stand as high as 1st."

    assert may_still_change(told) == [words]
    assert may_still_change(result(place=None, unknown=("tremor",), range=could_be(1))) == [words]
    assert may_still_change(result(place=3, unknown=("tremor",), range=could_be(3))) == []
    assert may_still_change(result(place=3, range=could_be(1))) == []
    assert may_still_change(result(place=None)) == []


def test_shares_say_how_much_each_wish_counts() -> None:
    """In the numbers that the person sees, line 37 without a share."""
    five = Wishes(("a", "b", "c", "d", "e"))
    with_own = Wishes(("a", "something_else", "c"))

    assert weight_shares(five) == [
        ("1st", "46"),
        ("2nd", "26"),
        ("3rd", "16"),
        ("4th", "9"),
        ("5th", "4"),
    ]
    assert weight_shares(with_own) == [("1st", "75"), ("3rd", "25")]
    assert weight_shares(Wishes(("a",))) == [("1st", "100")]
    assert weight_shares(Wishes()) == weight_shares(Wishes(("something_else",))) == []


def test_what_is_told_on_demand_is_easy_to_read() -> None:
    """Names of medicines and wishes stand as they are."""
    text = " ".join(
        [
            *holds(result(behind=("b", "c"), surely_behind=("c",), every_scale=("c",)), MEDICINES),
            *holds(result(always_first=True), MEDICINES),
            *depends(Dependence("b", "a", "tremor", "weight"), "a", NAMES, MEDICINES),
            *how_often_first(Share(0.8, 1)),
            *may_still_change(result(unknown=("tremor",), range=could_be(1))),
        ]
    )

    assert reading_grade(text, MEDICINES.values()) < EASY
