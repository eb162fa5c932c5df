"""Many people's wishes as numbers, as a history is read from a database or kept in memory.

Rule: docs/matching.md, "Many at once".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .wishes import AVOIDANCES_AT_MOST, Wishes

Rows = NDArray[np.int16]

_NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class WishTable:
    """One row per person; line 37 is left out, as it takes no part.

    effects  effect codes; a number in the table is a position in this tuple, from 0
    avoid    per person the numbers of the avoidances, in order, then -1 up to the width (5)
    helpful  per person the numbers of the helpful effects, then -1 up to the width

    Raises ValueError for a number that is no position, or one that follows a -1.
    """

    effects: tuple[str, ...]
    avoid: Rows
    helpful: Rows

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing, once for the whole table."""
        for rows in (self.avoid, self.helpful):
            if rows.size and not _NONE <= rows.min() <= rows.max() < len(self.effects):
                raise ValueError("A wish table holds a number that stands for no side effect.")
            if ((rows[:, :-1] < 0) & (rows[:, 1:] >= 0)).any():
                raise ValueError("A wish table has a gap before the end of a person's wishes.")
        if len(self.avoid) != len(self.helpful):
            raise ValueError("A wish table needs both kinds of wishes for every person.")

    @classmethod
    def of(cls, wishes: "WishTable | Iterable[Wishes]") -> "WishTable":
        """Return the table itself when it is one already, else one made of these wishes."""
        return wishes if isinstance(wishes, WishTable) else cls.from_wishes(wishes)

    @classmethod
    def from_wishes(cls, wishes: Iterable[Wishes]) -> Self:
        """Make a table of many people's wishes, in their order."""
        everyone = list(wishes)
        avoid = [person.compared_avoid for person in everyone]
        helpful = [person.compared_helpful for person in everyone]
        effects = tuple(dict.fromkeys(chain.from_iterable(chain(avoid, helpful))))
        number = {effect: position for position, effect in enumerate(effects)}
        width = max(map(len, helpful), default=0)
        return cls(effects, _rows(avoid, number, AVOIDANCES_AT_MOST), _rows(helpful, number, width))

    def __len__(self) -> int:
        """Return how many people there are."""
        return len(self.avoid)

    def parts(self, size: int) -> "Iterator[tuple[int, WishTable]]":
        """Go through the table `size` people at a time: where each part starts, and the part."""
        for start in range(0, len(self), size):
            rows = slice(start, start + size)
            yield start, WishTable(self.effects, self.avoid[rows], self.helpful[rows])

    def effects_in_use(self) -> list[int]:
        """Return the numbers of the effects that somebody wishes, upwards."""
        used = np.zeros(len(self.effects) + 1, dtype=np.bool_)
        used[self.avoid] = True
        used[self.helpful] = True
        return np.flatnonzero(used[:_NONE]).tolist()

    def rows_with(self, effects: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which people wish at least one of the marked effects."""
        marked = np.append(effects, False)
        found = np.zeros(len(self), dtype=np.bool_)
        for column in chain(self.avoid.T, self.helpful.T):
            found |= marked[column]
        return found

    def counts(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return how many avoidances and how many helpful effects each person has."""
        return _counts(self.avoid), _counts(self.helpful)


def _counts(rows: Rows) -> NDArray[np.intp]:
    # Column by column: ten times as fast as adding along such short rows.
    counts = np.zeros(len(rows), dtype=np.intp)
    for column in rows.T:
        counts += column >= 0
    return counts


def any_in_row(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which rows hold at least one mark."""
    return np.asarray(marks.any(axis=1))


def _rows(people: Sequence[Sequence[str]], number: dict[str, int], width: int) -> Rows:
    rows = np.full((len(people), width), _NONE, dtype=np.int16)
    for row, effects in zip(rows, people, strict=True):
        row[: len(effects)] = [number[effect] for effect in effects]
    return rows
