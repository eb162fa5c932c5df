"""What holds however the person's order is weighed, and what depends on it.

Rule: docs/matching.md, "However the order is weighed". One medicine is at least as good as
another for every weighting that respects the order exactly when, for every k, its first k losses
add up to no more. Only placed medicines are looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from .losses import KnownLevels
from .ranking import Ranking
from .standing import Standing, no_more, standings
from .wishes import Wishes


class Dominance(NamedTuple):
    """What holds for one placed medicine however the order is weighed.

    always_first   at least as good as every other placed medicine
    behind         codes of those at least as good as this one and different somewhere, by place
    surely_behind  the part of `behind` that is at least as good whatever the unknowns turn out
    every_scale    the part of `behind` that holds for every increasing reading of the levels
    """

    always_first: bool
    behind: tuple[str, ...]
    surely_behind: tuple[str, ...]
    every_scale: tuple[str, ...]


class Dependence(NamedTuple):
    """Two placed medicines of which either comes first for some weighting.

    one, other            their codes, in the order asked for or by place
    one_less, other_less  the first avoidance of which each has less than the other; helpful
                          effects alone never make a pair depend
    """

    one: str
    other: str
    one_less: str
    other_less: str


def dominance(ranking: Ranking) -> dict[str, Dominance]:
    """Return for each placed medicine, by place, what holds however the order is weighed."""
    return dominance_among(standings(ranking, ranking.placed))


def dominance_among(placed: Mapping[str, Standing]) -> dict[str, Dominance]:
    """Return the same for standings that are at hand, given in order of place."""
    found: dict[str, Dominance] = {}
    earlier: list[tuple[str, Standing]] = []
    # A medicine that is ahead however weighed has the lower score: only earlier ones need asking.
    for code, its in placed.items():
        found[code] = _dominance(its, earlier, placed.values())
        earlier.append((code, its))
    return found


def dependence(ranking: Ranking, one: str, other: str) -> Dependence | None:
    """Return where two placed medicines part, or None if one holds however the order is weighed.

    Raises ValueError for a medicine that has no place.
    """
    for code in (one, other):
        if code not in ranking.places:
            raise ValueError(f"'{code}' has no place to compare.")
    return next(_dependences(ranking.wishes, standings(ranking, (one, other))), None)


def dependences(ranking: Ranking) -> tuple[Dependence, ...]:
    """Return every pair of placed medicines that depends, by place."""
    return tuple(_dependences(ranking.wishes, standings(ranking, ranking.placed)))


def _dependences(wishes: Wishes, placed: Mapping[str, Standing]) -> Iterator[Dependence]:
    for (one, its), (other, others) in combinations(placed.items(), 2):
        if not no_more(its.worst_sums, others.worst_sums) and not no_more(
            others.worst_sums, its.worst_sums
        ):
            one_less = _first_less(its.levels_at_worst, others.levels_at_worst, wishes)
            other_less = _first_less(others.levels_at_worst, its.levels_at_worst, wishes)
            yield Dependence(one, other, one_less, other_less)


def _dominance(
    its: Standing, earlier: list[tuple[str, Standing]], placed: Iterable[Standing]
) -> Dominance:
    sums = its.worst_sums
    ahead = [
        (code, other)
        for code, other in earlier
        if no_more(other.worst_sums, sums) and other.worst_sums != sums
    ]
    return Dominance(
        not ahead and all(no_more(sums, other.worst_sums) for other in placed),
        tuple([code for code, _ in ahead]),
        tuple([code for code, other in ahead if no_more(other.worst_sums, its.best_sums)]),
        tuple([code for code, other in ahead if no_more(other.by_level, its.by_level)]),
    )


def _first_less(one: KnownLevels, other: KnownLevels, wishes: Wishes) -> str:
    # There always is one: helpful effects make up for one step at most, which is the least that
    # two medicines differ by in an avoidance, so they never part two medicines by themselves.
    levels = zip(wishes.compared_avoid, one.avoided, other.avoided, strict=True)
    return next(effect for effect, has, others in levels if has < others)
