"""The matching core against plain numpy: one person, all weighings, a million conversations."""

from collections.abc import Callable
from itertools import cycle
from random import Random

import numpy as np
from numpy.typing import NDArray

from consultations.matching import (
    Profile,
    Profiles,
    Wishes,
    WishTable,
    rank,
    rank_many,
    results,
    shares,
    which_changed,
)
from consultations.matching.shares import draws
from tests.benchmarks.measure import Row, interleaved

EFFECTS = tuple(f"effect_{number:02}" for number in range(36))
WEIGHTS = np.array([137, 77, 47, 27, 12])
CONVERSATIONS = 1_000_000
PIECE = 8_192

Levels = NDArray[np.int64]


def rows() -> list[Row]:
    """Measure rows 1, 2 and 3: one person, shares, and a whole history."""
    return [*one_person(), one_person_closely(), all_weighings(), *many()]


def release(seed: int, medicines: int = 30) -> Profiles:
    """Return medicines by chance, one level in five not known."""
    random = Random(seed)
    return Profiles(
        Profile(
            f"medicine_{number:02}",
            {effect: random.choice((0, 1, 2, 3, None)) for effect in EFFECTS},
        )
        for number in range(medicines)
    )


def people(helpful: int, count: int = 50) -> list[Wishes]:
    """Return wishes by chance: five avoidances and so many helpful effects."""
    random = Random(3)
    drawn = [random.sample(EFFECTS, 5 + helpful) for _ in range(count)]
    return [Wishes(tuple(effects[:5]), tuple(effects[5:])) for effects in drawn]


def levels(profiles: Profiles) -> Levels:
    """Return effects by medicines, 3 where not known."""
    column = [[profile.levels[effect] for profile in profiles] for effect in EFFECTS]
    return np.array([[3 if level is None else level for level in row] for row in column])


def one_person() -> list[Row]:
    """Measure the order alone, with and without helpful effects."""
    profiles = release(1)
    plain, index = levels(profiles), {effect: row for row, effect in enumerate(EFFECTS)}
    five, seven = cycle(people(0)), cycle(people(2))

    def numpy_order() -> object:
        chosen = [index[effect] for effect in next(five).avoid]
        return np.argsort(WEIGHTS @ plain[chosen], kind="stable")

    def numpy_helpful() -> object:
        wishes = next(seven)
        avoid = [index[effect] for effect in wishes.avoid]
        helpful = [index[effect] for effect in wishes.helpful]
        scores = 6 * (WEIGHTS @ plain[avoid]) - WEIGHTS[-1] * plain[helpful].sum(axis=0)
        return np.argsort(scores, kind="stable")

    works: dict[str, Callable[[], object]] = {
        "order": lambda: rank(profiles, next(five)),
        "order limit": numpy_order,
        "helpful": lambda: rank(profiles, next(seven)),
        "helpful limit": numpy_helpful,
    }
    took = interleaved(works, rounds=60, repeats=500)
    work = "places of 30 medicines for one person, exact ties, those not placed apart"
    limit = "numpy: look up the columns, weighted sum, stable argsort"
    return [
        Row(work, took["order"], limit, took["order limit"], 2),
        Row(f"{work}; two helpful effects", took["helpful"], limit, took["helpful limit"], 2),
    ]


def one_person_closely() -> Row:
    """Measure everything the page says of 30 medicines against one millisecond."""
    profiles, seven = release(1), cycle(people(2))
    took = interleaved(
        {"closely": lambda: results(rank(profiles, next(seven)))}, rounds=60, repeats=20
    )
    return Row(
        "the same with all reasons, what holds however weighed, and unknown ranges",
        took["closely"],
        "one millisecond",
        1e-3,
        1,
    )


def all_weighings() -> Row:
    """Measure first and first-three shares against numpy's first alone."""
    profiles, five = release(1), cycle(people(0))
    plain, index = levels(profiles), {effect: row for row, effect in enumerate(EFFECTS)}
    drawn = np.ascontiguousarray(draws(5).T)

    def numpy_first() -> object:
        chosen = plain[[index[effect] for effect in next(five).avoid]].astype(np.float64)
        return np.bincount((drawn @ chosen).argmin(axis=1), minlength=len(profiles))

    works: dict[str, Callable[[], object]] = {
        "shares": lambda: shares(rank(profiles, next(five))),
        "limit": numpy_first,
    }
    took = interleaved(works, rounds=60, repeats=10)
    return Row(
        "shares of being first and in the first three over 10,000 weighings, joint places counted",
        took["shares"],
        "numpy: who is first, stored draws, no ties",
        took["limit"],
        1.5,
    )


def many() -> list[Row]:
    """Measure a million conversations: all places, and whose places change."""
    before, after = release(1), release(2)
    one_card = Profiles(after[its.code] if its.code == "medicine_07" else its for its in before)
    avoid = np.random.default_rng(5).random((CONVERSATIONS, len(EFFECTS)), np.float32)
    history = np.argpartition(avoid, 5, axis=1)[:, :5].astype(np.int16)
    table = WishTable(EFFECTS, history, np.empty((CONVERSATIONS, 0), dtype=np.int16))
    works: dict[str, Callable[[], object]] = {
        "places": lambda: rank_many(before, table),
        "sort": lambda: [len(keys) for keys in numpy_keys(before, history)],
        "changed": lambda: which_changed(before, after, table),
        "one card": lambda: which_changed(before, one_card, table),
        "compare": lambda: numpy_changed(before, after, history),
    }
    took = interleaved(works, rounds=5)
    sort = "numpy: gather of small losses, packed sort, no unknowns, places not worked out"
    compare = "numpy: the same twice, and compare"
    return [
        Row("places for 1,000,000 conversations", took["places"], sort, took["sort"], 2.5),
        Row(
            "which of 1,000,000 conversations change when every card changes",
            took["changed"],
            compare,
            took["compare"],
            2.5,
        ),
        Row("the same when one card changes", took["one card"], compare, took["compare"], 2.5),
    ]


def numpy_keys(profiles: Profiles, history: NDArray[np.int16]) -> list[NDArray[np.uint16]]:
    """Return the sorted keys of all conversations, in pieces."""
    losses, weights = levels(profiles).astype(np.uint8), WEIGHTS.astype(np.uint16)
    numbers = np.arange(len(profiles), dtype=np.uint16)
    pieces: list[NDArray[np.uint16]] = []
    for start in range(0, len(history), PIECE):
        wished = history[start : start + PIECE]
        scores = np.zeros((len(wished), len(profiles)), dtype=np.uint16)
        for position, weight in enumerate(weights):
            scores += losses[wished[:, position]] * weight
        scores <<= 5
        scores |= numbers
        scores.sort(axis=1)
        pieces.append(scores)
    return pieces


def numpy_changed(before: Profiles, after: Profiles, history: NDArray[np.int16]) -> int:
    """Count the conversations whose order of medicines differs."""
    return sum(
        int(((was ^ now) & 31).any(axis=1).sum())
        for was, now in zip(numpy_keys(before, history), numpy_keys(after, history), strict=True)
    )
