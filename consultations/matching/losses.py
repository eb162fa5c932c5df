"""What each medicine costs a person per avoidance, in whole numbers, for the closer look.

Rule: docs/matching.md, "Losses". A loss here is counted in parts of `loss_unit(wishes)`: the
loss of 2/3 with two helpful effects is 12 of 18.
"""

from fractions import Fraction
from operator import mul
from typing import NamedTuple

from .profiles import HIGHEST, Level, Profile
from .weights import total_weight, whole_weights
from .wishes import Wishes


class Reading(NamedTuple):
    """The level that is put in where one is not known: for avoidances and for helpful effects."""

    avoided: int
    helpful: int


AT_WORST = Reading(avoided=HIGHEST, helpful=0)
"""The reading that places medicines: a gap can never make one look better."""

AT_BEST = Reading(avoided=0, helpful=HIGHEST)
"""The reading that says how high a medicine could stand once its gaps are filled."""


class WishedLevels(NamedTuple):
    """One medicine's levels of the wishes that take part, in their order."""

    avoided: tuple[Level, ...]
    helpful: tuple[Level, ...]

    @property
    def are_all_known(self) -> bool:
        """Whether nothing is missing, so that every reading is the same."""
        return None not in self.avoided and None not in self.helpful

    def read(self, reading: Reading) -> "KnownLevels":
        """Return the levels with this reading put in where one is not known."""
        return KnownLevels(
            _filled(self.avoided, reading.avoided), _filled(self.helpful, reading.helpful)
        )


class KnownLevels(NamedTuple):
    """The same with every level a number, 0 to 3."""

    avoided: list[int]
    helpful: list[int]


def wished_levels(profile: Profile, wishes: Wishes) -> WishedLevels:
    """Pick one medicine's levels of the wishes; ValueError when the profile has no such line."""
    return WishedLevels(
        tuple(map(profile.level, wishes.compared_avoid)),
        tuple(map(profile.level, wishes.compared_helpful)),
    )


def loss_unit(wishes: Wishes) -> int:
    """Return how many parts make a loss of 1."""
    return 9 * max(len(wishes.compared_helpful), 1)


def losses(levels: KnownLevels) -> list[int]:
    """Return one loss per avoidance, in order; with helpful effects only, a single one.

    The last is lessened by what the helpful effects bring and may go below 0.
    """
    avoided, helpful = levels
    brought = sum(helpful)
    if not avoided:
        return [HIGHEST * (HIGHEST * len(helpful) - brought)]
    step = HIGHEST * max(len(helpful), 1)
    found = [step * level for level in avoided]
    found[-1] -= brought
    return found


def whole_score(losses: list[int]) -> int:
    """Return the weighted sum of the losses, in parts of `score_unit` for the same wishes."""
    weights = whole_weights(len(losses))
    return sum(map(mul, weights, losses))


def score_unit(wishes: Wishes) -> int:
    """Return how many parts make a score of 1."""
    return loss_unit(wishes) * total_weight(len(wishes.compared_avoid) or 1)


def score(profile: Profile, wishes: Wishes, reading: Reading = AT_WORST) -> Fraction:
    """Return the exact score: lower is better; from -1/3 to 1, never shown as a number.

    Raises ValueError when there is nothing to compare by.
    """
    if not wishes.are_comparable:
        raise ValueError("Without a wish that the cards know there is no score.")
    known = wished_levels(profile, wishes).read(reading)
    return Fraction(whole_score(losses(known)), score_unit(wishes))


def _filled(levels: tuple[Level, ...], instead: int) -> list[int]:
    return [instead if level is None else level for level in levels]
