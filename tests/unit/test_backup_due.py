"""Copies that stopped, or that are not whole, are noticed before they are needed."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sdmtool.backups import sqlite
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
