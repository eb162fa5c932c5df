"""How much each avoidance counts: the mean of all weightings that respect the person's order.

Rule: docs/matching.md, "Weights". All weights here are whole numbers over `total_weight`.
"""

from fractions import Fraction
from functools import cache
from math import lcm


@cache
def whole_weights(count: int) -> tuple[int, ...]:
    """Return the rank-order centroid weights of `count` avoidances, over `total_weight(count)`.

    For five: 137, 77, 47, 27, 12 over 300.
    """
    shares = [_unit(count) // term for term in range(1, count + 1)]
    return tuple(sum(shares[position:]) for position in range(count))


@cache
def total_weight(count: int) -> int:
    """Return what the whole weights of `count` avoidances add up to."""
    return count * _unit(count)


@cache
def fractions(count: int) -> tuple[Fraction, ...]:
    """Return the weights of `count` avoidances as fractions; they add up to 1."""
    return tuple(Fraction(weight, total_weight(count)) for weight in whole_weights(count))


def _unit(count: int) -> int:
    return lcm(*range(1, count + 1))
