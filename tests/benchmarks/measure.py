"""One interleaved measurement: work and its limit in turns, so that a busy machine slows both."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

Work = Callable[[], object]
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Row:
    """One row of docs/performance.md.

    work    what is done, in words
    ours    seconds
    limit   what it is measured against, in words
    limit_seconds   seconds of that, in the same run
    goal    the greatest ratio that holds
    unit    of both; '' when they are seconds
    """

    work: str
    ours: float
    limit: str
    limit_seconds: float
    goal: float
    unit: str = ""

    @property
    def ratio(self) -> float:
        """How many times the limit the work takes."""
        return self.ours / self.limit_seconds

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio <= self.goal


def interleaved(works: Mapping[Name, Work], *, rounds: int, repeats: int = 1) -> dict[Name, float]:
    """Return the median seconds of one run of each work.

    rounds   how often all works take their turn
    repeats  how often each is run in its turn
    """
    seconds: dict[Name, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            seconds[name].append(_seconds(work, repeats))
    return {name: median(measured) for name, measured in seconds.items()}


def in_words(seconds: float, unit: str = "") -> str:
    """Return a time in the unit that suits it, or a number of another unit."""
    if unit:
        return f"{seconds:.3g} {unit}"
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def _seconds(work: Work, repeats: int) -> float:
    start = perf_counter()
    for _ in range(repeats):
        work()
    return (perf_counter() - start) / repeats
