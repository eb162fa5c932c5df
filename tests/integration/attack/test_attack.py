"""A few tries of each part of the attack, and each part seen to find a service that is broken.

`make attack` does all of them.
"""

import sys
from collections.abc import Iterable
from typing import Any

import pytest

from tests.attack.__main__ import PARTS
from tests.canaries.story import Story

FEW = {
    "headers": 600,
    "unchanged": 200,
    "shown": 1,
    "typed": 120,
    "fuzzing": 200,
    "statements": 6,
    "guessing": 600,
    "ranking": 400,
    "clozapine": 80,
    "printed": 2,
}
SABOTAGED = {
    "headers": (0, 60),
    "unchanged": (0, 4),
    "shown": (0, 1),
    "typed": (0, 60),
    "fuzzing": (0, 200),
    "statements": (14, 11),
    "guessing": (0, 200),
    "ranking": (0, 100),
    "clozapine": (80, 40),
    "printed": (6, 1),
}
"""From which try on, and how many, find the service that is broken."""


ON_EACH_DATABASE = {"statements"}
"""What a lost database leaves behind is its own matter; all others ask pages."""


def parts(names: Iterable[str]) -> list[Any]:
    """Return the parts, marked if one database is enough for them."""
    return [
        pytest.param(each, marks=() if each in ON_EACH_DATABASE else pytest.mark.sweep)
        for each in names
    ]


@pytest.mark.parametrize("name", parts(FEW))
def test_nothing_is_found(story: Story, name: str) -> None:
    part = PARTS[name]
    pieces = min(4, FEW[name])
    step = part.number(story) // pieces
    for start in range(0, pieces * step, step):
        done = part.attack(story, start, FEW[name] // pieces)
        sys.stdout.write(f"\n{name} from {start}: {done.words}\n")
        assert not done.findings
        assert done.counts["tries"] == FEW[name] // pieces


@pytest.mark.parametrize("name", parts(SABOTAGED))
def test_a_service_that_is_broken_is_found(story: Story, name: str) -> None:
    part = PARTS[name]
    for broken in part.saboteurs.values():
        with broken():
            assert part.attack(story, *SABOTAGED[name]).findings
