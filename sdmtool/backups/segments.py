"""The files in which PostgreSQL writes ahead: their names count up, and whether some join.

A name is 24 hexadecimal digits: 8 of the timeline, and a number in two halves of 8. The second half
counts the files in 4 GB, so where it carries over depends on how large a file is.
"""

import re
from collections.abc import Iterable
from pathlib import Path

FILE = re.compile(r"[0-9A-F]{24}")
HALF = 1 << 32
"""Bytes after which the first half of a file's number counts up."""
SMALLEST = 1 << 20
"""Bytes: initdb takes no smaller size, and none that is no power of two."""


def sealed_in(folder: Path) -> dict[str, Path]:
    """Return the sealed files of an archive by their names; whole ones before half written ones."""
    sealed = {each.name.split(".")[0]: each for each in sorted(folder.glob("*.partial.age"))}
    return sealed | {each.stem: each for each in folder.glob("*.age") if FILE.fullmatch(each.stem)}


def size_of(sealed: Iterable[Path]) -> int:
    """Return how large a plain file is: sealing adds less to it than would double it."""
    largest = max((each.stat().st_size for each in sealed), default=0)
    return 1 << (max(largest, SMALLEST).bit_length() - 1)


def is_since(name: str, first: str) -> bool:
    """Tell whether a file was written from `first` on, on its timeline or on one that left it."""
    return name[:8] >= first[:8] and name[8:] >= first[8:]


def number_of(name: str, size: int) -> int:
    """Return a file's number, for files of `size` bytes."""
    return int(name[8:16], 16) * (HALF // size) + int(name[16:], 16)


def between(first: str, last: str, size: int) -> list[str]:
    """Return the names from one to another, both of them too."""
    numbers = range(number_of(first, size), number_of(last, size) + 1)
    return [_name(first[:8], number, size) for number in numbers]


def missing(first: str, names: Iterable[str], size: int) -> str:
    """Return the name of the first file that is missing between `first` and the last; "" for none.

    PostgreSQL would stop before it and say nothing.
    """
    there = {number_of(each, size): each for each in sorted(names) if is_since(each, first)}
    begin = number_of(first, size)
    for number in range(begin, max(there, default=begin) + 1):
        if number not in there:
            return _name(there.get(number - 1, first)[:8], number, size)
    return ""


def gap_after(first: str, held: Iterable[str], folder: Path) -> str:
    """Say what keeps an archive from joining what a copy holds, whose first file is `first`.

    Nothing is said where they join: where all files follow each other without a gap.
    """
    kept = {name: its for name, its in sealed_in(folder).items() if is_since(name, first)}
    if not kept:
        return f"{folder} holds nothing that was written after the copy"
    gap = missing(first, {*held, *kept}, size_of(kept.values()))
    return f"{gap}, which was written after the copy, is missing in {folder}" if gap else ""


def _name(timeline: str, number: int, size: int) -> str:
    """Return the name of a file by its number."""
    high, low = divmod(number, HALF // size)
    return f"{timeline}{high:08X}{low:08X}"
