"""Each medicine's losses for one person, added up once for everything the closer look asks.

Rule: docs/matching.md, "However the order is weighed" and "Unknowns".
"""

from collections.abc import Iterable
from operator import mul
from typing import NamedTuple

from .losses import AT_BEST, AT_WORST, KnownLevels, losses, whole_score, wished_levels
from .profiles import HIGHEST, Profile
from .ranking import Ranking
from .wishes import AVOIDANCES_AT_MOST, Wishes

_LANE = 24
_LANES_PER_LEVEL = AVOIDANCES_AT_MOST
_TAILS = tuple(
    sum(1 << _LANE * lane for lane in range(first, _LANES_PER_LEVEL))
    for first in range(_LANES_PER_LEVEL)
)
_REACHED = tuple(
    sum(1 << _LANE * _LANES_PER_LEVEL * lower for lower in range(level))
    for level in range(HIGHEST + 1)
)
_HELPFUL_LANE = _LANES_PER_LEVEL * HIGHEST
_GUARDS = sum(1 << _LANE * (lane + 1) - 1 for lane in range(_HELPFUL_LANE + 1))


class Standing(NamedTuple):
    """One medicine's losses for one person.

    Sums are *packed*: one whole number, 24 bits for each k, that holds the sum of the first k
    losses (below 0 too, as a digit that is taken off). `no_more` compares all of them at once.

    levels_at_worst  its levels of the wishes, not known at +++ (helpful: at none)
    worst_sums       packed sums of the losses at worst
    worst_score      the score at worst, which places it; a whole number of `score_unit`
    best_sums        the same with not known at none (helpful: at +++)
    best_score       the score at best
    by_level         packed, for each level: how many of the first k avoidances reach it, not
                     known at +++; then, below 0, what the helpful effects bring
    """

    levels_at_worst: KnownLevels
    worst_sums: int
    worst_score: int
    best_sums: int
    best_score: int
    by_level: int


def standings(ranking: Ranking, codes: Iterable[str]) -> dict[str, Standing]:
    """Return the standing of each of these medicines, in the order given."""
    profiles, wishes = ranking.profiles, ranking.wishes
    return {code: standing(profiles[code], wishes) for code in codes}


def standing(profile: Profile, wishes: Wishes) -> Standing:
    """Add up one medicine's losses along the person's order."""
    wished = wished_levels(profile, wishes)
    levels = wished.read(AT_WORST)
    worst = _sums_and_score(levels)
    best = worst if wished.are_all_known else _sums_and_score(wished.read(AT_BEST))
    return Standing(levels, *worst, *best, _by_level(levels))


def packed_sums(losses: Iterable[int]) -> int:
    """Return the sums of the first, the first two, ... losses as one packed number."""
    return sum(map(mul, losses, _TAILS))


def no_more(one: int, other: int) -> bool:
    """Whether no packed sum of the first is greater than the other's.

    With its guard, the highest of 24 bits, added, each difference stays within its own bits; the
    guard is still there exactly where the difference is not below 0.
    """
    return (other - one + _GUARDS) & _GUARDS == _GUARDS


def _sums_and_score(levels: KnownLevels) -> tuple[int, int]:
    row = losses(levels)
    return packed_sums(row), whole_score(row)


def _by_level(levels: KnownLevels) -> int:
    reached = packed_sums([_REACHED[level] for level in levels.avoided])
    return reached - (sum(levels.helpful) << _LANE * _HELPFUL_LANE)
