"""Many people's orders at once, in whole-number matrix arithmetic: the same places as `rank`.

Rule: docs/matching.md, "Many at once". It answers which past conversations would look different
after a card changes. Works through the rows in pieces, so that a longer history takes no more
memory than its own numbers and the answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from .layout import Layout, layout_for
from .profiles import HIGHEST, Profile, Profiles
from .weights import total_weight, whole_weights
from .wishes import AVOIDANCES_AT_MOST, Wishes

Rows = NDArray[np.int16]
Numbers = NDArray[np.unsignedinteger]

_NONE = -1

# People grouped at a time, and people whose keys are worked out at a time (half a megabyte).
_PART = 65_536
_PIECE = 4_096


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


class _Tables(NamedTuple):
    """One row per effect of a wish table, one column per medicine; 3 and 1 where not known."""

    losses: Numbers
    lacking: Numbers
    unknown: Numbers


class _Group(NamedTuple):
    """The rows with so many avoidances and so many helpful effects: they share one arithmetic."""

    rows: NDArray[np.intp]
    avoid: int
    helpful: int


class _Parts(NamedTuple):
    """What one group adds up: per avoidance and per helpful effect a table, and a start."""

    avoid: list[Numbers]
    helpful: list[Numbers]
    start: Numbers
    layout: Layout


def rank_many(
    profiles: Iterable[Profile], wishes: WishTable | Iterable[Wishes]
) -> NDArray[np.unsignedinteger]:
    """Return the place of every medicine for each person's wishes; 0 for no place.

    One row per person, one column per medicine, alphabetically by code as in `Profiles.codes`.
    Raises ValueError for a wish that a profile does not have at all.
    """
    prepared, table = Profiles.of(profiles), WishTable.of(wishes)
    tables = _tables(prepared, table)
    dtype = np.min_scalar_type(len(prepared))
    places = np.zeros((len(table), len(prepared)), dtype=dtype)
    for start, part in table.parts(_PART):
        for group in _groups(part):
            parts = _parts(tables, group)
            for rows in _pieces(group.rows):
                places[start + rows] = _places(_sorted_keys(part, rows, parts), parts.layout)
    return places


def which_changed(
    before: Iterable[Profile], after: Iterable[Profile], wishes: WishTable | Iterable[Wishes]
) -> NDArray[np.intp]:
    """Return the rows whose places differ between two releases, upwards.

    Only medicines in both releases are looked at, numbered among themselves: one that is added
    or taken out never reorders the others, and everybody would see it.
    Raises ValueError for a wish that a profile does not have at all.
    """
    old, new = _in_both(Profiles.of(before), Profiles.of(after))
    table = WishTable.of(wishes)
    old_tables, new_tables = _tables(old, table), _tables(new, table)
    touched = _touched(old_tables, new_tables)
    found = [np.empty(0, dtype=np.intp)]
    for start, part in table.parts(_PART):
        for group in _groups(part, part.rows_with(touched)):
            was, now = _parts(old_tables, group), _parts(new_tables, group)
            found += [start + rows for rows in _changed_rows(part, group, was, now)]
    return np.sort(np.concatenate(found))


def _changed_rows(
    table: WishTable, group: _Group, was: _Parts, now: _Parts
) -> Iterator[NDArray[np.intp]]:
    for rows in _pieces(group.rows):
        before, after = _sorted_keys(table, rows, was), _sorted_keys(table, rows, now)
        yield rows[_differ(before, after, was.layout)]


def _in_both(old: Profiles, new: Profiles) -> tuple[Profiles, Profiles]:
    if old.codes == new.codes:
        return old, new
    kept = set(old.codes) & set(new.codes)
    return (
        Profiles(profile for profile in old if profile.code in kept),
        Profiles(profile for profile in new if profile.code in kept),
    )


def _tables(profiles: Profiles, table: WishTable) -> _Tables:
    shape = (len(table.effects), len(profiles))
    levels = np.zeros(shape, dtype=np.uint64)
    unknown = np.zeros(shape, dtype=np.uint64)
    for row in table.effects_in_use():
        column = [profile.level(table.effects[row]) for profile in profiles]
        unknown[row] = [level is None for level in column]
        levels[row] = [level or 0 for level in column]
    return _Tables(levels + HIGHEST * unknown, HIGHEST - levels, unknown)


def _touched(old: _Tables, new: _Tables) -> NDArray[np.bool_]:
    return _any_in_row((old.losses != new.losses) | (old.unknown != new.unknown))


def _groups(table: WishTable, chosen: NDArray[np.bool_] | None = None) -> Iterator[_Group]:
    avoid, helpful = table.counts()
    width = table.helpful.shape[1] + 1
    kinds = avoid * width + helpful
    if chosen is not None:
        kinds *= chosen
    # Kind 0 wishes nothing, or nothing that was chosen: nobody has a place.
    counts = np.bincount(kinds)
    counts[0] = 0
    for kind in np.flatnonzero(counts).tolist():
        yield _Group(np.flatnonzero(kinds == kind), *divmod(kind, width))


def _pieces(rows: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    for start in range(0, len(rows), _PIECE):
        yield rows[start : start + _PIECE]


def _parts(tables: _Tables, group: _Group) -> _Parts:
    layout = layout_for(group.avoid, group.helpful, tables.losses.shape[1])
    weights = whole_weights(max(group.avoid, 1))
    step = HIGHEST * group.helpful if group.avoid and group.helpful else 1
    marked = (tables.losses << layout.number_bits) + (tables.unknown << layout.unknown_from)
    lacking = tables.lacking << layout.number_bits
    at_most = step * total_weight(group.avoid) // 2
    if not group.avoid:
        lacking, at_most = lacking + (tables.unknown << layout.unknown_from), group.helpful - 1
    fill = layout.last - ((at_most + 1) << layout.unknown_from)
    dtype = np.uint32 if layout.last_bit < 32 else np.uint64
    return _Parts(
        [(marked * (step * weight)).astype(dtype) for weight in weights[: group.avoid]],
        [(lacking * weights[-1]).astype(dtype)] * group.helpful,
        (np.arange(marked.shape[1]) + fill).astype(dtype),
        layout,
    )


def _sorted_keys(table: WishTable, rows: NDArray[np.intp], parts: _Parts) -> Numbers:
    keys = np.tile(parts.start, (len(rows), 1))
    chosen = np.empty_like(keys)
    for wishes, summands in ((table.avoid, parts.avoid), (table.helpful, parts.helpful)):
        for position, summand in enumerate(summands):
            # Indices were checked when the table was made; "clip" spares a second check.
            np.take(summand, wishes[rows, position], axis=0, out=chosen, mode="clip")
            keys += chosen
    layout = parts.layout
    keys &= layout.kept
    keys.sort(axis=1)
    return keys


def _new_score(keys: Numbers, layout: Layout) -> NDArray[np.bool_]:
    """Return where a key's score differs from the one before it; the first always does."""
    scores = keys >> layout.number_bits
    found = np.ones(keys.shape, dtype=np.bool_)
    np.not_equal(scores[:, 1:], scores[:, :-1], out=found[:, 1:])
    return found


