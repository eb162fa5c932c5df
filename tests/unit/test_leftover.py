"""What pg_receivewal left: nothing of it is gone before it is sealed, and its end is told."""

import sys
from pathlib import Path

import pytest

from sdmtool.backups import leftover
from sdmtool.backups.sealing import BackupError, make_key, unseal
from sdmtool.backups.wal import last_words

NAMES = [f"0000000100000000000000{each}" for each in ("0F", "10", "11.partial")]


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    """Return a spool in which three files and a history were left."""
    (tmp_path / "spool").mkdir()
    for each in (*NAMES, "00000001.history"):
        (tmp_path / "spool" / each).write_text(each)
    return tmp_path / "spool"


def test_the_newest_is_the_one_that_was_being_written(spool: Path) -> None:
    """Also where the digits carry over; a newer timeline of the same number comes after it."""
    assert [each.name for each in leftover.in_spool(spool)] == NAMES
    (spool / "000000020000000000000011").touch()
    assert leftover.in_spool(spool)[-1].name == "000000020000000000000011"


def test_what_was_left_is_sealed_before_it_is_taken_away(spool: Path, tmp_path: Path) -> None:
    """Below the archive, where no restore takes it for what the new cluster wrote."""
    recipient = make_key(tmp_path / "key")
    aside = leftover.put_away(spool, tmp_path / "kept", recipient)
    assert not list(spool.iterdir())
    assert not list((tmp_path / "kept").glob("*.age"))
    with (tmp_path / "out").open("wb") as out:
        unseal(aside / f"{NAMES[-1]}.age", out, tmp_path / "key")
    assert (tmp_path / "out").read_text() == NAMES[-1]
    assert len(list(aside.iterdir())) == len(NAMES) + 1


def test_what_cannot_be_sealed_stays(spool: Path, tmp_path: Path) -> None:
    """Without a public key nothing is taken away."""
    with pytest.raises(BackupError, match="BACKUP_RECIPIENT"):
        leftover.put_away(spool, tmp_path / "kept", "")
    assert len(list(spool.iterdir())) == len(NAMES) + 1


SAID = {
    "an error before it goes": (
        'pg_receivewal: error: could not send replication command: ERROR:  no such "slot"\n'
        "pg_receivewal: error: disconnected\n",
        'pg_receivewal: error: could not send replication command: ERROR:  no such "slot".',
    ),
    "nothing": ("", "pg_receivewal ended without a word."),
    "only that it goes": ("pg_receivewal: error: disconnected", "pg_receivewal ended without a"),
}


@pytest.mark.parametrize(("said", "told"), SAID.values(), ids=SAID)
def test_its_last_words_are_told(said: str, told: str) -> None:
    """That it was disconnected says nothing."""
    assert last_words(said).startswith(told)


CLUSTERS = {
    "ours": (7, False),
    "not written into yet": (0, False),
    "another": (8, True),
}


@pytest.mark.parametrize(("cluster", "is_unknown"), CLUSTERS.values(), ids=CLUSTERS)
def test_another_cluster_is_seen_in_any_file(
    tmp_path: Path, cluster: int, is_unknown: bool
) -> None:
    """A server that only reads along tells no place; what is cut off tells no cluster."""
    (tmp_path / NAMES[0]).write_bytes(bytes(24) + cluster.to_bytes(8, sys.byteorder))
    (tmp_path / NAMES[1]).write_bytes(bytes(8))
    its = leftover.Server(7, None, None)
    assert leftover.is_unknown(tmp_path, its) == is_unknown
    assert not leftover.is_of_another_timeline(tmp_path, its)


def test_an_empty_spool_is_of_nobody(tmp_path: Path) -> None:
    """As on the first day."""
    its = leftover.Server(7, "00000002", 0)
    assert not leftover.is_unknown(tmp_path, its)
    assert not leftover.is_of_another_timeline(tmp_path, its)


PLACES = {
    "the server is there": ("00000001", 0x11 << 20, False, False),
    "the server has yet to come there": ("00000001", (0x11 << 20) - 1, True, False),
    "another timeline": ("00000002", 0, False, True),
}


@pytest.mark.parametrize(
    ("timeline", "at", "is_unknown", "is_another"), PLACES.values(), ids=PLACES
)
def test_the_place_of_the_newest_is_compared(
    spool: Path, timeline: str, at: int, is_unknown: bool, is_another: bool
) -> None:
    """Here of files of 1 MB. Another timeline may lead there: the server is asked."""
    for each in spool.iterdir():
        each.write_bytes(bytes(1 << 20))
    its = leftover.Server(7, timeline, at)
    assert leftover.is_unknown(spool, its) == is_unknown
    assert leftover.is_of_another_timeline(spool, its) == is_another
