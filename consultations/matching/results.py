"""Everything the page says of each medicine for one person's wishes, in the order of the page.

Rule: docs/matching.md. Shares are apart (`shares.py`): they need 10,000 weightings.
"""

from collections import Counter
from collections.abc import Container
from fractions import Fraction
from typing import NamedTuple

from .dominance import Dominance, dominance_among
from .ranking import Ranking
from .reasons import Reason, reasons, strong_elsewhere
from .standing import standings
from .unknowns import UnknownRange, unknown_ranges_among, unknown_wishes


class Result(NamedTuple):
    """One medicine, for one person's wishes.

    code              the medicine
    place             1 first, shared when joint; None when not placed or nothing was wished
    is_joint          whether another medicine shares the place
    score             exact, lower is better; None without wishes; never shown as a number
    always_first      at least as good as every other placed medicine, however weighed
    behind            codes at least as good as this one however weighed, by place
    surely_behind     the part of `behind` that stands whatever the unknowns turn out to be
    every_scale       the part of `behind` that holds for every increasing reading of the levels
    reasons           one per wish, in the person's order
    strong_elsewhere  effects at +++ outside the wishes
    unknown           the wishes of which the level is not known
    range             scores at best and worst and how high it could be; None without wishes
    """

    code: str
    place: int | None
    is_joint: bool
    score: Fraction | None
    always_first: bool
    behind: tuple[str, ...]
    surely_behind: tuple[str, ...]
    every_scale: tuple[str, ...]
    reasons: tuple[Reason, ...]
    strong_elsewhere: tuple[str, ...]
    unknown: tuple[str, ...]
    range: UnknownRange | None


NOTHING_HOLDS = Dominance(always_first=False, behind=(), surely_behind=(), every_scale=())
"""What holds for a medicine without a place."""


def results(ranking: Ranking) -> tuple[Result, ...]:
    """Return one result per medicine: placed in order, then not placed, else alphabetically."""
    if not ranking.wishes.are_comparable:
        return tuple(_result(ranking, code, NOTHING_HOLDS, None, ()) for code in ranking.codes)
    everyone = standings(ranking, ranking.codes)
    holds = dominance_among({code: everyone[code] for code in ranking.places})
    ranges = unknown_ranges_among(everyone, ranking)
    joint = joint_places(ranking)
    return tuple(
        _result(ranking, code, holds.get(code, NOTHING_HOLDS), ranges[code], joint)
        for code in ranking.codes
    )


def joint_places(ranking: Ranking) -> frozenset[int]:
    """Return the places that two or more medicines share."""
    counts = Counter(ranking.places.values())
    return frozenset(place for place, count in counts.items() if count > 1)


def _result(
    ranking: Ranking,
    code: str,
    holds: Dominance,
    unknown_range: UnknownRange | None,
    joint: Container[int],
) -> Result:
    profile, wishes = ranking.profiles[code], ranking.wishes
    place = ranking.places.get(code)
    return Result(
        code,
        place,
        place in joint,
        unknown_range.worst if unknown_range else None,
        *holds,
        reasons(profile, wishes),
        strong_elsewhere(profile, wishes),
        unknown_wishes(profile, wishes),
        unknown_range,
    )
