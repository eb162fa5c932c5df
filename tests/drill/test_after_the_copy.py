"""What PostgreSQL wrote after a copy: it joins the copy, or somebody is told that it does not."""

import shutil
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
    assert machine.manage("backup_due", str(machine.copies)).stdout == ""
    machine.lose()
    done = machine.bring_back("--wal", str(machine.copies / "wal"))
    assert done.returncode == 0, done.stdout
    assert machine.notes == [
        "before the copy",
        "between the two",
        "while it is taken",
        "in the next file",
    ]


def test_archive_wal_begins_anew_after_a_restore(machine: Machine) -> None:
    """On the same machine, and nothing that it left there before is lost."""
    copied_first(machine)
    left = [each.name for each in (machine.folder / "var/wal").iterdir()]
    assert any(each.endswith(".partial") for each in left)
    machine.lose()
    assert machine.bring_back().returncode == 0
    assert machine.notes == ["before the copy"]
    with machine.archiving(until="wal/00000002*.age"):
        machine.note("after the restore")
    said = (machine.folder / "archive_wal.log").read_text()
    assert "belongs to what was there before a restore" in said
    (aside,) = machine.copies.glob("wal/left-over-*")
    assert sorted(each.name for each in aside.iterdir()) == sorted(f"{each}.age" for each in left)


def test_a_second_loss_is_brought_back_too(machine: Machine) -> None:
    """With all that was taken before the first one and after it, in one folder."""
    wal = machine.copies / "wal"
    copied_first(machine)
    machine.lose()
    assert machine.bring_back("--wal", str(wal)).returncode == 0
    with machine.archiving(until="wal/00000002*.age"):
        machine.note("after the restore")
        assert machine.manage("backup", str(machine.copies)).returncode == 0
        machine.note("after the second copy")
    assert machine.manage("backup_due", str(machine.copies)).stdout == ""
    notes = machine.notes
    assert notes[-3:] == ["in the next file", "after the restore", "after the second copy"]
    machine.lose()
    assert machine.bring_back("--wal", str(wal)).returncode == 0
    assert machine.notes == notes


def test_what_the_server_has_yet_to_come_to_is_put_away(machine: Machine) -> None:
    """It is never among the files of the archive, where it would leave a gap before it."""
    spool = machine.folder / "var/wal"
    spool.mkdir(parents=True)
    ahead = spool / "0000000100000000000000FF.partial"
    with ahead.open("wb") as its:
        its.truncate(1 << 24)
    with machine.archiving():
        machine.note("a note")
    (aside,) = machine.copies.glob("wal/left-over-*")
    assert [each.name for each in aside.iterdir()] == [f"{ahead.name}.age"]
    assert not (machine.copies / "wal" / f"{ahead.name}.age").exists()


def test_archive_wal_begins_anew_in_another_cluster(machine: Machine) -> None:
    """Its files would have the same names: what another wrote is never among them."""
    copied_first(machine)
    machine.lose()
    shutil.move(machine.copies, machine.folder / "old copies")
    machine.begin()
    assert machine.manage("backup", str(machine.copies)).returncode == 0
    with machine.archiving():
        machine.note("another cluster")
    assert list(machine.copies.glob("wal/left-over-*/*.age"))
    machine.lose()
    assert machine.bring_back("--wal", str(machine.copies / "wal")).returncode == 0
    assert machine.notes == ["another cluster"]


def test_a_gap_is_told_with_its_place(machine: Machine) -> None:
    """Which file, in which folder, and what can be done without it."""
    copied_first(machine)
    wal = machine.copies / "wal"
    first = min(wal.glob("0*.age"))
    first.unlink()
    due = machine.manage("backup_due", str(machine.copies))
    assert due.returncode == 1
    assert f"{first.name[:24]}, which was written after the copy, is missing in {wal}" in due.stdout
    machine.lose()
    done = machine.bring_back("--wal", str(wal))
    assert done.returncode == 2
    assert (
        f"{first.name[:24]}, which was written after the copy, is missing in {wal}" in done.stdout
    )
    assert machine.bring_back().returncode == 0
    assert machine.notes == ["before the copy"]


def test_why_archive_wal_ended_is_told_in_its_own_words(machine: Machine) -> None:
    """The server is there: that it is away would lead nowhere."""
    copied_first(machine)
    with machine.archiving():
        second = machine.manage(
            "archive_wal", str(machine.folder / "elsewhere"), VAR_DIR=str(machine.folder / "var2")
        )
    assert second.returncode == 2
    assert 'replication slot "sdmtool_backup" is active' in second.stdout
    assert "PostgreSQL is away" not in second.stdout


def test_a_role_that_may_not_copy_is_told_so(machine: Machine) -> None:
    """By the name of what it lacks, whatever language the server speaks."""
    machine.ask("CREATE ROLE plain LOGIN")
    url = machine.postgres.url.replace("postgres@", "plain@")
    done = machine.manage("backup", str(machine.copies), DATABASE_URL=url)
    assert done.returncode == 2
    assert "The database role plain of DATABASE_URL may not copy PostgreSQL" in done.stdout
    assert "name one that has REPLICATION" in done.stdout
    machine.ask("ALTER ROLE plain REPLICATION")
    machine.ask("GRANT SELECT ON note TO plain")
    done = machine.manage("backup", str(machine.copies), DATABASE_URL=url)
    assert done.returncode == 0, done.stdout
