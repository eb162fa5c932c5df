"""What is known of each medicine, and the same prepared so that ranking it again is fast.

Rule: docs/matching.md, "Levels".
"""

import struct
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, Self, TypeVar

Level = int | None
"""0 none known, 1 to 3 for + to +++, and None for not known, which is never 0."""

HIGHEST = 3
"""The level of +++."""

_LANE = 64
_UNKNOWN = 1 << 40
_LAST = 1 << 63


@dataclass(frozen=True, slots=True)
class Profile:
    """All levels of one medicine.

    code    the medicine's code; medicines stand alphabetically by it
    levels  effect code to level: 0 none known, 1 to 3 for + to +++, None for not known
    strong  (worked out) the effects at +++, in the order of `levels`

    Raises ValueError for a level that is anything else.
    """

    code: str
    levels: Mapping[str, Level] = field(hash=False)
    strong: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep a copy that nobody can change, and refuse a level that is not one."""
        for effect, level in self.levels.items():
            if level is not None and (type(level) is not int or not 0 <= level <= HIGHEST):
                raise ValueError(
                    f"The level of '{effect}' for '{self.code}' is {level!r}; "
                    f"a level is 0, 1, 2, 3 or not known."
                )
        object.__setattr__(self, "levels", MappingProxyType(dict(self.levels)))
        strong = (effect for effect, level in self.levels.items() if level == HIGHEST)
        object.__setattr__(self, "strong", tuple(strong))

    def level(self, effect: str) -> Level:
        """Return the level of one effect; ValueError when the profile does not have it at all."""
        try:
            return self.levels[effect]
        except KeyError:
            raise ValueError(
                f"'{effect}' is not a side effect on the cards: '{self.code}' has no line for it."
            ) from None


class Column(NamedTuple):
    """One effect over all medicines, packed (see `Profiles`).

    losses   the level, or 3 and one unknown where it is not known
    lacking  3 minus the level, or 3 where it is not known
    unknown  one unknown where it is not known
    """

    losses: int
    lacking: int
    unknown: int


Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(dict[Key, Value]):
    """What was worked out for each key when it was first asked for."""

    def __init__(self, work_out: Callable[[Key], Value]) -> None:
        """Keep what this function returns."""
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Key) -> Value:
        """Work it out once."""
        value = self[key] = self._work_out(key)
        return value


class Profiles:
    """Many profiles, prepared once, so that ranking a pinned release again costs microseconds.

    The medicines stand alphabetically by code and are numbered from 0. A *packed* column is one
    whole number with 64 bits for each medicine, so that `137 * column` multiplies every
    medicine's value at once and stays exact. The 64 bits of a medicine hold, from below:

    its number       so that equal scores sort alphabetically
    its score        up to bit 39; room for thousands of helpful effects
    what is unknown  from bit 40: how much weight its unknown levels carry
    last             bit 63: it is not placed and sorts after all that are

    columns          packed column of each effect code; ValueError when a profile has no such line
    weighted_losses  packed losses of an effect code times a weight

    Never changes once made; both are worked out when first asked for and then kept.
    Raises ValueError when a medicine stands in it twice.
    """

    __slots__ = (
        "_mask",
        "_numbers",
        "_ones",
        "_starts",
        "_struct",
        "by_code",
        "codes",
        "columns",
        "number_mask",
        "weighted_losses",
    )

    def __init__(self, profiles: Iterable[Profile]) -> None:
        """Sort the profiles by code and number them."""
        ordered = sorted(profiles, key=lambda profile: profile.code)
        count = len(ordered)
        self.codes: tuple[str, ...] = tuple(profile.code for profile in ordered)
        self.by_code: Mapping[str, Profile] = MappingProxyType({p.code: p for p in ordered})
        _check_no_repeat(self.codes)
        self.columns: Mapping[str, Column] = Kept(self._column)
        self.weighted_losses: Mapping[tuple[str, int], int] = Kept(self._weighted_losses)
        self._starts: Mapping[int, int] = Kept(self._start)
        self.number_mask = (1 << count.bit_length()) - 1
        self._struct = struct.Struct(f"<{count}Q")
        self._numbers = self._packed(range(count))
        self._ones = self._packed([1] * count)
        self._mask = self._ones * (_LAST | _UNKNOWN - 1)

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Self:
        """Return the collection itself when it is one already, else a new one."""
        return profiles if isinstance(profiles, cls) else cls(profiles)

    def __iter__(self) -> Iterator[Profile]:
        """Go through the profiles, alphabetically by code."""
        return iter(self.by_code.values())

    def __len__(self) -> int:
        """Return how many medicines there are."""
        return len(self.codes)

    def __getitem__(self, code: str) -> Profile:
        """Return one medicine's profile; KeyError when it is not here."""
        return self.by_code[code]

    def sorted_keys(self, scores: int, unknown_at_most: int) -> tuple[list[int], list[int]]:
        """Return the keys of the placed medicines in order, and those of the others.

        A key holds the score and, under `number_mask`, the medicine's number.
        unknown_at_most  how much unknown weight a placed medicine may have
        """
        filled = scores + self._starts[unknown_at_most]
        keys = sorted(
            self._struct.unpack((filled & self._mask).to_bytes(self._struct.size, "little"))
        )
        first_apart = bisect_left(keys, _LAST)
        return keys[:first_apart], keys[first_apart:]

    def _start(self, unknown_at_most: int) -> int:
        # Filled up so that one more than may be unknown carries over into the last bit.
        return self._numbers + self._ones * (_LAST - _UNKNOWN * (unknown_at_most + 1))

    def _column(self, effect: str) -> Column:
        levels = [profile.level(effect) for profile in self]
        above_number = self.number_mask + 1
        unknown = self._packed(_UNKNOWN if level is None else 0 for level in levels)
        losses = self._packed(HIGHEST if level is None else level for level in levels)
        lacking = self._packed(HIGHEST - (level or 0) for level in levels)
        return Column(above_number * losses + unknown, above_number * lacking, unknown)

    def _weighted_losses(self, wish: tuple[str, int]) -> int:
        effect, weight = wish
        return weight * self.columns[effect].losses

    def _packed(self, values: Iterable[int]) -> int:
        return int.from_bytes(self._struct.pack(*values), "little")


def _check_no_repeat(codes: tuple[str, ...]) -> None:
    for code, following in pairwise(codes):
        if code == following:
            raise ValueError(f"'{code}' stands in the list of medicines more than once.")
