"""Each medicine's losses for one person, added up once for everything the closer look asks.

Rule: docs/matching.md, "However the order is weighed" and "Unknowns".
"""

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from .losses import AT_BEST, AT_WORST, KnownLevels, losses, whole_score, wished_levels
from .profiles import HIGHEST, Profile
from .ranking import Ranking
from .wishes import Wishes


class Standing(NamedTuple):
    """One medicine's losses for one person; the sums are each to be compared by `<=`.

    levels_at_worst  its levels of the wishes, not known at +++ (helpful: at none)
    worst_sums       the sums of the first, the first two, ... losses at worst: these place it
    best_sums        the same with not known at none (helpful: at +++)
    by_level         for each level and each k, how many of the first k avoidances reach it, not
                     known at +++; then, below 0, what the helpful effects bring
    worst_score      the whole score at worst, in parts of `score_unit`
    best_score       the whole score at best
    """

    levels_at_worst: KnownLevels
    worst_sums: tuple[int, ...]
    best_sums: tuple[int, ...]
    by_level: tuple[int, ...]
    worst_score: int
    best_score: int


def standings(ranking: Ranking, codes: Iterable[str]) -> dict[str, Standing]:
    """Return the standing of each of these medicines, in the order given."""
    profiles, wishes = ranking.profiles, ranking.wishes
    return {code: standing(profiles[code], wishes) for code in codes}


def standing(profile: Profile, wishes: Wishes) -> Standing:
    """Add up one medicine's losses along the person's order."""
    wished = wished_levels(profile, wishes)
    levels = wished.read(AT_WORST)
    worst = best = losses(levels)
    if not wished.are_all_known:
        best = losses(wished.read(AT_BEST))
    return Standing(
        levels,
        tuple(accumulate(worst)),
        tuple(accumulate(best)),
        _by_level(levels),
        whole_score(worst),
        whole_score(best),
    )


def _by_level(levels: KnownLevels) -> tuple[int, ...]:
    avoided, helpful = levels
    counts: list[int] = []
    for least in range(1, HIGHEST + 1):
        counts += accumulate([level >= least for level in avoided])
    return (*counts, -sum(helpful))
