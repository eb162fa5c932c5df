"""The rule written a second time, slowly and without a line of the core, to compare against.

Works on plain dictionaries: medicine to effect to level (0 to 3, None for not known), and two lists
of effect codes without line 37. Everything is a Fraction, and "however weighed" is asked of the
extreme weightings themselves: all weight spread evenly over the first k wishes.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

Levels = Mapping[str, int | None]


def extreme_weightings(count: int) -> list[list[Fraction]]:
    """Return the corners of all weightings that respect an order of `count` wishes."""
    return [[Fraction(j < k, k) for j in range(count)] for k in range(1, count + 1)]


def centroid(count: int) -> list[Fraction]:
    """Return the mean of the corners."""
    corners = extreme_weightings(count)
    return [sum(corner[j] for corner in corners) / Fraction(count) for j in range(count)]


def losses(levels: Levels, avoid: Sequence[str], helpful: Sequence[str]) -> list[Fraction]:
    """Return the losses of one medicine, cautiously where something is not known."""
    bring = [Fraction(levels[h] or 0, 3) for h in helpful]
    mean = sum(bring) / Fraction(len(bring)) if bring else Fraction(0)
    if not avoid:
        return [1 - mean]
    out = [Fraction(3 if levels[a] is None else levels[a] or 0, 3) for a in avoid]
    out[-1] = out[-1] - mean / 3
    return out


def score(levels: Levels, avoid: Sequence[str], helpful: Sequence[str]) -> Fraction:
    """Return the score of one medicine."""
    row = losses(levels, avoid, helpful)
    return sum((w * x for w, x in zip(centroid(len(row)), row, strict=True)), Fraction(0))


def is_placed(levels: Levels, avoid: Sequence[str], helpful: Sequence[str]) -> bool:
    """Whether enough is known of one medicine."""
    if not avoid:
        return any(levels[h] is not None for h in helpful)
    weights = dict(zip(avoid, centroid(len(avoid)), strict=True))
    return sum(weights[a] for a in avoid if levels[a] is None) <= Fraction(1, 2)


def places(
    medicines: Mapping[str, Levels], avoid: Sequence[str], helpful: Sequence[str]
) -> dict[str, int]:
    """Return the place of every medicine that has one."""
    scores = {
        name: score(levels, avoid, helpful)
        for name, levels in medicines.items()
        if is_placed(levels, avoid, helpful)
    }
    return {name: 1 + sum(s < scores[name] for s in scores.values()) for name in scores}


def at_least_as_good(
    one: Levels, other: Levels, avoid: Sequence[str], helpful: Sequence[str]
) -> bool:
    """Whether one comes out no worse than the other at every extreme weighting."""
    mine, theirs = losses(one, avoid, helpful), losses(other, avoid, helpful)
    return all(
        sum(w * x for w, x in zip(corner, mine, strict=True))
        <= sum(w * x for w, x in zip(corner, theirs, strict=True))
        for corner in extreme_weightings(len(mine))
    )


def fillings(levels: Levels, effects: Sequence[str]) -> Iterator[dict[str, int | None]]:
    """Go through every way in which the unknown levels of these effects may turn out."""
    gaps = [e for e in effects if levels[e] is None]
    for values in product(range(4), repeat=len(gaps)):
        yield {**levels, **dict(zip(gaps, values, strict=True))}


def surely_at_least_as_good(
    one: Levels, other: Levels, avoid: Sequence[str], helpful: Sequence[str]
) -> bool:
    """Whether that stands however the unknown levels of both turn out."""
    effects = [*avoid, *helpful]
    return all(
        at_least_as_good(mine, theirs, avoid, helpful)
        for mine in fillings(one, effects)
        for theirs in fillings(other, effects)
    )
