"""What a change of cards does to many people's orders: pure arithmetic over their wishes.

Places are those of the comparison: among the medicines that are open to choice, and for one that
stands apart the place that it would have among them. By the independence law of docs/matching.md
that is a recount: from its place among all are taken those before it that stand apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consultations.matching import Profiles, WishTable, rank_many

FIRST_THREE = 3

Places = NDArray[np.int16]
Rows = NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """The cards of one moment, as many people's orders need them.

    profiles   all medicines but withdrawn ones, which nobody is offered
    apart      codes that have conditions or cannot be had: they stand beside the order
    """

    profiles: Profiles
    apart: frozenset[str]


@dataclass(frozen=True, eq=False)
class Both:
    """Everybody's places before and after; a column for each of `codes`, 0 for no place.

    A medicine that one side does not have has no place there.
    """

    codes: tuple[str, ...]
    is_open: tuple[Rows, Rows]
    places: tuple[Places, Places]

    def first(self, upto: int = 1) -> Rows:
        """Return for whom the first places, up to a number, are held by others."""
        before, after = (
            np.where((places > 0) & (places <= upto) & is_open, places, 0)
            for places, is_open in zip(self.places, self.is_open, strict=True)
        )
        return np.asarray((before != after).any(axis=1))

    def leading(self, side: int, row: int, upto: int = FIRST_THREE) -> tuple[str, ...]:
        """Return who holds somebody's first places on one side, in their order."""
        places, is_open = self.places[side][row], self.is_open[side]
        found = np.flatnonzero((places > 0) & (places <= upto) & is_open)
        return tuple(
            self.codes[number] for number in found[np.argsort(places[found], kind="stable")]
        )

    def of(self, medicines: NDArray[np.intp]) -> Rows:
        """Return for whom one medicine, a column for each person, stands elsewhere; -1 for none."""
        rows = np.arange(len(medicines))
        before, after = (places[rows, medicines] for places in self.places)
        return np.asarray((before != after) & (medicines >= 0))


def codes_of(before: Side, after: Side) -> tuple[str, ...]:
    """Return the medicines of both sides, alphabetically."""
    return tuple(sorted({*before.profiles.codes, *after.profiles.codes}))


def both(before: Side, after: Side, table: WishTable) -> Both:
    """Work out everybody's places before and after."""
    codes = codes_of(before, after)
    return Both(
        codes,
        (_open(before, codes), _open(after, codes)),
        (_places(before, table, codes), _places(after, table, codes)),
    )


def may_differ(before: Side, after: Side, table: WishTable) -> Rows:
    """Return whose places can differ at all, so that the others need not be worked out.

    Everybody's can when a medicine comes, goes or moves apart; else theirs whose wishes name a
    side effect of which some medicine has another level.
    """
    if before.profiles.codes != after.profiles.codes or before.apart != after.apart:
        return np.ones(len(table), dtype=np.bool_)
    pairs = [(its, after.profiles[its.code]) for its in before.profiles]
    changed = [(old, new) for old, new in pairs if old != new]
    moved = [
        any(old.level(effect) != new.level(effect) for old, new in changed)
        for effect in table.effects
    ]
    return table.rows_with(np.array(moved, dtype=np.bool_))


def _open(side: Side, codes: tuple[str, ...]) -> Rows:
    """Return which columns are open to choice."""
    here = {*side.profiles.codes} - side.apart
    return np.array([code in here for code in codes], dtype=np.bool_)


def _places(side: Side, table: WishTable, codes: tuple[str, ...]) -> Places:
    """Return the places of one side in the columns of both."""
    if not side.profiles.codes:
        return np.zeros((len(table), len(codes)), dtype=np.int16)
    ranked = rank_many(side.profiles, table).astype(np.int16)
    recounted = ranked.copy()
    for number, code in enumerate(side.profiles.codes):
        if code in side.apart:
            beside = ranked[:, [number]]
            recounted -= (beside > 0) & (beside < ranked)
    places = np.zeros((len(table), len(codes)), dtype=np.int16)
    places[:, [codes.index(code) for code in side.profiles.codes]] = recounted
    return places
