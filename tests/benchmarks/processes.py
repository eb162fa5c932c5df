"""How much of the processors some processes took, read from Linux itself."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
NAME, PARENT, USER, SYSTEM = 1, 3, 13, 14
"""Places in /proc/<number>/stat, once the name in brackets counts as one."""


def seconds_of(name: str) -> float:
    """Return the processor seconds that processes of this name have taken so far."""
    return sum(_seconds(each) for each in _all() if each[NAME] == name)


def seconds_below(parent: int) -> float:
    """Return the processor seconds that a process and its children have taken so far."""
    return sum(_seconds(each) for each in _all() if str(parent) in (each[0], each[PARENT]))


def _all() -> Iterator[list[str]]:
    """Go through all processes."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = stat.read_text().partition(" (")
        except OSError:  # it has just ended
            continue
        name, _, others = rest.rpartition(") ")
        yield [number, name, *others.split()]


def _seconds(process: list[str]) -> float:
    return (int(process[USER]) + int(process[SYSTEM])) / TICKS
