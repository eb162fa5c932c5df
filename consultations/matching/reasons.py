"""Why a medicine stands where it does: one answer per wish, and what else it often brings.

Rule: docs/matching.md, "Reasons".
"""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from .profiles import Level, Profile
from .wishes import SOMETHING_ELSE, Wishes


class Answer(StrEnum):
    """What a medicine's card says to one wish.

    AVOIDS          an avoidance: a source compared medicines and found none
    MAY_CAUSE       an avoidance: +, ++ or +++
    MAY_BRING       a helpful effect: +, ++ or +++
    DOES_NOT_BRING  a helpful effect: a source compared medicines and found none
    NOT_KNOWN       either: the level is not known
    NOT_ON_CARDS    line 37: no card rates it, so it is something to ask about
    """

    AVOIDS = "avoids"
    MAY_CAUSE = "may cause"
    MAY_BRING = "may bring"
    DOES_NOT_BRING = "does not bring"
    NOT_KNOWN = "not known"
    NOT_ON_CARDS = "not on the cards"


class Reason(NamedTuple):
    """One medicine's answer to one wish.

    effect   code of the wish
    helpful  whether the wish is for a helpful effect rather than an avoidance
    answer   what the card says
    level    0 to 3; None when not known or not on the cards
    """

    effect: str
    helpful: bool
    answer: Answer
    level: Level


def reasons(profile: Profile, wishes: Wishes) -> tuple[Reason, ...]:
    """Return one reason per wish, line 37 included: avoidances in order, then helpful effects.

    Raises ValueError for a wish that the profile does not have at all.
    """
    avoid = [_reason(effect, False, _level(profile, effect)) for effect in wishes.avoid]
    helpful = [_reason(effect, True, _level(profile, effect)) for effect in wishes.helpful]
    return (*avoid, *helpful)


def strong_elsewhere(profile: Profile, wishes: Wishes) -> tuple[str, ...]:
    """Return every effect at +++ that is not among the wishes, in the profile's own order.

    A helpful effect at +++ is already among the reasons and is not repeated here.
    """
    left_out = (*wishes.avoid, *wishes.helpful, SOMETHING_ELSE)
    return tuple([effect for effect in profile.strong if effect not in left_out])


def _level(profile: Profile, effect: str) -> Level:
    return None if effect == SOMETHING_ELSE else profile.level(effect)


# Thirty medicines give the same few answers again and again; kept, they need not be made anew.
# At most 37 effects, twice, at five levels.
@cache
def _reason(effect: str, helpful: bool, level: Level) -> Reason:
    return Reason(effect, helpful, _answer(effect, helpful, level), level)


def _answer(effect: str, helpful: bool, level: Level) -> Answer:
    if effect == SOMETHING_ELSE:
        return Answer.NOT_ON_CARDS
    if level is None:
        return Answer.NOT_KNOWN
    if helpful:
        return Answer.MAY_BRING if level else Answer.DOES_NOT_BRING
    return Answer.MAY_CAUSE if level else Answer.AVOIDS
