"""What may still change once more is known: scores at best and worst, and how high it could be.

Rule: docs/matching.md, "Unknowns".
"""

from bisect import bisect_left
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from .losses import score_unit
from .profiles import Profile
from .ranking import Ranking
from .standing import Standing, standings
from .wishes import Wishes


class UnknownRange(NamedTuple):
    """Between which scores a medicine lies, whatever its unknowns turn out to be.

    best         score with avoidances not known at none, helpful effects not known at +++
    worst        score with avoidances not known at +++, helpful effects not known at none;
                 this is the score that places it
    could_be_as_high_as  its place with its own unknowns at best and the others as they are
    """

    best: Fraction
    worst: Fraction
    could_be_as_high_as: int


def unknown_wishes(profile: Profile, wishes: Wishes) -> tuple[str, ...]:
    """Return the wishes of which this medicine's level is not known; avoidances first, in order.

    Line 37 is not among them: it is on no card, which is another thing.
    """
    compared = wishes.compared_avoid + wishes.compared_helpful
    return tuple(effect for effect in compared if profile.level(effect) is None)


def unknown_ranges(ranking: Ranking) -> dict[str, UnknownRange]:
    """Return the range of every medicine, placed or not, as on the page; empty without wishes."""
    if not ranking.wishes.are_comparable:
        return {}
    return unknown_ranges_among(standings(ranking, ranking.codes), ranking)


def unknown_ranges_among(
    standings: Mapping[str, Standing], ranking: Ranking
) -> dict[str, UnknownRange]:
    """Return the same for standings that are at hand, of every medicine."""
    unit = score_unit(ranking.wishes)
    placed = sorted(standings[code].worst_score for code in ranking.places)
    return {code: _range(its, placed, unit) for code, its in standings.items()}


def _range(its: Standing, placed: list[int], unit: int) -> UnknownRange:
    worst = Fraction(its.worst_score, unit)
    best = worst if its.best_score == its.worst_score else Fraction(its.best_score, unit)
    # Its own score cannot be lower than its best, so it never counts itself.
    return UnknownRange(best, worst, 1 + bisect_left(placed, its.best_score))
