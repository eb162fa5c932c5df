"""SQLite: one file, copied by its own means while the service writes.

`cp` may copy half a write; SQLite's copy is the database as it stood at one moment.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sdmtool.backups import manifest
from sdmtool.backups.manifest import DATA, Manifest
from sdmtool.backups.sealing import BackupError, seal, sync_folder, unseal

BESIDE = ("-wal", "-shm", "-journal")


def back_up(database: Path, folder: Path, recipient: str) -> Path:
    """Copy the database, seal the copy, and return its folder. Raises BackupError.

    The plain copy lies beside the database for a moment, as well guarded as the database.
    """
    now = datetime.now(UTC)
    with _plain_beside(database) as plain:
        _copy(database, plain)
        rows = _looked_over(plain)
        with manifest.new_folder(folder, now) as made, plain.open("rb") as source:
            digest, sealed = seal(source, made / DATA, recipient)
            manifest.write(made, Manifest("sqlite", now, digest, sealed, rows))
    return made


def restore(copy: Path, key: Path, database: Path) -> Manifest:
    """Put a copy in the place of the database, which stays beside it under another name.

    Everything is opened and looked over first. Raises BackupError; the database is then as it was.
    """
    found = manifest.read(copy)
    if found.kind != "sqlite":
        raise BackupError(f"{copy} is a copy of {found.kind}: name a new folder with --to.")
    database.parent.mkdir(parents=True, exist_ok=True)
    with _plain_beside(database) as plain:
        with plain.open("wb") as target:
            digest = unseal(copy / DATA, target, key)
            target.flush()
            os.fsync(target.fileno())
        if digest != found.plain or _looked_over(plain) != found.rows:
            raise BackupError(f"{copy} does not hold what its manifest says: take another copy.")
        _put_aside(database)
        plain.rename(database)
        sync_folder(database.parent)
    return found


@contextmanager
def _plain_beside(database: Path) -> Iterator[Path]:
    """Lend a file beside the database that its owner alone can read, and that is gone after."""
    handle, name = tempfile.mkstemp(dir=database.parent, prefix="copy-", suffix=".sqlite3")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in ("", *BESIDE):
            Path(f"{name}{ending}").unlink(missing_ok=True)


def _copy(database: Path, plain: Path) -> None:
    """Copy in one step, so that whoever writes meanwhile does not make it begin again."""
    try:
        with (
            closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)) as source,
            closing(sqlite3.connect(plain)) as target,
        ):
            source.backup(target)
            # One file, so that nothing beside it can be forgotten.
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as reason:
        raise BackupError(f"{database} cannot be copied: {reason}.") from reason


def _looked_over(plain: Path) -> dict[str, int]:
    """Return how many rows each table has. Raises BackupError for a database that is not whole."""
    try:
        with closing(sqlite3.connect(f"{plain.as_uri()}?mode=ro", uri=True)) as asked:
            if asked.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise BackupError("The database in the copy is damaged.")
            if asked.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupError("The database in the copy misses rows that others name.")
            kept = (
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            tables = [name for (name,) in asked.execute(kept)]
            count = 'SELECT COUNT(*) FROM "{}"'.format
            return {each: asked.execute(count(each)).fetchone()[0] for each in sorted(tables)}
    except sqlite3.Error as reason:
        raise BackupError(f"The database in the copy cannot be read: {reason}.") from reason


def _put_aside(database: Path) -> None:
    """Give the database that is there another name, unless somebody still has it open.

    Only whoever is alone with it can end its journal; what stood there is in the one file then.
    """
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=0)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as reason:
        raise BackupError(f"Stop the service first: {database} is open.") from reason
    except sqlite3.DatabaseError:
        pass  # it is damaged, which may be why it is replaced: its files are all put aside
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for ending in ("", *BESIDE):
        each = Path(f"{database}{ending}")
        if each.exists():
            each.rename(f"{database}.before-{stamp}{ending}")
