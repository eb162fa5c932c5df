"""Named examples of how medicines compare for one person: the rule, small enough to check by eye.

Each is one frozen value with the answer worked out by hand. The tests use them by description, and
docs/matching-examples.md is drawn from them:

    python -m tests.examples > docs/matching-examples.md

The rule itself is docs/matching.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consultations.matching import Profile, Wishes

NONE: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Example:
    """One person's wishes, a few medicines, and how they compare.

    description    one line; the id of the test and the heading on the sheet
    says           one sentence on what the example shows
    levels         medicine to its levels, in the order of the wishes without line 37: avoidances,
                   then helpful effects; 0 to 3, or ? for not known
    places         medicine to place, as they stand on the page
    not_placed     medicines of which not enough is known
    behind         medicine to those ahead of it however the order is weighed; left out = none
    maybe_behind   the part of `behind` that may fall away once more is known
    """

    description: str
    says: str
    levels: Mapping[str, str]
    places: Mapping[str, int]
    avoid: tuple[str, ...] = ()
    helpful: tuple[str, ...] = ()
    not_placed: tuple[str, ...] = ()
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    maybe_behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def wishes(self) -> Wishes:
        """The person's wishes."""
        return Wishes(self.avoid, self.helpful)

    @property
    def profiles(self) -> list[Profile]:
        """The medicines, listed backwards so that the order cannot come from the list."""
        wishes = self.wishes
        effects = wishes.compared_avoid + wishes.compared_helpful
        return [
            Profile(code, dict(zip(effects, map(_level, row.split()), strict=True)))
            for code, row in reversed(list(self.levels.items()))
        ]


def _level(sign: str) -> int | None:
    return None if sign == "?" else int(sign)


FIVE = ("weight_gain", "restlessness", "daytime_sleepiness", "dry_mouth", "tremor")

WORKED = Example(
    "The worked example of the rule",
    "B's one + on the first wish weighs less than A's signs on the other wishes together.",
    {"A": "0 2 1 0 3", "B": "1 0 0 1 0", "C": "0 2 2 1 3", "D": "3 0 0 0 0"},
    {"B": 1, "A": 2, "C": 3, "D": 4},
    avoid=FIVE,
    behind={"C": ("A",), "D": ("B",)},
)

ORDER = (
    Example(
        "One avoidance: fewer signs first",
        "With one wish the signs alone decide.",
        {"A": "0", "B": "2", "C": "1"},
        {"A": 1, "C": 2, "B": 3},
        avoid=FIVE[:1],
        behind={"C": ("A",), "B": ("A", "C")},
    ),
    Example(
        "Equal signs share a place",
        "A and B are the same for this person, so they are joint second, alphabetically.",
        {"A": "1", "B": "1", "C": "0"},
        {"C": 1, "A": 2, "B": 2},
        avoid=FIVE[:1],
        behind={"A": ("C",), "B": ("C",)},
    ),
    Example(
        "After two joint firsts comes a third",
        "Two medicines stand before C, so C is third.",
        {"A": "0", "B": "0", "C": "1"},
        {"A": 1, "B": 1, "C": 3},
        avoid=FIVE[:1],
        behind={"C": ("A", "B")},
    ),
    Example(
        "No difference at all",
        "All are joint first, even where all have +++.",
        {"A": "3 2", "B": "3 2", "C": "3 2"},
        {"A": 1, "B": 1, "C": 1},
        avoid=FIVE[:2],
    ),
    Example(
        "One medicine alone",
        "A lone medicine is first.",
        {"A": "3"},
        {"A": 1},
        avoid=FIVE[:1],
    ),
    Example(
        "The first of two counts three times as much as the second",
        "++ on the second wish is less than + on the first.",
        {"A": "0 2", "B": "1 0"},
        {"A": 1, "B": 2},
        avoid=FIVE[:2],
    ),
    Example(
        "The other way round, the other medicine is first",
        "The same two medicines with the wishes turned round.",
        {"A": "2 0", "B": "0 1"},
        {"B": 1, "A": 2},
        avoid=(FIVE[1], FIVE[0]),
        behind={"A": ("B",)},
    ),
    Example(
        "Three signs on the second wish weigh as much as one on the first",
        "A tie is a tie, though it depends on how the order is weighed.",
        {"A": "0 3", "B": "1 0"},
        {"A": 1, "B": 1},
        avoid=FIVE[:2],
    ),
    Example(
        "Ahead however the order is weighed",
        "A has fewer signs on the first wish and no more on both together.",
        {"A": "0 2", "B": "1 1", "C": "2 0"},
        {"A": 1, "B": 2, "C": 3},
        avoid=FIVE[:2],
        behind={"B": ("A",), "C": ("A", "B")},
    ),
    Example(
        "Two wishes about sleepiness",
        "Sleepiness counts twice here, and the page says so.",
        {"A": "0 0 3", "B": "1 1 0"},
        {"A": 1, "B": 2},
        avoid=("daytime_sleepiness", "tiredness", "weight_gain"),
    ),
)

SOMETHING_ELSE_TOO = (
    Example(
        "No wish",
        "With nothing to compare by there are no places; medicines stand alphabetically.",
        {"A": "", "B": ""},
        {},
    ),
    Example(
        "Only something else",
        "Line 37 is on no card, so alone it gives no places.",
        {"A": "", "B": ""},
        {},
        avoid=("something_else",),
    ),
    Example(
        "Something else among five",
        "The other four are weighed as four; weighed as five with a gap, A would be first.",
        {"A": "0 2 0 0", "B": "1 0 0 0"},
        {"B": 1, "A": 2},
        avoid=("weight_gain", "something_else", "restlessness", "tremor", "dry_mouth"),
    ),
    Example(
        "Something else that would help",
        "It is carried along to ask about and moves nothing.",
        {"A": "1", "B": "0"},
        {"B": 1, "A": 2},
        avoid=FIVE[:1],
        helpful=("something_else",),
        behind={"A": ("B",)},
    ),
)


def all_examples() -> tuple[Example, ...]:
    """Return every named example, in the order of the sheet."""
    # The others import Example from here, so they can only be fetched once it exists.
    from tests.examples_helpful import HELPFUL
    from tests.examples_unknown import UNKNOWN

    return (WORKED, *ORDER, *UNKNOWN, *HELPFUL, *SOMETHING_ELSE_TOO)


if __name__ == "__main__":
    import sys

    from tests.sheet import examples_sheet

    sys.stdout.write(examples_sheet())
