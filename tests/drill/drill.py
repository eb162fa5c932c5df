"""One machine with everything on it is lost while people save; another one brings it back.

What is copied, taken along and brought back is done by the lines of docs/operations.md. The machine
is a folder: its cluster, its spool, its files. The copies and the key are elsewhere.
"""

import http.client
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg2

from tests.chaos.cluster import Node, Postgres, kill, wait_until
from tests.drill.page import COPY, DUE, KEYS, POSTGRESQL_BACK, WRITTEN, commands, manage, run
from tests.drill.saving import Saver
from tests.ports import free_port
from tests.source import ROOT

RPO_SECONDS, RTO_SECONDS = 60, 15 * 60
"""What trust asks for: at most so much lost, and back within so long."""

LET_IN = """
INSERT INTO accounts_session VALUES ('0', '', now() + interval '1 day', now());
CREATE TEMPORARY TABLE jo AS
    SELECT * FROM consultations_participant WHERE kind = 'service_user' LIMIT 1;
UPDATE jo SET id = nextval(pg_get_serial_sequence('consultations_participant', 'id')),
    kind = 'carer', sees_cards = true,
    seat_digest = md5('jo'), seat_issued_at = now(), seat_seen_at = now();
INSERT INTO consultations_participant SELECT * FROM jo;
"""
"""Somebody who has signed in, and a carer in a seat with whom something is shared."""
STILL_IN = (
    "SELECT COUNT(*) FROM accounts_session",
    "SELECT COUNT(*) FROM consultations_participant"
    " WHERE seat_digest > '' AND seat_ended_at IS NULL",
    "SELECT COUNT(*) FROM consultations_participant WHERE sees_cards",
)


@dataclass
class Found:
    """What a drill found.

    rpo    seconds from the last save that is still there to the end; 0 when none is lost
    rto    seconds from the end to a service that is ready, with nobody in it
    """

    saves: int
    lost: int
    rpo: float
    rto: float
    sessions: int
    seats: int
    agreed: int
    says_so: bool

    @property
    def faults(self) -> list[str]:
        """Return what does not hold."""
        asked = {
            f"more than {RPO_SECONDS} s are lost": self.rpo > RPO_SECONDS,
            f"it took more than {RTO_SECONDS} s": self.rto > RTO_SECONDS,
            "nothing was saved, so nothing is proved": not self.saves,
            "somebody is still signed in": self.sessions > 0,
            "somebody is still in a seat": self.seats > 0,
            "a carer still sees something": self.agreed > 0,
            "the first page does not say that it is a copy": not self.says_so,
        }
        return [words for words, is_so in asked.items() if is_so]

    @property
    def words(self) -> str:
        """Return it as lines."""
        return "\n".join(f"{name:<10} {its}" for name, its in asdict(self).items())


