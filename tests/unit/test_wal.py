"""What PostgreSQL wrote, kept sealed: every file once, in order, without a gap."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sdmtool.backups.sealing import BackupError, make_key
from sdmtool.backups.wal import Archive, begins_with, unseal_since

SIZE = 1 << 24


def name(number: int, timeline: int = 1) -> str:
    """Return the name of a file of 16 MB by its number."""
    return f"{timeline:08X}{number // 256:08X}{number % 256:08X}"


def fill(file: Path, letter: bytes) -> None:
    """Write a file of the size that all have; nearly all of it is a hole."""
    with file.open("wb") as its:
        its.write(letter)
        its.truncate(SIZE)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Return the file of a private key."""
    make_key(tmp_path / "key")
    return tmp_path / "key"


@pytest.fixture
def archive(tmp_path: Path, key: Path) -> Archive:
    """Return an archive in which nothing is kept yet."""
    recipient = key.read_text().splitlines()[0].removeprefix("# public key: ")
    return Archive(tmp_path / "spool", tmp_path / "kept", recipient)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a folder in which files are opened."""
    (tmp_path / "opened").mkdir()
    return tmp_path / "opened"


def kept(archive: Archive) -> list[str]:
    """Return what is kept."""
    return sorted(each.name for each in archive.folder.glob("*.age"))


def test_a_file_in_the_making_is_kept_until_it_is_finished(
    archive: Archive, key: Path, target: Path
) -> None:
    """Under one name, and each time as it stands; then the finished one takes its place."""
    growing = archive.spool / f"{name(1)}.partial"
    fill(growing, b"a")
    archive.keep()
    fill(growing, b"b")
    os.utime(growing, (1, 1))
    archive.keep()
    assert kept(archive) == [f"{name(1)}.partial.age"]
    unseal_since(name(1), archive.folder, key, target)
    assert (target / name(1)).read_bytes()[:1] == b"b"
    growing.rename(archive.spool / name(1))
    archive.keep()
    assert kept(archive) == [f"{name(1)}.age"]


def test_the_spool_does_not_grow(archive: Archive) -> None:
    """The newest finished file stays, after which pg_receivewal goes on."""
    for number in range(5):
        fill(archive.spool / name(number), b"x")
    archive.keep()
    assert [each.name for each in archive.spool.iterdir()] == [name(4)]
    assert kept(archive) == [f"{name(number)}.age" for number in range(5)]


def test_what_was_there_before_the_copy_is_left_out(
    archive: Archive, key: Path, target: Path
) -> None:
    """And what came after is told with its moment, over the end of a half number too."""
    for number in (253, 254, 255, 256, 257):
        fill(archive.spool / name(number), b"x")
    archive.keep()
    found = unseal_since(name(255), archive.folder, key, target)
    assert sorted(each.name for each in target.iterdir()) == [name(n) for n in (255, 256, 257)]
    assert abs((datetime.now(UTC) - found).total_seconds()) < 60


@pytest.mark.parametrize("missing", [0, 2], ids=["at the beginning", "in the middle"])
def test_a_gap_is_noticed(archive: Archive, key: Path, target: Path, missing: int) -> None:
    """PostgreSQL would stop before it, and nobody would know that something is lost."""
    for number in range(4):
        fill(archive.spool / name(number), b"x")
    archive.keep()
    (archive.folder / f"{name(missing)}.age").unlink()
    with pytest.raises(BackupError, match="is missing"):
        unseal_since(name(0), archive.folder, key, target)


def test_a_gap_is_told_by_its_name(archive: Archive, key: Path, target: Path) -> None:
    """In the folder that is still there, and with the way that is left."""
    for number in (1, 2, 4):
        fill(archive.spool / name(number), b"x")
    archive.keep()
    with pytest.raises(BackupError) as told:
        unseal_since(name(1), archive.folder, key, target)
    assert str(told.value) == (
        f"{name(3)}, which was written after the copy, is missing in {archive.folder}: leave out "
        "--wal to bring back the copy alone, without what was written after it."
    )
    assert not list(target.iterdir())


def test_the_archive_may_begin_where_the_copy_ends(
    archive: Archive, key: Path, target: Path
) -> None:
    """The copy holds what was written while it was made; not one file may be missing after it."""
    for number in (257, 258):
        fill(archive.spool / name(number), b"x")
    archive.keep()
    held = [name(254), name(255), name(256)]
    unseal_since(name(254), archive.folder, key, target, held)
    assert sorted(each.name for each in target.iterdir()) == [name(257), name(258)]
    with pytest.raises(BackupError, match=f"{name(256)}, which was written after the copy"):
        unseal_since(name(254), archive.folder, key, target, held[:-1])


def test_half_a_file_never_takes_the_place_of_a_whole_one(
    archive: Archive, key: Path, target: Path
) -> None:
    """The copy holds the whole one: with the half, PostgreSQL would stop before the copy's end."""
    fill(archive.spool / f"{name(3)}.partial", b"x")
    archive.keep()
    unseal_since(name(2), archive.folder, key, target, [name(2), name(3)])
    assert not list(target.iterdir())


def test_a_timeline_that_was_left_joins_nothing(archive: Archive, key: Path, target: Path) -> None:
    """What the old cluster wrote under the same number is not what the new one wrote."""
    for file in (name(5), name(4, timeline=2), name(6, timeline=2)):
        fill(archive.spool / file, b"x")
    archive.keep()
    with pytest.raises(BackupError, match=name(5, timeline=2)):
        unseal_since(name(4, timeline=2), archive.folder, key, target)


def test_a_folder_with_nothing_in_it_is_noticed(tmp_path: Path, key: Path, target: Path) -> None:
    """Its name may have been mistyped; everything since the copy would be lost."""
    with pytest.raises(BackupError, match=r"holds nothing .* leave out --wal"):
        unseal_since(name(0), tmp_path / "nowhere", key, target)


def test_a_damaged_file_is_noticed(archive: Archive, key: Path, target: Path) -> None:
    """Also one that was cut off at the end."""
    fill(archive.spool / name(0), b"x")
    archive.keep()
    sealed = archive.folder / f"{name(0)}.age"
    sealed.write_bytes(sealed.read_bytes()[:-1])
    with pytest.raises(BackupError, match="damaged"):
        unseal_since(name(0), archive.folder, key, target)
    assert not list(target.iterdir())


def test_a_new_timeline_goes_on_where_the_old_one_ended(
    archive: Archive, key: Path, target: Path
) -> None:
    """With the file that says where, without which PostgreSQL would stay on the old one."""
    fill(archive.spool / name(3), b"x")
    fill(archive.spool / name(3, timeline=2), b"x")
    fill(archive.spool / name(4, timeline=2), b"x")
    (archive.spool / "00000002.history").write_text("1\t0/3000000\tno reason\n")
    archive.keep()
    unseal_since(name(3), archive.folder, key, target)
    assert (target / "00000002.history").exists()
    assert len(list(target.iterdir())) == 4


def test_where_a_copy_begins() -> None:
    """As its label says, and never by a guess."""
    label = "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)\nCHECKPOINT …"
    assert begins_with(label) == name(2)
    with pytest.raises(BackupError, match="does not say"):
        begins_with("nothing of that")
