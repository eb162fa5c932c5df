"""What matters to one person, as one frozen value: what to avoid, in order, and what would help.

Rule: docs/matching.md, "Wishes".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

AVOIDANCES_AT_MOST = 5
"""How many effects one person may choose to avoid."""

SOMETHING_ELSE = "something_else"
"""Line 37 of the checklist, in the person's own words: carried along, never compared."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person wants of a medicine.

    avoid    effect codes, in order: the first is the one the person most wants to avoid; 0 to 5
    helpful  effect codes that would help the person, in any number; their order means nothing

    Two more are worked out, for the comparison: the same without line 37.

    compared_avoid    the avoidances that take part, in order
    compared_helpful  the helpful effects that take part

    Raises ValueError, in one sentence, for a sixth avoidance, a repeat, or an effect in both lists.
    """

    avoid: tuple[str, ...] = ()
    helpful: tuple[str, ...] = ()
    compared_avoid: tuple[str, ...] = field(init=False, repr=False, compare=False)
    compared_helpful: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Freeze both lists and refuse what the rule has no meaning for."""
        self._set("avoid", _codes(self.avoid))
        self._set("helpful", _codes(self.helpful))
        _check(self.avoid, self.helpful)
        self._set("compared_avoid", _on_the_cards(self.avoid))
        self._set("compared_helpful", _on_the_cards(self.helpful))

    def _set(self, name: str, codes: tuple[str, ...]) -> None:
        object.__setattr__(self, name, codes)

    @property
    def are_comparable(self) -> bool:
        """Whether there is anything to compare medicines by; line 37 alone is not."""
        return bool(self.compared_avoid or self.compared_helpful)

    @property
    def has_something_else(self) -> bool:
        """Whether line 37 is among the wishes, to be asked about with every medicine."""
        return SOMETHING_ELSE in self.avoid or SOMETHING_ELSE in self.helpful


def _codes(effects: Iterable[str]) -> tuple[str, ...]:
    # A lone string would be taken apart into letters: the commonest slip of a caller.
    if isinstance(effects, str):
        raise ValueError(f"Side effects come as a list, not as the one word '{effects}'.")
    codes = tuple(effects)
    for code in codes:
        if not isinstance(code, str) or not code:
            raise ValueError(f"{code!r} is not the code of a side effect.")
    return codes


def _check(avoid: tuple[str, ...], helpful: tuple[str, ...]) -> None:
    if len(avoid) > AVOIDANCES_AT_MOST:
        raise ValueError(
            f"At most {AVOIDANCES_AT_MOST} side effects can be avoided; {len(avoid)} were chosen."
        )
    _check_repeats(avoid, "avoid")
    _check_repeats(helpful, "find helpful")
    for effect in avoid:
        if effect in helpful:
            raise ValueError(f"'{effect}' cannot be both avoided and helpful.")


def _check_repeats(effects: tuple[str, ...], verb: str) -> None:
    for position, effect in enumerate(effects):
        if effect in effects[:position]:
            raise ValueError(f"'{effect}' is chosen more than once to {verb}.")


def _on_the_cards(effects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(effect for effect in effects if effect != SOMETHING_ELSE)