def _places(keys: Numbers, layout: Layout) -> NDArray[np.uint32]:
    medicines = keys.shape[1]
    positions = np.arange(1, medicines + 1, dtype=np.min_scalar_type(medicines))
    by_order = np.maximum.accumulate(_new_score(keys, layout) * positions, axis=1)
    by_order *= keys < layout.last
    # Sorted once more, by medicine number with the place below it: faster than moving each.
    by_number = ((keys & layout.number_mask) << layout.number_bits).astype(np.uint32)
    by_number |= by_order
    by_number.sort(axis=1)
    by_number &= np.uint32(layout.number_mask)
    return by_number


def _differ(was: Numbers, now: Numbers, layout: Layout) -> NDArray[np.bool_]:
    # Places are the same exactly when the same medicines are placed, follow each other and have
    # the same ties. The order among those without a place means nothing.
    differs = ((was ^ now) & (layout.number_mask | layout.last)).astype(np.bool_)
    differs |= _new_score(was, layout) != _new_score(now, layout)
    differs &= np.minimum(was, now) < layout.last
    return _any_in_row(differs)


def _counts(rows: Rows) -> NDArray[np.intp]:
    # Column by column: ten times as fast as adding along such short rows.
    counts = np.zeros(len(rows), dtype=np.intp)
    for column in rows.T:
        counts += column >= 0
    return counts


def _any_in_row(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which rows hold at least one mark."""
    return np.asarray(marks.any(axis=1))


def _rows(people: Sequence[Sequence[str]], number: dict[str, int], width: int) -> Rows:
    rows = np.full((len(people), width), _NONE, dtype=np.int16)
    for row, effects in zip(rows, people, strict=True):
        row[: len(effects)] = [number[effect] for effect in effects]
    return rows
