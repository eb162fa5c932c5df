"""What PostgreSQL writes ahead, taken as it writes it, sealed every few seconds, and opened again.

pg_receivewal fills a spool: finished files of 16 MB, and the one that is being written, which ends
in `.partial`. Both are sealed; the latter again and again under one name, until it is finished.
"""

import re
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from sdmtool.backups import segments
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
    connection: BaseDatabaseWrapper, its: Archive, program: str, around: Mapping[str, str]
) -> None:
    """Take what the server writes until told to stop, or until the server is gone.

    A slot of its own makes the server keep what has not been taken. Raises BackupError.
    """
    words = [program, f"--directory={its.spool}", f"--slot={SLOT}", "--no-password"]
    created = subprocess.run(
        [program, f"--slot={SLOT}", "--create-slot", "--if-not-exists", "--no-password"],
        env=dict(around),
        capture_output=True,
        check=False,
        text=True,
    )
    if created.returncode:
        raise BackupError(f"PostgreSQL keeps no slot for us: {created.stderr.strip()}")
    connection.close()
    taking = subprocess.Popen([*words, "--synchronous", "--no-loop"], env=dict(around))
    try:
        while taking.poll() is None:
            its.keep()
            time.sleep(EVERY_SECONDS)
    finally:
        taking.send_signal(signal.SIGINT)
        taking.wait()
        its.keep()
    raise BackupError("PostgreSQL is away: what it wrote until then is kept.")


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
    sealed = segments.sealed_in(folder)
    wanted = {name: its for name, its in sealed.items() if segments.is_since(name, first)}
    if not wanted:
        raise BackupError(f"{folder} holds nothing that was written after the copy: {ALONE}")
    gap = segments.missing(first, {*held, *wanted}, segments.size_of(wanted.values()))
    if gap:
        raise BackupError(
            f"{gap}, which was written after the copy, is missing in {folder}: {ALONE}"
        )
    # Where the copy has the whole file, the half that was kept would end everything there.
    whole = set(held)
    opened = {
        name: its
        for name, its in wanted.items()
        if name not in whole or not its.name.endswith(".partial.age")
    }
    for name, its in (opened | {each.stem: each for each in folder.glob("*.history.age")}).items():
        with whole_or_not(target / name) as coming, coming.open("wb") as plain:
            unseal(its, plain, key)
    return datetime.fromtimestamp(max(its.stat().st_mtime for its in wanted.values()), UTC)
