"""Copies of SQLite: whole, readable with the private key alone, and never half brought back."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sdmtool.backups import manifest, sqlite
from sdmtool.backups.postgres import environment
from sdmtool.backups.sealing import BackupError, make_key, unseal

WORD = "Zilpah Quartermaine"
ROWS = 500


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Return the file of a private key."""
    make_key(tmp_path / "key")
    return tmp_path / "key"


@pytest.fixture
def recipient(key: Path) -> str:
    """Return its public key, as the file itself says it."""
    return key.read_text().splitlines()[0].removeprefix("# public key: ")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Make a small database with a journal beside it."""
    file = tmp_path / "live" / "sdmtool.sqlite3"
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as its:
        its.execute("PRAGMA journal_mode=WAL")
        its.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)")
        its.executemany("INSERT INTO people (name) VALUES (?)", [(WORD,)] * ROWS)
        its.commit()
    return file


@pytest.fixture
def copy(database: Path, tmp_path: Path, recipient: str) -> Path:
    """Make a copy."""
    return sqlite.back_up(database, tmp_path / "copies", recipient)


def names(database: Path) -> list[str]:
    """Return what the database holds."""
    with closing(sqlite3.connect(database)) as its:
        return [name for (name,) in its.execute("SELECT name FROM people ORDER BY id")]


def test_what_was_copied_comes_back(database: Path, copy: Path, key: Path) -> None:
    """Also when everything else is gone."""
    for each in database.parent.iterdir():
        each.unlink()
    found = sqlite.restore(copy, key, database)
    assert names(database) == [WORD] * ROWS
    assert found.rows == {"people": ROWS}
    assert [each.name for each in database.parent.iterdir()] == ["sdmtool.sqlite3"]


def test_no_word_stands_in_a_copy(copy: Path, database: Path, tmp_path: Path) -> None:
    """Nor in anything left beside it or beside the database; only its owner reads it at all."""
    assert sorted(each.name for each in copy.iterdir()) == ["data.age", "manifest.json"]
    assert not any(WORD.encode() in each.read_bytes() for each in copy.iterdir())
    assert {each.name for each in database.parent.iterdir()} <= {
        f"sdmtool.sqlite3{ending}" for ending in ("", "-wal", "-shm")
    }
    assert (copy / "data.age").stat().st_mode & 0o077 == 0


def test_a_copy_is_made_while_somebody_writes(
    database: Path, tmp_path: Path, recipient: str, key: Path
) -> None:
    """What is not kept yet is not in it, and nobody waits."""
    with closing(sqlite3.connect(database, timeout=0)) as writer:
        writer.execute("INSERT INTO people (name) VALUES ('not kept yet')")
        copied = sqlite.back_up(database, tmp_path / "copies", recipient)
        writer.commit()
    sqlite.restore(copied, key, tmp_path / "elsewhere.sqlite3")
    assert names(tmp_path / "elsewhere.sqlite3") == [WORD] * ROWS


def test_what_it_replaces_stays(database: Path, copy: Path, key: Path) -> None:
    """Whoever brought back the wrong copy has lost nothing."""
    with closing(sqlite3.connect(database)) as its:
        its.execute("INSERT INTO people (name) VALUES ('afterwards')")
        its.commit()
    sqlite.restore(copy, key, database)
    (before,) = database.parent.glob("*.before-*")
    assert names(before)[-1] == "afterwards"
    assert names(database) == [WORD] * ROWS


def test_a_service_that_runs_is_not_touched(database: Path, copy: Path, key: Path) -> None:
    """It would go on writing into a file that nobody reads."""
    with closing(sqlite3.connect(database)) as its:
        its.execute("SELECT * FROM people").fetchone()
        with pytest.raises(BackupError, match="Stop the service first"):
            sqlite.restore(copy, key, database)
    assert names(database) == [WORD] * ROWS


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _halve(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _turn_a_bit(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _say_other_counts(file: Path) -> None:
    said = json.loads(file.read_text())
    file.write_text(json.dumps(said | {"rows": {"people": 3}}))


BROKEN = {
    "data cut by a byte": ("data.age", _cut),
    "data cut in the middle": ("data.age", _halve),
    "data with one bit turned": ("data.age", _turn_a_bit),
    "no data": ("data.age", Path.unlink),
    "no manifest, as while it is written": ("manifest.json", Path.unlink),
    "a manifest cut off": ("manifest.json", _halve),
    "a manifest that says something else": ("manifest.json", _say_other_counts),
}


@pytest.mark.parametrize(("name", "breaks"), BROKEN.values(), ids=BROKEN)
def test_a_damaged_copy_touches_nothing(
    copy: Path, database: Path, key: Path, name: str, breaks: Callable[[Path], None]
) -> None:
    """The database stays as it is, to the byte, and nothing is left beside it."""
    breaks(copy / name)
    before = {each.name: each.read_bytes() for each in database.parent.iterdir()}
    with pytest.raises(BackupError, match="take another"):
        sqlite.restore(copy, key, database)
    assert {each.name: each.read_bytes() for each in database.parent.iterdir()} == before


def test_another_key_opens_nothing(copy: Path, database: Path, tmp_path: Path) -> None:
    """Whoever can write copies cannot read them."""
    make_key(tmp_path / "another")
    with pytest.raises(BackupError, match="sealed for another key"):
        sqlite.restore(copy, tmp_path / "another", database)
    assert names(database) == [WORD] * ROWS


def test_damage_is_noticed_without_the_manifest_too(copy: Path, key: Path, tmp_path: Path) -> None:
    """The sealed file tells by itself, as files without a manifest must (wal.py)."""
    for breaks in (_turn_a_bit, _cut, _halve):
        breaks(copy / "data.age")
        with (tmp_path / "out").open("wb") as out, pytest.raises(BackupError, match="damaged"):
            unseal(copy / "data.age", out, key)


def test_a_damaged_database_is_not_copied(database: Path, tmp_path: Path, recipient: str) -> None:
    """A copy of it would push whole ones out."""
    with closing(sqlite3.connect(database)) as its:
        its.execute("PRAGMA journal_mode=DELETE")
    data = bytearray(database.read_bytes())
    data[4096:4200] = b"\xff" * 104
    database.write_bytes(data)
    with pytest.raises(BackupError):
        sqlite.back_up(database, tmp_path / "copies", recipient)
    assert not list(tmp_path.glob("copies/*"))


@pytest.mark.parametrize("said", ["", "age1nonsense", "AGE-SECRET-KEY-1QQ"])
def test_without_a_public_key_nothing_is_copied(database: Path, tmp_path: Path, said: str) -> None:
    """A plain copy is no way out."""
    with pytest.raises(BackupError, match="Set BACKUP_RECIPIENT"):
        sqlite.back_up(database, tmp_path / "copies", said)
    assert not list(tmp_path.glob("copies/*"))


def test_a_key_is_never_written_over(key: Path) -> None:
    """Every copy made for it would be lost."""
    before = key.read_text()
    with pytest.raises(BackupError, match="is there already"):
        make_key(key)
    assert key.read_text() == before
    assert key.stat().st_mode & 0o077 == 0


def test_a_disk_that_forgets_is_noticed(
    copy: Path, database: Path, tmp_path: Path, recipient: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written is read again before it counts as a copy."""
    good = manifest.digest_of(copy / "data.age")
    monkeypatch.setattr(manifest, "digest_of", lambda file: good)
    with pytest.raises(BackupError, match="not as it was written"):
        sqlite.back_up(database, tmp_path / "others", recipient)
    assert not list(tmp_path.glob("others/*"))


def test_copies_leave_by_the_way_that_the_service_takes() -> None:
    """With the same look at the certificate; nothing is said of what is not set."""
    options = {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "pool": True}
    config = {"HOST": "db", "USER": "us", "PASSWORD": "", "OPTIONS": options}
    assert environment(config) == {
        "PGHOST": "db",
        "PGUSER": "us",
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": "/etc/ca.pem",
    }
    assert environment({"HOST": "db"}) == {"PGHOST": "db"}
