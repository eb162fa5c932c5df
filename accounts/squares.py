"""Words as a square that a camera reads."""

from dataclasses import dataclass
from itertools import groupby

import segno


@dataclass(frozen=True)
class Square:
    """A QR code: how many units long its sides are, and the path of what is dark in it."""

    size: int
    path: str


def drawn(words: str) -> Square:
    """Return words as a QR code."""
    code = segno.make(words, error="m")
    runs = []
    for y, row in enumerate(code.matrix_iter(scale=1)):
        x = 0
        for is_dark, cells in groupby(row):
            length = len(list(cells))
            if is_dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return Square(int(code.symbol_size()[0]), "".join(runs))
