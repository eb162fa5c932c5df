"""How much of the processors some processes took, read from Linux itself."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
Seconds = dict[str, float]
NAME, PARENT, USER, SYSTEM = 1, 3, 13, 14
"""Places in /proc/<number>/stat, once the name in brackets counts as one."""


def seconds_of(name: str) -> Seconds:
    """Return the processor seconds of each process of this name so far."""
    return {each[0]: _seconds(each) for each in _all() if each[NAME] == name}


def seconds_below(parent: int) -> Seconds:
    """Return the processor seconds of a process and of each of its children so far."""
    return {each[0]: _seconds(each) for each in _all() if str(parent) in (each[0], each[PARENT])}


def since(before: Seconds, after: Seconds) -> float:
    """Return what was taken in between; of a process that has ended it is not known."""
    return sum(its - before.get(number, 0) for number, its in after.items())


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
