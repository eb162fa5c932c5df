"""A sheet as a file gives it, before its headers are known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class RawCell:
    """A cell as text; `why` it cannot be believed, such as a formula; `is_day` for a real date."""

    text: str = ""
    why: str = ""
    is_day: bool = False


@dataclass(frozen=True)
class RawSheet:
    """A sheet: its name, its rows with their numbers, and what else matters of it.

    merged   row and column letter at which cells are merged
    """

    name: str
    rows: Iterable[tuple[int, Sequence[RawCell]]]
    is_hidden: bool = False
    merged: tuple[tuple[int, str], ...] = ()
