"""Scores as fractions, at worst and at best."""

from fractions import Fraction

import pytest

from consultations.matching import Profile, Wishes, score
from consultations.matching.losses import AT_BEST

KNOWN = Profile("amber", {"a": 0, "b": 2, "c": 3, "d": 1})
GAPS = Profile("birch", {"a": None, "b": 2, "c": None, "d": 1})


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (Wishes(("b",)), Fraction(2, 3)),
        (Wishes(("a",), ("c",)), Fraction(-1, 3)),
        (Wishes(("b", "a"), ("c", "d")), Fraction(3, 4) * Fraction(2, 3) - Fraction(2, 36)),
        (Wishes((), ("c", "d")), Fraction(1, 3)),
        (Wishes((), ("c",)), Fraction(0)),
    ],
)
def test_the_exact_score(wishes: Wishes, expected: Fraction) -> None:
    assert score(KNOWN, wishes) == expected


def test_gaps_at_worst_and_at_best() -> None:
    wishes = Wishes(("a", "b"), ("c", "d"))

    assert score(GAPS, wishes) == Fraction(3, 4) + (Fraction(2, 3) - Fraction(1, 18)) / 4
    assert score(GAPS, wishes, AT_BEST) == (Fraction(2, 3) - Fraction(4, 18)) / 4


def test_no_score_without_wishes() -> None:
    with pytest.raises(
        ValueError, match=r"^Without a wish that the cards know there is no score\.$"
    ):
        score(KNOWN, Wishes(("something_else",)))
