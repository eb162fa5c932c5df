"""How one whole number holds all that a medicine needs to be sorted, in as few bits as can be.

Rule: docs/matching.md, "Many at once". For `batch.py`; one person's order has its own, roomier
layout (see `Profiles`).
"""

from typing import NamedTuple

from .profiles import HIGHEST
from .weights import total_weight


class Layout(NamedTuple):
    """From below: a medicine's number, its score, its unknown weight, and the last bit.

    number_bits   bits of the number; the score begins above it
    unknown_from  the first bit of the unknown weight
    last_bit      set for a medicine without a place, which then sorts after all others
    """

    number_bits: int
    unknown_from: int
    last_bit: int

    @property
    def number_mask(self) -> int:
        """The bits of the number."""
        return (1 << self.number_bits) - 1

    @property
    def last(self) -> int:
        """The last bit, alone."""
        return 1 << self.last_bit

    @property
    def kept(self) -> int:
        """All bits but those of the unknown weight, which are spent once the last bit is set."""
        return self.last | (1 << self.unknown_from) - 1


def layout_for(avoid: int, helpful: int, medicines: int) -> Layout:
    """Return the layout for so many avoidances, helpful effects and medicines.

    Twice the room that scores and unknown weights need at most, so that nothing carries over.
    """
    step = HIGHEST * max(helpful, 1)
    total = total_weight(max(avoid, 1))
    number_bits = medicines.bit_length()
    unknown_from = number_bits + (2 * HIGHEST * step * total).bit_length()
    return Layout(number_bits, unknown_from, unknown_from + (2 * step * total).bit_length())
