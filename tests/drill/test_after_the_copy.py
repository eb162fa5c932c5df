"""What PostgreSQL wrote after a copy: it joins the copy, or somebody is told that it does not."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.drill.machine import Machine


@pytest.fixture
def machine() -> Iterator[Machine]:
    """Return a machine in memory, with everything ended after it."""
    with TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as an account of its own
        its = Machine(Path(folder))
        yield its
        its.stop()


def copied_first(machine: Machine) -> None:
    """Make a copy, begin to take what is written only then, and go on in a second file."""
    machine.note("before the copy")
    done = machine.manage("backup", str(machine.copies))
    assert done.returncode == 0, done.stdout
    machine.note("between the two")
    with machine.archiving():
        machine.note("while it is taken")
        machine.ask("SELECT pg_switch_wal()")
        machine.note("in the next file")


def test_a_copy_that_was_made_first_joins_what_is_taken_after_it(machine: Machine) -> None:
    """The copy holds what was written until its end, and the archive begins there."""
    copied_first(machine)
    machine.lose()
    done = machine.bring_back("--wal", str(machine.copies / "wal"))
    assert done.returncode == 0, done.stdout
    assert machine.notes == [
        "before the copy",
        "between the two",
        "while it is taken",
        "in the next file",
    ]


def test_a_gap_is_told_with_its_place(machine: Machine) -> None:
    """Which file, in which folder, and what can be done without it."""
    copied_first(machine)
    machine.lose()
    wal = machine.copies / "wal"
    first = min(wal.glob("0*.age"))
    first.unlink()
    done = machine.bring_back("--wal", str(wal))
    assert done.returncode == 2
    assert (
        f"{first.name[:24]}, which was written after the copy, is missing in {wal}" in done.stdout
    )
    assert machine.bring_back().returncode == 0
    assert machine.notes == ["before the copy"]
