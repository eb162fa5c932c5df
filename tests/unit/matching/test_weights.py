"""Weights are the rank-order centroid, exact for every count."""

from fractions import Fraction
from itertools import combinations

import pytest

from consultations.matching import Profile, Wishes, rank
from consultations.matching.weights import fractions, total_weight, whole_weights

from . import reference

WHOLE = {
    1: (1,),
    2: (3, 1),
    3: (11, 5, 2),
    4: (25, 13, 7, 3),
    5: (137, 77, 47, 27, 12),
}


@pytest.mark.parametrize("count", WHOLE)
def test_weights_of_each_count(count: int) -> None:
    assert whole_weights(count) == WHOLE[count]
    assert total_weight(count) == sum(WHOLE[count])
    assert list(fractions(count)) == reference.centroid(count)


@pytest.mark.parametrize("count", WHOLE)
def test_no_wishes_carry_exactly_half(count: int) -> None:
    for size in range(count + 1):
        for chosen in combinations(WHOLE[count], size):
            assert 2 * sum(chosen) != total_weight(count)


@pytest.mark.parametrize(
    ("wishes", "weights"),
    [
        (Wishes(), ()),
        (Wishes(("something_else",)), ()),
        (Wishes((), ("a", "b")), (Fraction(1),)),
        (Wishes(("a", "something_else", "b"), ("c",)), (Fraction(3, 4), Fraction(1, 4))),
    ],
)
def test_weights_of_a_ranking(wishes: Wishes, weights: tuple[Fraction, ...]) -> None:
    profile = Profile("amber", {"a": 0, "b": 0, "c": 0})

    assert rank([profile], wishes).weights == weights
