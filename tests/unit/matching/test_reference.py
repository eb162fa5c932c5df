"""Thousands of cases by chance against the rule written a second time (`reference.py`)."""

from collections.abc import Iterator
from itertools import permutations
from random import Random

from consultations.matching import (
    Profile,
    Wishes,
    dominance,
    rank,
    score,
    unknown_ranges,
)

from . import reference
from .cases import Case, random_case, with_level

Medicines = dict[str, reference.Levels]


def cases(count: int, *, seed: int, medicines: int = 5, unknown: int = 1) -> Iterator[Case]:
    random = Random(seed)
    for _ in range(count):
        drawn, wished = random_case(random, medicines=medicines, unknown=unknown)
        if wished.are_comparable:
            yield drawn, wished


def plain(medicines: list[Profile]) -> Medicines:
    return {profile.code: profile.levels for profile in medicines}


def lists(wished: Wishes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return wished.compared_avoid, wished.compared_helpful


def test_places_are_the_same() -> None:
    for drawn, wished in cases(3_000, seed=1):
        assert rank(drawn, wished).places == reference.places(plain(drawn), *lists(wished))


def test_places_are_the_same_where_little_is_known() -> None:
    for drawn, wished in cases(1_000, seed=2, unknown=5):
        assert rank(drawn, wished).places == reference.places(plain(drawn), *lists(wished))


def test_scores_are_the_same() -> None:
    for drawn, wished in cases(300, seed=3, medicines=2):
        for profile in drawn:
            assert score(profile, wished) == reference.score(profile.levels, *lists(wished))


def test_behind_is_the_same_as_asking_every_extreme_weighting() -> None:
    for drawn, wished in cases(400, seed=4):
        ranking = rank(drawn, wished)
        held = dominance(ranking)
        ahead = {
            (one.code, other.code)
            for one, other in permutations(drawn, 2)
            if {one.code, other.code} <= set(ranking.places)
            and reference.at_least_as_good(one.levels, other.levels, *lists(wished))
        }
        same = {(one, other) for one, other in ahead if (other, one) in ahead}

        assert {(one, code) for code, its in held.items() for one in its.behind} == ahead - same
        for code, its in held.items():
            others = set(ranking.places) - {code}
            assert its.always_first == all((code, other) in ahead for other in others)


def test_surely_behind_is_the_same_as_trying_every_way_the_unknowns_may_turn_out() -> None:
    maybe = sure = 0
    for drawn, wished in cases(700, seed=5, medicines=2, unknown=1):
        by_code = plain(drawn)
        for code, its in dominance(rank(drawn, wished)).items():
            for other in its.behind:
                stands = reference.surely_at_least_as_good(
                    by_code[other], by_code[code], *lists(wished)
                )
                assert (other in its.surely_behind) == stands
                maybe, sure = maybe + (not stands), sure + stands
    assert min(maybe, sure) > 20


def test_ranges_are_the_same_as_trying_every_way_the_unknowns_may_turn_out() -> None:
    for drawn, wished in cases(150, seed=6, medicines=3):
        ranking = rank(drawn, wished)
        effects = [*wished.compared_avoid, *wished.compared_helpful]
        placed = [score(profile, wished) for profile in drawn if profile.code in ranking.places]
        for code, its in unknown_ranges(ranking).items():
            levels = plain(drawn)[code]
            scores = [
                reference.score(filled, *lists(wished))
                for filled in reference.fillings(levels, effects)
            ]
            assert (its.best, its.worst) == (min(scores), max(scores))
            assert its.could_be_as_high_as == 1 + sum(other < its.best for other in placed)


def test_a_medicine_could_really_be_as_high_as_said() -> None:
    for drawn, wished in cases(150, seed=7, medicines=4):
        ranking = rank(drawn, wished)
        for profile in drawn:
            filled = profile
            for effect in (*wished.compared_avoid, *wished.compared_helpful):
                if profile.levels[effect] is None:
                    filled = with_level(filled, effect, 3 if effect in wished.helpful else 0)
            others = [other for other in drawn if other is not profile]
            place = rank([*others, filled], wished).places[profile.code]
            assert unknown_ranges(ranking)[profile.code].could_be_as_high_as == place
