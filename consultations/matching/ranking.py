"""The order of the medicines for one person's wishes: one pure, exact function.

Rule: docs/matching.md, "Score and place". Whole numbers throughout, so ties are ties.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from .overlap import Overlap, overlaps
from .profiles import Profile, Profiles
from .weights import fractions, total_weight, whole_weights
from .wishes import Wishes

RULE_VERSION = 1
"""Which rule made an order; goes up whenever the same wishes and levels may give another."""


class Ranking(NamedTuple):
    """The order of the medicines for one person's wishes.

    profiles    the medicines compared, prepared
    wishes      what they were compared by
    places      code to place, 1 first; in order of place, alphabetically within a tie (1, 1, 3)
    not_placed  codes of which not enough is known, alphabetically
    """

    profiles: Profiles
    wishes: Wishes
    places: Mapping[str, int]
    not_placed: tuple[str, ...]

    @property
    def rule_version(self) -> int:
        """The version of the rule that made this order."""
        return RULE_VERSION

    @property
    def placed(self) -> tuple[str, ...]:
        """Codes of the placed medicines, in order."""
        return tuple(self.places)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes as they stand on the page: placed, then not placed; else alphabetically."""
        if not self.wishes.are_comparable:
            return self.profiles.codes
        return self.placed + self.not_placed

    @property
    def weights(self) -> tuple[Fraction, ...]:
        """The weight of each avoidance that takes part; one weight, 1, with helpful ones only."""
        if not self.wishes.are_comparable:
            return ()
        return fractions(len(self.wishes.compared_avoid) or 1)

    @property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Which avoidances count one harm more than once."""
        return overlaps(self.wishes)


def rank(profiles: Iterable[Profile], wishes: Wishes) -> Ranking:
    """Put the medicines in order for these wishes.

    With nothing to compare by (no wish, or line 37 only) nobody has a place.
    Raises ValueError for a wish that a profile does not have at all, or a medicine given twice.
    """
    prepared = Profiles.of(profiles)
    if wishes.compared_avoid:
        scores, unknown_at_most = _by_avoidances(prepared, wishes)
    elif wishes.compared_helpful:
        scores, unknown_at_most = _by_helpful(prepared, wishes)
    else:
        return Ranking(prepared, wishes, MappingProxyType({}), ())
    return _ranking(prepared, wishes, scores, unknown_at_most)


def _by_avoidances(profiles: Profiles, wishes: Wishes) -> tuple[int, int]:
    """Return the packed scores, and how much unknown weight a placed medicine may have."""
    avoid, helpful = wishes.compared_avoid, wishes.compared_helpful
    weights, weighted = whole_weights(len(avoid)), profiles.weighted_losses
    scores = sum([weighted[wish] for wish in zip(avoid, weights, strict=True)])
    if not helpful:
        return scores, total_weight(len(avoid)) // 2
    # In ninths per helpful effect, "mean(level / 3) / 3" is a whole number. What a helpful effect
    # lacks is added rather than what it brings taken off: that moves every medicine alike and
    # keeps packed numbers from going below 0.
    step = 3 * len(helpful)
    lacking = sum([profiles.columns[effect].lacking for effect in helpful])
    return step * scores + weights[-1] * lacking, step * total_weight(len(avoid)) // 2


def _by_helpful(profiles: Profiles, wishes: Wishes) -> tuple[int, int]:
    """Return the packed scores, and of how many effects a placed medicine may not be known."""
    columns = [profiles.columns[effect] for effect in wishes.compared_helpful]
    return sum([column.lacking + column.unknown for column in columns]), len(columns) - 1


def _ranking(profiles: Profiles, wishes: Wishes, scores: int, unknown_at_most: int) -> Ranking:
    codes, mask = profiles.codes, profiles.number_mask
    keys, apart = profiles.sorted_keys(scores, unknown_at_most)
    places: dict[str, int] = {}
    place, joint_up_to = 0, -1
    for position, key in enumerate(keys, 1):
        if key > joint_up_to:
            place, joint_up_to = position, key | mask
        places[codes[key & mask]] = place
    not_placed = tuple(sorted([codes[key & mask] for key in apart])) if apart else ()
    return Ranking(profiles, wishes, MappingProxyType(places), not_placed)
