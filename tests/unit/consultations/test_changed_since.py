"""What is different between two checklists, in words."""

import pytest

from consultations.checklist import Checklist
from consultations.presenters.changed_since import changed_since

NAMES = {"weight": "weight gain", "tremor": "tremor", "sleep": "sleeping late", "calm": "calm"}


def five(*avoid: str, helpful: tuple[str, ...] = (), is_ordered: bool = True) -> Checklist:
    """Return a checklist in order."""
    return Checklist(avoid, helpful, is_ordered=is_ordered)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (five("weight"), five("weight"), ["Weight gain: the same as last time."]),
        (five(), five("weight"), ["Weight gain: new on your list."]),
        (five("weight"), five(), ["Weight gain: no longer on your list."]),
        (
            five("weight", "tremor"),
            five("tremor", "weight"),
            [
                "Tremor: moved up, from number 2 to 1.",
                "Weight gain: moved down, from number 1 to 2.",
            ],
        ),
        (
            five("weight", "tremor"),
            five("sleep", "tremor"),
            [
                "Sleeping late: new on your list.",
                "Tremor: the same as last time.",
                "Weight gain: no longer on your list.",
            ],
        ),
        (
            five("weight", "tremor"),
            five("tremor", "weight", is_ordered=False),
            ["Tremor: the same as last time.", "Weight gain: the same as last time."],
        ),
        (
            five(helpful=("calm", "sleep")),
            five(helpful=("calm", "weight")),
            [
                "Calm: would help you, the same as last time.",
                "Weight gain: new, this would help you.",
                "Sleeping late: no longer said to help you.",
            ],
        ),
        (
            five("calm"),
            five(helpful=("calm",)),
            ["Calm: no longer on your list.", "Calm: new, this would help you."],
        ),
        (five(), five(), []),
    ],
)
def test_every_wish_is_told_once(then: Checklist, now: Checklist, words: list[str]) -> None:
    """New, no longer there, moved or the same; those of now first, in their order."""
    assert changed_since(then, now, NAMES) == words


def test_own_words_that_changed_are_another_wish() -> None:
    """Line 37 is what it stands for."""
    then = Checklist(("something_else",), own_words="itching", is_ordered=True)
    now = Checklist(("something_else",), own_words="hiccups", is_ordered=True)

    assert changed_since(then, now, NAMES) == [
        "“hiccups”: new on your list.",
        "“itching”: no longer on your list.",
    ]


def test_neither_checklist_is_touched() -> None:
    """It only looks."""
    then, now = five("weight"), five("tremor")
    changed_since(then, now, NAMES)

    assert (then, now) == (five("weight"), five("tremor"))