class Drill:
    """A folder for each of the three places."""

    def __init__(self, folder: Path, conversations: int) -> None:
        """Choose ports; nothing runs yet."""
        self.folder, self.conversations = folder, conversations
        self.postgres = Postgres(folder / "machine/postgres")
        self.restored = Postgres(folder / "another/postgres")
        known = {name: its for name, its in os.environ.items() if name in ("PATH", "HOME", "LANG")}
        self.environment = known | {
            "COPIES": str(folder / "elsewhere/copies"),
            "KEY": str(folder / "elsewhere/key"),
            "RESTORED": str(self.restored.folder),
            "PGPORT": str(self.restored.port),
        }

    def on(self, place: str, postgres: Postgres) -> dict[str, str]:
        """Return the environment of the service on one of the machines."""
        its = {"DATABASE_URL": postgres.url, "VAR_DIR": str(self.folder / place / "var")}
        return self.environment | its

    def go_through(self, seconds: float) -> Found:
        """Fill, copy, go on saving for so long, lose everything, bring it back, count."""
        for each in ("machine/var", "another/var", "elsewhere"):
            (self.folder / each).mkdir(parents=True)
        here, there = self.on("machine", self.postgres), self.on("another", self.restored)
        (self.folder / "another").chmod(0o755)
        self.postgres.make()
        self._fill(here)
        run(KEYS, environment=here)
        here |= {"BACKUP_RECIPIENT": public_key(Path(here["KEY"]))}
        with taking(here) as writing:
            run(COPY, DUE, environment=here)
            saver = Saver(self.postgres.url)
            saver.save_for(seconds)
            self._lose(writing)
        ended = time.time()
        run(POSTGRESQL_BACK, environment=there)
        manage(there, "collectstatic", "--noinput", "--verbosity", "0")  # as `make setup` does
        page = _ready(there)
        back = time.time()
        return self._count(saver, ended, back, page)

    def _fill(self, here: dict[str, str]) -> None:
        """Put the library and made-up people in, one of whom shares with a carer."""
        manage(here, "migrate", "--verbosity", "0")
        manage(here, "load_library")
        rosa = ["rosa@example.org", "--name", "Rosa Lund", "--role", "clinician"]
        manage(here, "add_account", *rosa, "--clinic", "River clinic")
        count = ["--count", str(self.conversations), "--yes-synthetic"]
        manage(here, "make_conversations", *count)
        with closing(psycopg2.connect(self.postgres.url)) as its, its.cursor() as cursor:
            cursor.execute(LET_IN)
            its.commit()
            assert [_one(cursor, each) for each in STILL_IN] == [1, 1, 1]

    def _lose(self, taking: subprocess.Popen) -> None:
        """End everything on the machine at once, and destroy it."""
        self.postgres.kill()
        kill(taking)
        shutil.rmtree(self.folder / "machine")

    def _count(self, saver: Saver, ended: float, back: float, page: str) -> Found:
        """Ask the database that was brought back, and end it."""
        with closing(psycopg2.connect(self.restored.url)) as its, its.cursor() as cursor:
            lost = saver.lost(cursor)
            sessions, seats, agreed = (_one(cursor, each) for each in STILL_IN)
        return Found(
            saves=len(saver.saved),
            lost=len(lost),
            rpo=round(ended - min(lost), 1) if lost else 0.0,
            rto=round(back - ended, 1),
            sessions=sessions,
            seats=seats,
            agreed=agreed,
            says_so="This service was brought back from a copy of" in page,
        )

    def stop(self) -> None:
        """End whatever still runs; the folder is the caller's to remove."""
        self.postgres.kill()
        with suppress(OSError, ValueError, IndexError):
            number = (self.restored.folder / "postmaster.pid").read_text().splitlines()[0]
            os.kill(int(number), signal.SIGQUIT)


def _one(cursor: Any, question: str) -> int:
    """Return the one figure that is asked for."""
    cursor.execute(question)
    return int(cursor.fetchone()[0])


@contextmanager
def taking(here: dict[str, str]) -> Iterator[subprocess.Popen]:
    """Take along what is written, by the line of the page, and wait until it has begun."""
    command = ["sh", "-euc", f"exec {commands(WRITTEN)}"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    taking = subprocess.Popen(command, env=here, cwd=ROOT, start_new_session=True, **silent)
    try:
        wait_until(lambda: any(Path(here["COPIES"]).glob("wal/*.age")), "archive_wal")
        yield taking
    finally:
        kill(taking)


def public_key(key: Path) -> str:
    """Return the public key, which whoever runs the service has set."""
    return key.read_text().splitlines()[0].removeprefix("# public key: ")


def _ready(there: dict[str, str]) -> str:
    """Start the service on the other machine; return its first page when it is ready."""
    node = Node(there | {"HTTPS": "false", "PYTHONUNBUFFERED": "1"}, free_port(), free_port())
    node.start()
    try:
        wait_until(lambda: _asked(node, "/readyz") != "", "a service that is ready")
        return _asked(node, "/")
    finally:
        node.kill()


def _asked(node: Node, address: str) -> str:
    """Return what a page says; nothing unless it answers 200."""
    with closing(http.client.HTTPConnection("127.0.0.1", node.pages, timeout=5)) as connection:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == http.client.OK else ""
