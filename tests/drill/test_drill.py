"""A short drill, each time; `make drill` is the long one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.drill.drill import Drill, Found

GOOD = Found(saves=600, lost=20, rpo=2.0, rto=20.0, sessions=0, seats=0, agreed=0, says_so=True)


@pytest.fixture
def drill() -> Iterator[Drill]:
    """Return a drill in memory, with everything ended after it."""
    with TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        its = Drill(Path(folder), conversations=20)
        yield its
        its.stop()


def test_a_lost_machine_is_brought_back_by_the_written_page(drill: Drill) -> None:
    """Within what trust asks for, with nobody in it, and every page says so.

    What was saved before the last sealed file is there: longer than the time between two of them.
    """
    found = drill.go_through(seconds=14)
    assert not found.faults, found.words
    assert found.saves > found.lost


@pytest.mark.parametrize(
    "changed",
    [
        {"rpo": 61.0},
        {"rto": 901.0},
        {"saves": 0},
        {"sessions": 1},
        {"seats": 1},
        {"agreed": 1},
        {"says_so": False},
    ],
    ids=str,
)
def test_each_fault_is_seen(changed: dict) -> None:
    """One by one; without any the drill ends well."""
    assert not GOOD.faults
    assert len(replace(GOOD, **changed).faults) == 1
