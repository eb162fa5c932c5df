"""Every named example comes out as worked out by hand; the worked one to the last number."""

from fractions import Fraction

import pytest

from consultations.matching import Dependence, Ranking, dependence, dominance, rank, results, shares
from tests.examples import WORKED, Example, all_examples

each_example = pytest.mark.parametrize(
    "example", all_examples(), ids=lambda example: example.description
)


@each_example
def test_places(example: Example) -> None:
    ranking = rank(example.profiles, example.wishes)

    assert list(ranking.places.items()) == list(example.places.items())
    assert ranking.not_placed == example.not_placed


@each_example
def test_what_holds_however_the_order_is_weighed(example: Example) -> None:
    held = dominance(rank(example.profiles, example.wishes))

    assert {code: its.behind for code, its in held.items() if its.behind} == example.behind
    for code, its in held.items():
        maybe = example.maybe_behind.get(code, ())
        assert its.surely_behind == tuple(name for name in its.behind if name not in maybe)


def test_there_are_enough_examples_and_none_twice() -> None:
    descriptions = [example.description for example in all_examples()]

    assert len(set(descriptions)) == len(descriptions) >= 30


@pytest.fixture(name="worked")
def worked_ranking() -> Ranking:
    """Rank the worked example of docs/matching.md."""
    return rank(WORKED.profiles, WORKED.wishes)


def test_worked_weights(worked: Ranking) -> None:
    assert worked.weights == tuple(Fraction(part, 300) for part in (137, 77, 47, 27, 12))


def test_worked_scores(worked: Ranking) -> None:
    scores = {result.code: result.score for result in results(worked)}

    assert scores == {
        "A": Fraction(79, 300),
        "B": Fraction(41, 225),
        "C": Fraction(311, 900),
        "D": Fraction(137, 300),
    }


def test_worked_case_only_one_pair_holds_for_every_scale(worked: Ranking) -> None:
    held = dominance(worked)

    assert held["C"].every_scale == ("A",)
    assert held["D"].every_scale == ()
    assert not any(its.always_first for its in held.values())


def test_worked_case_a_against_b_depends(worked: Ranking) -> None:
    assert dependence(worked, "A", "B") == Dependence("A", "B", "weight_gain", "restlessness")
    assert dependence(worked, "A", "C") is None


def test_worked_first_shares(worked: Ranking) -> None:
    found = shares(worked)

    assert found["A"].first == pytest.approx(8 / 45, abs=0.015)
    assert found["B"].first == pytest.approx(37 / 45, abs=0.015)
    assert found["C"].first == found["D"].first == 0
