"""What holds however weighed, for every scale, and where two medicines part."""

from itertools import combinations, pairwise, product
from random import Random

import pytest

from consultations.matching import (
    Dependence,
    Profile,
    Ranking,
    Wishes,
    dependence,
    dependences,
    dominance,
    rank,
)

from .cases import MEDICINES, random_case

AB = Wishes(("a", "b"))


def ranked(wishes: Wishes, *rows: str) -> Ranking:
    """Rank medicines whose levels stand in the order of the wishes; ? is not known."""
    effects = wishes.compared_avoid + wishes.compared_helpful
    return rank(
        [
            Profile(
                code,
                {
                    effect: None if sign == "?" else int(sign)
                    for effect, sign in zip(effects, row, strict=True)
                },
            )
            for code, row in zip(MEDICINES, rows, strict=False)
        ],
        wishes,
    )


def test_always_first_needs_every_other_medicine() -> None:
    held = dominance(ranked(AB, "02", "11", "30"))
    open_to_doubt = dominance(ranked(AB, "02", "11", "30", "00"))

    assert [its.always_first for its in held.values()] == [True, False, False]
    assert open_to_doubt["amber"].always_first is False
    assert open_to_doubt["dahlia"].always_first is True


def test_two_equal_medicines_are_both_always_first_and_neither_is_behind() -> None:
    held = dominance(ranked(AB, "01", "01"))

    assert all(its.always_first and not its.behind for its in held.values())


def test_medicines_without_a_place_are_left_out() -> None:
    held = dominance(ranked(AB, "?0", "33", "?1"))

    assert list(held) == ["birch"]
    assert held["birch"].always_first is True


def test_behind_stands_in_order_of_place() -> None:
    held = dominance(ranked(AB, "33", "12", "11", "22"))

    assert held["amber"].behind == ("cedar", "birch", "dahlia")


@pytest.mark.parametrize(
    ("wishes", "one", "other", "holds"),
    [
        (AB, "00", "11", True),
        (AB, "02", "20", True),
        (AB, "11", "20", False),  # if + and ++ count nearly alike, two + are more than one ++
        (AB, "11", "21", True),
        (AB, "01", "2?", True),
        (Wishes(("a",), ("b",)), "01", "10", True),
        (Wishes(("a",), ("b",)), "01", "23", False),  # less help, though fewer signs
        (Wishes((), ("a",)), "3", "2", True),
        (Wishes((), ("a", "b")), "30", "11", True),
    ],
)
def test_every_scale(wishes: Wishes, one: str, other: str, holds: bool) -> None:
    its = dominance(ranked(wishes, one, other))["birch"]

    assert its.behind == ("amber",)
    assert its.every_scale == (("amber",) if holds else ())


def reading(levels: tuple[int | None, ...], scale: tuple[float, ...]) -> list[float]:
    """Return the sums of the first, the first two, ... avoidances, read on another scale."""
    read = [scale[3 if level is None else level] for level in levels]
    return [sum(read[: count + 1]) for count in range(len(read))]


def test_every_scale_against_scales_drawn_by_chance() -> None:
    random = Random(11)
    steps = [
        scale for scale in product((0, 1), repeat=4) if all(a <= b for a, b in pairwise(scale))
    ]
    drawn = [tuple(sorted(random.sample(range(100), 4))) for _ in range(20)]
    kept = lost = 0
    for _ in range(300):
        medicines, wished = random_case(random, medicines=3)
        wishes = Wishes(wished.avoid)
        rows = {its.code: tuple(its.level(effect) for effect in wishes.avoid) for its in medicines}
        for code, its in dominance(rank(medicines, wishes)).items():
            for other in its.behind:
                holds = [
                    all(map(float.__le__, one, two))
                    for scale in (*steps, *drawn)
                    for one, two in [
                        (
                            [float(x) for x in reading(rows[other], scale)],
                            [float(x) for x in reading(rows[code], scale)],
                        )
                    ]
                ]
                assert (other in its.every_scale) == all(holds)
                kept, lost = kept + all(holds), lost + (not all(holds))
    assert min(kept, lost) > 10


@pytest.mark.parametrize(
    ("wishes", "one", "other", "parts"),
    [
        (AB, "02", "10", ("a", "b")),
        (AB, "20", "03", ("b", "a")),
        (AB, "20", "01", None),
        (Wishes(("a", "b", "c")), "102", "110", ("b", "c")),
        (AB, "0?", "10", ("a", "b")),
        (Wishes(("a", "b"), ("c", "d")), "0200", "1000", ("a", "b")),
        # Help alone at most draws level with one step: never a pair that depends.
        (Wishes(("a", "b"), ("c", "d")), "0000", "1033", None),
        (Wishes(("a", "b"), ("c", "d")), "0200", "1233", None),
        (AB, "01", "11", None),
        (AB, "11", "11", None),
    ],
)
def test_where_two_medicines_part(
    wishes: Wishes, one: str, other: str, parts: tuple[str, str] | None
) -> None:
    ranking = ranked(wishes, one, other)

    expected = Dependence("amber", "birch", *parts) if parts else None
    assert dependence(ranking, "amber", "birch") == expected
    in_order_of_place = dependences(ranking)
    assert len(in_order_of_place) == bool(parts)


def test_every_pair_either_holds_or_depends() -> None:
    random = Random(12)
    for _ in range(300):
        ranking = rank(*random_case(random, medicines=4))
        held, parted = dominance(ranking), dependences(ranking)
        levels = {its.code: its.levels for its in ranking.profiles}
        for one, other in combinations(ranking.places, 2):
            same = ranking.places[one] == ranking.places[other]
            found = [its for its in parted if (its.one, its.other) == (one, other)]
            assert bool(found) + (one in held[other].behind) == 1 or same
            for its in found:
                for less, has, others in ((its.one_less, one, other), (its.other_less, other, one)):
                    assert cautious(levels[has][less]) < cautious(levels[others][less])


def cautious(level: int | None) -> int:
    return 3 if level is None else level


def test_every_pair_that_depends_stands_in_order_of_place() -> None:
    ranking = ranked(AB, "30", "02", "10", "?0")

    assert dependences(ranking) == (Dependence("birch", "cedar", "a", "b"),)
    assert dependence(ranking, "cedar", "birch") == Dependence("cedar", "birch", "b", "a")


@pytest.mark.parametrize("pair", [("amber", "birch"), ("birch", "amber")])
def test_a_medicine_without_a_place_cannot_be_compared(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=r"^'amber' has no place to compare\.$"):
        dependence(ranked(AB, "?0", "11"), *pair)
