"""Scores at best and worst, and how high a medicine could be once more is known."""

from fractions import Fraction

from consultations.matching import (
    Profile,
    UnknownRange,
    Wishes,
    rank,
    unknown_ranges,
    unknown_wishes,
)

WISHES = Wishes(("a", "b"), ("c",))
GAPS = Profile("amber", {"a": 1, "b": None, "c": None})
KNOWN = Profile("birch", {"a": 1, "b": 1, "c": 1})


def test_best_and_worst_score() -> None:
    ranges = unknown_ranges(rank([GAPS, KNOWN], WISHES))

    assert ranges == {
        "birch": UnknownRange(Fraction(11, 36), Fraction(11, 36), 1),
        "amber": UnknownRange(Fraction(1, 6), Fraction(1, 2), 1),
    }


def test_a_medicine_without_a_place_could_have_one() -> None:
    blank = Profile("cedar", {"a": None, "b": 2, "c": 0})

    ranges = unknown_ranges(rank([blank, GAPS, KNOWN], WISHES))

    assert list(ranges) == ["birch", "amber", "cedar"]
    assert ranges["cedar"].could_be_as_high_as == 1


def test_others_stay_as_they_are() -> None:
    sure = [Profile(f"medicine {n}", {"a": 0, "b": 0, "c": n}) for n in (1, 2, 3)]

    ranges = unknown_ranges(rank([GAPS, *sure], WISHES))

    assert ranges["amber"].could_be_as_high_as == 4
    assert [ranges[its.code].could_be_as_high_as for its in sure] == [3, 2, 1]


def test_joint_at_best_shares_the_place() -> None:
    wishes = Wishes(("a", "b"))
    rows = {"amber": (0, None), "birch": (0, 0), "cedar": (0, 0)}
    profiles = [Profile(code, dict(zip("ab", row, strict=True))) for code, row in rows.items()]

    assert unknown_ranges(rank(profiles, wishes))["amber"].could_be_as_high_as == 1


def test_nothing_to_say_without_wishes() -> None:
    assert unknown_ranges(rank([GAPS], Wishes(("something_else",)))) == {}


def test_which_wishes_are_not_known() -> None:
    wishes = Wishes(("something_else", "b", "a"), ("c",))

    assert unknown_wishes(GAPS, wishes) == ("b", "c")
    assert unknown_wishes(KNOWN, wishes) == ()
