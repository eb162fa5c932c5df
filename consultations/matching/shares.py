"""In how many ways of weighing the person's order each medicine comes first, or in the first three.

Rule: docs/matching.md, "Shares". Never a chance that a medicine works: only a count over 10,000
weightings drawn evenly from all that respect the order, the same ones every time.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .losses import AT_WORST, losses, wished_levels
from .ranking import Ranking
from .standing import no_more, packed_sums

DRAWS = 10_000
"""How many weightings are drawn for each number of avoidances."""

_SEED = 20170901
# Weights are whole numbers of at most 30 bits and losses of at most 11, so that every sum stays
# under 2 ** 53: exact in floating point, the same on every machine, and ties stay ties.
_GRAIN = 2**30
_FIRST_PLACES = 3


class Share(NamedTuple):
    """The share of weightings, 0 to 1, in which a medicine is first and in the first three.

    Joint places count for each medicine that shares them.
    """

    first: float
    first_three: float


@cache
def draws(count: int) -> NDArray[np.float64]:
    """Return the stored weightings of `count` avoidances, one per column, greatest weight first.

    Exponentials divided by their sum and sorted downwards lie evenly over all weightings that
    respect the order. Whole numbers over 2 ** 30. A single avoidance has one weighting only.
    """
    if count == 1:
        return np.full((1, 1), float(_GRAIN))
    drawn = np.random.default_rng(_SEED).exponential(size=(DRAWS, count))
    drawn /= drawn.sum(axis=1, keepdims=True)
    drawn = np.floor(-np.sort(-drawn, axis=1).T * _GRAIN)
    drawn.setflags(write=False)
    return drawn


def shares(ranking: Ranking) -> dict[str, Share]:
    """Return the share of each placed medicine, by place; empty when nobody has a place."""
    placed = {code: _losses(ranking, code) for code in ranking.places}
    rows = _contenders(placed)
    if not rows:
        return {}
    found = dict(zip(rows, _shares(np.array([*rows.values()])), strict=True))
    return {code: found.get(code, Share(0.0, 0.0)) for code in placed}


def _losses(ranking: Ranking, code: str) -> list[int]:
    return losses(wished_levels(ranking.profiles[code], ranking.wishes).read(AT_WORST))


def _contenders(placed: Mapping[str, list[int]]) -> dict[str, list[int]]:
    # With three others ahead however the order is weighed, a medicine is never in the first
    # three, and leaving it out moves no one who is: whom it is ahead of, they are ahead of too.
    kept: dict[str, int] = {}
    for code, row in placed.items():
        its = packed_sums(row)
        ahead = [other for other in kept.values() if other != its and no_more(other, its)]
        if len(ahead) < _FIRST_PLACES:
            kept[code] = its
    return {code: placed[code] for code in kept}


def _shares(rows: NDArray[np.float64]) -> list[Share]:
    scores = rows @ draws(rows.shape[1])
    lowest = _lowest(scores)
    firsts = np.count_nonzero(scores == lowest[0], axis=1) / scores.shape[1]
    threes = np.count_nonzero(scores <= lowest[-1], axis=1) / scores.shape[1]
    return [Share(*share) for share in zip(firsts.tolist(), threes.tolist(), strict=True)]


def _lowest(scores: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return the lowest, second and third lowest score of each weighting, equal ones repeated."""
    lowest = [np.full(scores.shape[1], np.inf) for _ in range(_FIRST_PLACES)]
    for row in scores:
        rising = row
        for position, kept in enumerate(lowest):
            lowest[position], rising = np.minimum(kept, rising), np.maximum(kept, rising)
    return lowest
