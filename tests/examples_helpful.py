"""Named examples with helpful effects: at most one step off the last avoidance."""

from tests.examples import FIVE, Example

SLEEP = ("evening_sleepiness",)
SLEEP_AND_WEIGHT = ("evening_sleepiness", "weight_loss")

HELPFUL = (
    Example(
        "A helpful effect makes up for one step",
        "+++ of what helps takes A from ++ to as good as +, level with B.",
        {"A": "2 3", "B": "1 0", "C": "3 3"},
        {"A": 1, "B": 1, "C": 3},
        avoid=FIVE[:1],
        helpful=SLEEP,
        behind={"C": ("A", "B")},
    ),
    Example(
        "It never makes up for two steps",
        "B with none of either stays before A.",
        {"A": "2 3", "B": "0 0"},
        {"B": 1, "A": 2},
        avoid=FIVE[:1],
        helpful=SLEEP,
        behind={"A": ("B",)},
    ),
    Example(
        "It touches only the last of the avoidances",
        "What helps is level with one sign on the second wish, and cannot reach C.",
        {"A": "1 3 3", "B": "1 2 0", "C": "0 3 0"},
        {"C": 1, "A": 2, "B": 2},
        avoid=FIVE[:2],
        helpful=SLEEP,
        behind={"A": ("C",), "B": ("C",)},
    ),
    Example(
        "Two helpful effects share the one step",
        "A brings one of the two and makes up half a step; B brings both.",
        {"A": "1 3 0", "B": "1 3 3", "C": "0 0 0"},
        {"B": 1, "C": 1, "A": 3},
        avoid=FIVE[:1],
        helpful=SLEEP_AND_WEIGHT,
        behind={"A": ("B", "C")},
    ),
    Example(
        "A helpful effect that is not known brings nothing",
        "A is level with B, of which it is known that it does not help.",
        {"A": "1 ?", "B": "1 0", "C": "1 1"},
        {"C": 1, "A": 2, "B": 2},
        avoid=FIVE[:1],
        helpful=SLEEP,
        behind={"A": ("C",), "B": ("C",)},
        maybe_behind={"A": ("C",)},
    ),
    Example(
        "The same help from every medicine changes nothing",
        "A stays before B as it would without the helpful effect.",
        {"A": "1 2", "B": "2 2"},
        {"A": 1, "B": 2},
        avoid=FIVE[:1],
        helpful=SLEEP,
        behind={"B": ("A",)},
    ),
    Example(
        "Only a helpful effect",
        "More of what helps comes first; of D it is not known.",
        {"A": "3", "B": "1", "C": "0", "D": "?"},
        {"A": 1, "B": 2, "C": 3},
        helpful=SLEEP,
        not_placed=("D",),
        behind={"B": ("A",), "C": ("A", "B")},
    ),
    Example(
        "Only helpful effects, half of them not known",
        "A is placed by the one that is known; of C neither is known.",
        {"A": "? 3", "B": "2 2", "C": "? ?", "D": "1 1"},
        {"B": 1, "A": 2, "D": 3},
        helpful=SLEEP_AND_WEIGHT,
        not_placed=("C",),
        behind={"A": ("B",), "D": ("B", "A")},
        maybe_behind={"A": ("B",)},
    ),
)
