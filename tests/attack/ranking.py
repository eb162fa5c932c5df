"""The order of medicines against the rule written a second time, and against two of its laws.

One try is one case drawn by chance. Its places are those that tests/unit/matching/reference.py
works out; the medicines given in another order have the same; and none stands better once a level
of it is not known any more (H03, H04).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING

from consultations.matching import Profile, Wishes, rank
from tests.chaos.kept import Result
from tests.unit.matching import reference
from tests.unit.matching.cases import random_case, with_level

if TYPE_CHECKING:
    from tests.canaries.story import Story


def attack(_story: "Story", start: int, number: int) -> Result:
    """Draw cases, and compare."""
    done = Result()
    for each in range(start, start + number):
        chance = Random(each)
        case = random_case(chance, medicines=chance.randint(2, 6), unknown=chance.randint(0, 4))
        if case[1].are_comparable:
            _compare(*case, chance, done)
        else:
            done.counts["without a wish that cards rate"] += 1
    done.counts["tries"] = number
    return done


def _compare(drawn: list[Profile], wished: Wishes, chance: Random, done: Result) -> None:
    """Note where the core, the rule written again and the laws do not agree."""
    places = rank(drawn, wished).places
    lists = wished.compared_avoid, wished.compared_helpful
    if places != reference.places({each.code: each.levels for each in drawn}, *lists):
        done.findings["places are not those of the rule"] += 1
    if places != rank(chance.sample(drawn, len(drawn)), wished).places:
        done.findings["places change with the order in which medicines are given"] += 1
    one, effect = chance.choice(drawn), chance.choice([*lists[0], *lists[1]])
    unknown = with_level(one, effect, None)
    after = rank([unknown if each is one else each for each in drawn], wished).places
    if after.get(one.code, len(drawn)) < places.get(one.code, 0):
        done.findings["a medicine stands better once less is known of it"] += 1
    done.counts["medicines placed"] += len(places)


@contextmanager
def broken() -> Iterator[None]:
    """Count what is not known as none."""
    its = Profile.level
    Profile.level = lambda profile, effect: its(profile, effect) or 0
    try:
        yield
    finally:
        Profile.level = its
