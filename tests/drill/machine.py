"""A machine with PostgreSQL, the folder of its copies, and the commands that are run on it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from sdmtool.backups.sealing import make_key
from tests.chaos.cluster import Postgres, kill, wait_until
from tests.source import ROOT


class Machine:
    """Its database holds notes, and nothing of the service: copies ask for nothing else."""

    def __init__(self, folder: Path) -> None:
        """Make a key and a cluster; `postgres` is the one that the service would use."""
        self.folder, self.copies, self.key = folder, folder / "copies", folder / "key"
        self.recipient = make_key(self.key)
        self.clusters: list[Postgres] = []
        self.begin()

    def begin(self) -> None:
        """Make a new cluster, and use that one."""
        self.postgres = Postgres(self.folder / f"cluster{len(self.clusters)}")
        self.clusters.append(self.postgres)
        self.postgres.make()
        self.ask("CREATE TABLE note (id serial, words text)")

    @property
    def environment(self) -> dict[str, str]:
        """Return what is set for a command."""
        return {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self.postgres.url,
            "VAR_DIR": str(self.folder / "var"),
            "BACKUP_RECIPIENT": self.recipient,
        }

    def manage(self, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        """Run a command, and return how it ended and all that it said."""
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            env=self.environment | changed,
            cwd=ROOT,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def ask(self, words: str, *given: str) -> list[tuple]:
        """Ask the database, or tell it something; return its rows."""
        with closing(psycopg2.connect(self.postgres.url)) as its:
            its.autocommit = True
            with its.cursor() as cursor:
                cursor.execute(words, given or None)
                return list(cursor.fetchall()) if cursor.description else []

    def note(self, words: str) -> None:
        """Save a note."""
        self.ask("INSERT INTO note (words) VALUES (%s)", words)

    @property
    def notes(self) -> list[str]:
        """Return every note that is there."""
        return [words for (words,) in self.ask("SELECT words FROM note ORDER BY id")]

    @contextmanager
    def archiving(self, until: str = "wal/*.age") -> Iterator[None]:
        """Run archive_wal, from when something is kept; all is kept when it is stopped."""
        log = self.folder / "archive_wal.log"
        with log.open("w") as said:
            words = [sys.executable, "manage.py", "archive_wal", str(self.copies / "wal")]
            running = subprocess.Popen(
                words,
                env=self.environment,
                cwd=ROOT,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        try:
            wait_until(lambda: self.is_taken() and any(self.copies.glob(until)), "archive_wal")
            yield
            running.send_signal(signal.SIGTERM)
            running.wait(30)
        finally:
            kill(running)

    def is_taken(self) -> bool:
        """Tell whether somebody takes what the server writes."""
        return self.ask("SELECT active FROM pg_replication_slots") == [(True,)]

    def lose(self) -> None:
        """Lose the cluster; everything else is still there."""
        self.postgres.kill()
        shutil.rmtree(self.postgres.folder)

    def bring_back(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Bring the newest copy back in a new cluster, and use that one; return what was said."""
        coming = Postgres(self.folder / f"cluster{len(self.clusters)}")
        wanted = ["restore", str(self.copies), "--key", str(self.key), "--to", str(coming.folder)]
        done = self.manage(*wanted, *words)
        if done.returncode == 0:
            for each in (coming.folder, Path(f"{coming.folder}-wal")):
                subprocess.run(["chown", "-R", "postgres:", str(each)], check=True)
            self.clusters.append(coming)
            self.postgres = coming
            coming.start()
            is_over = "SELECT NOT pg_is_in_recovery()"
            wait_until(lambda: self.ask(is_over) == [(True,)], "what was written after the copy")
        return done

    def stop(self) -> None:
        """End what still runs; the folder is the caller's to remove."""
        for each in self.clusters:
            each.kill()
