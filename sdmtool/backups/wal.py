"""What PostgreSQL writes ahead, taken as it writes it, sealed every few seconds, and opened again.

pg_receivewal fills a spool: finished files of 16 MB, and the one that is being written, which ends
in `.partial`. Both are sealed; the latter again and again under one name, until it is finished.
"""

import re
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from sdmtool.backups import leftover, segments
from sdmtool.backups.sealing import BackupError, seal, unseal, whole_or_not
from sdmtool.backups.segments import FILE

SLOT, ALIVE = "sdmtool_backup", "alive"
EVERY_SECONDS = 10.0
"""At most so much is lost with the machine, and what is on its way."""
LABEL = re.compile(r"START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)")
ALONE = "leave out --wal to bring back the copy alone, without what was written after it."


class Archive:
    """A spool that pg_receivewal fills, and the folder in which its files are kept sealed."""

    def __init__(self, spool: Path, folder: Path, recipient: str) -> None:
        """Make both folders."""
        self.spool, self.folder, self.recipient = spool, folder, recipient
        self.sealed_as_of: dict[str, int] = {}
        for each in (spool, folder):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self) -> None:
        """Seal what is new. The newest finished file stays: pg_receivewal goes on after it."""
        finished = sorted(each for each in self.spool.iterdir() if FILE.fullmatch(each.name))
        for each in finished:
            self._seal(each)
            (self.folder / f"{each.name}.partial.age").unlink(missing_ok=True)
        for each in finished[:-1]:
            each.unlink()
        for each in (*self.spool.glob("*.history"), *self.spool.glob("*.partial")):
            self._seal(each)
        (self.folder / ALIVE).touch()

    def _seal(self, file: Path) -> None:
        """Seal a file that has changed since it was sealed."""
        changed = file.stat().st_mtime_ns
        if self.sealed_as_of.get(file.name) == changed:
            return
        with file.open("rb") as source:
            seal(source, self.folder / f"{file.name}.age", self.recipient)
        self.sealed_as_of[file.name] = changed


def archive(
    connection: BaseDatabaseWrapper,
    its: Archive,
    program: str,
    around: Mapping[str, str],
    say: Callable[[str], object],
) -> None:
    """Take what the server writes until told to stop, or until pg_receivewal ends.

    What it left when it ran before is put away where the server cannot go on from it. Raises
    BackupError.
    """
    around = {**around, "LC_ALL": "C"}  # its words are looked for below
    _keep_slot(program, around)
    if leftover.is_unknown(its.spool, leftover.asked(connection)):
        _begin_anew(its, say)
    connection.close()
    before = _newest(its.spool)
    said = _take(its, program, around)
    # Having begun, it has written; so whatever else ends it later does not cost what was left.
    if before and before == _newest(its.spool) and _cannot_go_on(its, connection):
        _begin_anew(its, say)
        said = _take(its, program, around)
    if not _answers(connection):
        raise BackupError("PostgreSQL is away: what it wrote until then is kept.")
    raise BackupError(f"{said} What PostgreSQL wrote until then is kept.")


def _keep_slot(program: str, around: Mapping[str, str]) -> None:
    """Have a slot of our own, so that the server keeps what has not been taken."""
    created = subprocess.run(
        [program, f"--slot={SLOT}", "--create-slot", "--if-not-exists", "--no-password"],
        env=dict(around),
        capture_output=True,
        check=False,
        text=True,
    )
    if created.returncode:
        raise BackupError(f"PostgreSQL keeps no slot for us: {created.stderr.strip()}")


def _take(its: Archive, program: str, around: Mapping[str, str]) -> str:
    """Let pg_receivewal fill the spool, and seal what is new; return its last words."""
    words = [program, f"--directory={its.spool}", f"--slot={SLOT}", "--no-password"]
    words += ["--synchronous", "--no-loop"]
    with tempfile.TemporaryFile() as complaints:
        taking = subprocess.Popen(words, env=dict(around), stderr=complaints)
        try:
            while taking.poll() is None:
                its.keep()
                with suppress(subprocess.TimeoutExpired):
                    taking.wait(EVERY_SECONDS)
        finally:
            taking.send_signal(signal.SIGINT)
            taking.wait()
            its.keep()
        complaints.seek(0)
        return last_words(complaints.read().decode(errors="replace"))


def last_words(said: str) -> str:
    """Return the last line of what pg_receivewal said that tells why it ended, as a sentence."""
    lines = [each.strip() for each in said.splitlines() if each.strip()]
    telling = [each for each in lines if not each.endswith(": disconnected")]
    return f"{telling[-1].rstrip('.')}." if telling else "pg_receivewal ended without a word."


def _newest(spool: Path) -> tuple[str, int] | None:
    """Return the file after which pg_receivewal goes on, and when it was written."""
    left = leftover.in_spool(spool)
    return (left[-1].name, left[-1].stat().st_mtime_ns) if left else None


def _cannot_go_on(its: Archive, connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the server is there, and what was left does not lead to where it writes."""
    return _answers(connection) and leftover.is_of_another_timeline(
        its.spool, leftover.asked(connection)
    )


def _begin_anew(its: Archive, say: Callable[[str], object]) -> None:
    """Put away what was left, and say where it is."""
    aside = leftover.put_away(its.spool, its.folder, its.recipient)
    say(
        f"What was left in {its.spool} belongs to what was there before a restore: it is sealed in "
        f"{aside}, and everything is taken anew. Make a copy now."
    )


def _answers(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the server is there; it may have been begun anew, so over a new connection."""
    connection.close()
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True


def begins_with(label: str) -> str:
    """Return the file from which a base backup is replayed, as its label says."""
    found = LABEL.search(label)
    if found is None:
        raise BackupError("The copy does not say where it begins: take another one.")
    return found[1]


def unseal_since(
    first: str, folder: Path, key: Path, target: Path, held: Iterable[str] = ()
) -> datetime:
    """Open every kept file from `first` on; return when the newest of them was written.

    `held` names the files that the copy itself holds: what is kept may begin after them. Raises
    BackupError when one between them is not there: PostgreSQL would stop before the gap and say
    nothing. So would it with a folder in which nothing is.
    """
    whole = set(held)
    gap = segments.gap_after(first, whole, folder)
    if gap:
        raise BackupError(f"{gap}: {ALONE}")
    sealed = segments.sealed_in(folder)
    wanted = {name: its for name, its in sealed.items() if segments.is_since(name, first)}
    # Where the copy has the whole file, the half that was kept would end everything there.
    opened = {
        name: its
        for name, its in wanted.items()
        if name not in whole or not its.name.endswith(".partial.age")
    }
    for name, its in (opened | {each.stem: each for each in folder.glob("*.history.age")}).items():
        with whole_or_not(target / name) as coming, coming.open("wb") as plain:
            unseal(its, plain, key)
    return datetime.fromtimestamp(max(its.stat().st_mtime for its in wanted.values()), UTC)
