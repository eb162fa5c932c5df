"""Copies that stopped, or that are not whole, are noticed before they are needed."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sdmtool.backups import manifest, sqlite
from sdmtool.backups.due import due, newest
from sdmtool.backups.sealing import make_key
from sdmtool.backups.wal import Archive

NOW = datetime.now(UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which one copy has been made, and archive_wal is there."""
    database, folder = tmp_path / "sdmtool.sqlite3", tmp_path / "copies"
    with closing(sqlite3.connect(database)) as its:
        its.execute("CREATE TABLE people (name TEXT)")
    recipient = make_key(tmp_path / "key")
    sqlite.back_up(database, folder, recipient)
    Archive(tmp_path / "spool", folder / "wal", recipient).keep()
    return folder


def test_nothing_is_said_while_all_is_well(folder: Path) -> None:
    """So that cron mails nobody."""
    assert due(folder, NOW, 26, has_wal=True) == []


def test_without_postgresql_nothing_else_is_kept(folder: Path) -> None:
    """SQLite has no more than its copies."""
    (folder / "wal/alive").unlink()
    assert due(folder, NOW, 26, has_wal=False) == []


def _cut(folder: Path) -> None:
    copy = newest(folder)
    assert copy is not None
    (copy / "data.age").write_bytes(b"age")


def _take_away(folder: Path) -> None:
    copy = newest(folder)
    assert copy is not None
    (copy / "manifest.json").unlink()


def _fall_silent(folder: Path) -> None:
    a_while_ago = (NOW - timedelta(seconds=90)).timestamp()
    os.utime(folder / "wal/alive", (a_while_ago, a_while_ago))


MISSING = {
    "a copy that is cut off": (_cut, "damaged or cut off"),
    "no whole copy": (_take_away, "There is no copy"),
    "archive_wal has stopped": (_fall_silent, "archive_wal is not running"),
    "archive_wal was never there": (lambda its: (its / "wal/alive").unlink(), "archive_wal is not"),
}


@pytest.mark.parametrize(("breaks", "words"), MISSING.values(), ids=MISSING)
def test_each_is_said(folder: Path, breaks: Callable[[Path], None], words: str) -> None:
    """In one sentence."""
    breaks(folder)
    (sentence,) = due(folder, NOW, 26, has_wal=True)
    assert words in sentence


def test_a_copy_that_is_too_old_is_said(folder: Path) -> None:
    """With its moment."""
    (sentence,) = due(folder, NOW + timedelta(hours=27), 26, has_wal=False)
    assert sentence.endswith("UTC: make one.")


def keep(folder: Path, *files: str) -> None:
    """Put files of 16 MB into the archive, which are holes."""
    for each in files:
        with (folder / "wal" / f"{each}.age").open("wb") as its:
            its.truncate(1 << 24)


def hold(folder: Path, *files: str) -> None:
    """Have the newest copy say that it holds what was written from one file to another."""
    copy = newest(folder)
    assert copy is not None
    manifest.write(copy, replace(manifest.read(copy), wal=files))


FIRST, LAST = "0000000200000000000000FE", "0000000200000000000000FF"
NEXT, LATER = "000000020000000100000000", "000000020000000100000001"
JOINED = {
    "from before the copy on": [FIRST, LAST, NEXT],
    "until within the copy": [FIRST],
    "from where the copy ends": [f"{NEXT}.partial"],
}


@pytest.mark.parametrize("files", JOINED.values(), ids=JOINED)
def test_an_archive_that_joins_the_copy_is_well(folder: Path, files: list[str]) -> None:
    """The copy holds what was written while it was made, here over the end of a half number."""
    hold(folder, FIRST, LAST)
    keep(folder, *files)
    assert due(folder, NOW, 26, has_wal=True) == []


GAPS = {
    "after the copy": ([LATER], f"{NEXT}, which was written after the copy, is missing in"),
    "on a timeline that was left": (
        ["000000010000000100000000"],
        "holds nothing that was written after",
    ),
    "all of it": ([], "holds nothing that was written after the copy"),
}


@pytest.mark.parametrize(("files", "words"), GAPS.values(), ids=GAPS)
def test_an_archive_that_does_not_join_the_copy_is_said(
    folder: Path, files: list[str], words: str
) -> None:
    """Before the two are needed; that nothing is there yet only once it should be."""
    hold(folder, FIRST, LAST)
    keep(folder, *files)
    later = NOW + timedelta(hours=1)
    os.utime(folder / "wal/alive", (later.timestamp(), later.timestamp()))
    (sentence,) = due(folder, later, 26, has_wal=True)
    assert words in sentence
    assert sentence.endswith("so make another one.")


def test_what_is_on_its_way_is_waited_for(folder: Path) -> None:
    """A copy that was made just now is no fault of the archive."""
    hold(folder, FIRST, LAST)
    assert due(folder, NOW, 26, has_wal=True) == []
