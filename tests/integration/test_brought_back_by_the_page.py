"""The page of operations, taken at its word: SQLite is copied, lost, and brought back."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.drill.page import COPY, DUE, KEYS, SQLITE_BACK, manage, run


def names(database: Path) -> list[str]:
    """Return what the service is called."""
    with closing(sqlite3.connect(database)) as its:
        return [name for (name,) in its.execute("SELECT name FROM accounts_organisation")]


def test_sqlite_comes_back_by_the_written_lines(tmp_path: Path) -> None:
    """On a machine of which nothing is left but the copies and the key."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
        "VAR_DIR": str(tmp_path / "var"),
        "COPIES": str(tmp_path / "copies"),
        "KEY": str(tmp_path / "key"),
    }
    database = tmp_path / "var/sdmtool.sqlite3"
    database.parent.mkdir()
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "load_library")
    manage(environment, "rename_organisation", "Harbour")
    run(KEYS, COPY, DUE, environment=environment)
    manage(environment, "rename_organisation", "Said after the copy")
    shutil.rmtree(database.parent)
    said = run(SQLITE_BACK, environment=environment)
    assert "Everybody is signed out" in said
    assert names(database) == ["Harbour"]
    with closing(sqlite3.connect(database)) as its:
        assert its.execute("SELECT COUNT(*) FROM accounts_restoration").fetchone() == (1,)
    assert not (tmp_path / "var/restored").exists()
