"""Which avoidances describe one harm twice over, so that it counts more than once.

Rule: docs/matching.md, "Overlap".
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from .wishes import Wishes

OVERLAP_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sleepiness": (
            "daytime_sleepiness",
            "sleeping_late",
            "evening_sleepiness",
            "tiredness",
        ),
        "sex": ("less_sex_drive", "erection_difficulty", "orgasm_difficulty"),
        "periods": ("periods_stopping", "irregular_periods"),
        "movement": (
            "slowed_movements",
            "stiff_muscles",
            "muscle_spasms",
            "restlessness",
            "restless_body_parts",
            "abnormal_movements",
            "tremor",
        ),
    }
)
"""Group to the effect codes in it; an effect is in one group at most."""


class Overlap(NamedTuple):
    """Two or more avoidances of one group.

    group    sleepiness, sex, periods or movement
    effects  the avoidances of that group, in the person's order
    """

    group: str
    effects: tuple[str, ...]


def overlaps(wishes: Wishes) -> tuple[Overlap, ...]:
    """Return each group that holds two or more of the person's avoidances."""
    chosen = [Overlap(group, _among(wishes, lines)) for group, lines in OVERLAP_GROUPS.items()]
    return tuple(overlap for overlap in chosen if len(overlap.effects) > 1)


def _among(wishes: Wishes, effects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(effect for effect in wishes.avoid if effect in effects)
