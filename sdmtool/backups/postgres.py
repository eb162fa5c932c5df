"""PostgreSQL: a base backup of the whole cluster, and what was written since (wal.py).

The server's own tools do the copying. Its plain bytes go through memory only.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

from django.db.backends.base.base import BaseDatabaseWrapper

from sdmtool.backups import manifest, wal
from sdmtool.backups.manifest import DATA, Manifest
from sdmtool.backups.sealing import BackupError, Digest, seal, unseal
from sdmtool.backups.segments import FILE

RECOVERY = """
# Written by manage.py restore: read what was written after the copy, then go on from there.
restore_command = 'cp "{wal}/%f" "%p"'
recovery_target_timeline = 'latest'
recovery_target_action = 'promote'
"""

PLACE = re.compile(r"write-ahead log (?:start|end) point: ([0-9A-F]+/[0-9A-F]+)")
"""How pg_basebackup tells from where to where what was written meanwhile is in the copy."""


def program(name: str, version: int = 0) -> str:
    """Return the path of a tool of PostgreSQL: of the server's version, the newest, or any."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda each: (each.parent.name == str(version), each.parent.name),
    )
    for each in reversed(folders):
        if (each / name).exists():
            return str(each / name)
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"Install PostgreSQL's own programs: {name} is not there.")
    return found


def version_of(connection: BaseDatabaseWrapper) -> int:
    """Return the server's version: 15."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def environment(config: Mapping[str, object]) -> dict[str, str]:
    """Return how the tools reach the server: a password on a command line could be read.

    By the way that the service itself takes: without what DATABASE_URL says of TLS they would
    take any, and look at no certificate.
    """
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    known = {name: str(config[its]) for name, its in named.items() if config.get(its)}
    options = cast(Mapping[str, object], config.get("OPTIONS") or {})
    return known | {
        f"PG{name.upper()}": str(its) for name, its in options.items() if name.startswith("ssl")
    }


def back_up(
    connection: BaseDatabaseWrapper, folder: Path, recipient: str, around: Mapping[str, str]
) -> Path:
    """Copy the cluster, seal the copy on its way, and return its folder. Raises BackupError."""
    _see_right(connection)
    now, rows = datetime.now(UTC), rows_of(connection)
    command = [program("pg_basebackup", version_of(connection)), "--pgdata=-", "--format=tar"]
    command += ["--wal-method=fetch", "--checkpoint=fast", "--no-password", "--verbose"]
    with manifest.new_folder(folder, now) as made:
        around = {**around, **environment(connection.settings_dict), "LC_ALL": "C"}
        digest, sealed, said = _sealed_output(command, around, made / DATA, recipient)
        held = _files_at(connection, PLACE.findall(said))
        manifest.write(made, Manifest("postgresql", now, digest, sealed, rows, held))
    return made


def _see_right(connection: BaseDatabaseWrapper) -> None:
    """Raise BackupError unless the role may copy the cluster."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolreplication OR rolsuper FROM pg_roles WHERE rolname = session_user"
        )
        role, may = cursor.fetchone()
    if not may:
        raise BackupError(
            f"The database role {role} of DATABASE_URL may not copy PostgreSQL: "
            "name one that has REPLICATION, or give it that."
        )


def _files_at(connection: BaseDatabaseWrapper, places: Sequence[str]) -> list[str]:
    """Return the files of what is written ahead in which these places lie."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(its::pg_lsn) FROM unnest(%s) its", [list(places)])
        return [name for (name,) in cursor.fetchall()]


def _sealed_output(
    command: Sequence[str], around: Mapping[str, str], file: Path, recipient: str
) -> tuple[Digest, Digest, str]:
    """Seal what a command prints; return what it says too, read from a file: it never waits."""
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen(command, env=around, stdout=subprocess.PIPE, stderr=words) as copying,
    ):
        digests = seal(cast(IO[bytes], copying.stdout), file, recipient)
        failed = copying.wait()
        words.seek(0)
        said = words.read().decode(errors="replace").strip()
        if failed:
            raise BackupError(f"pg_basebackup did not copy the database: {said}")
    return *digests, said


def rows_of(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Return how many rows each table has."""
    with connection.cursor() as cursor:
        found = {}
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")
            found[name] = cursor.fetchone()[0]
    return found


def restore(copy: Path, key: Path, to: Path, written: Path | None) -> tuple[Manifest, datetime]:
    """Make a new cluster folder of a copy and what was written since; return up to when.

    Nothing is replaced: the folder must not be there yet. PostgreSQL replays when it is started.
    Raises BackupError; the folder is then not there.
    """
    found = manifest.read(copy)
    if found.kind != "postgresql":
        raise BackupError(f"{copy} is a copy of {found.kind}: leave --to and --wal out.")
    replayed = to.with_name(f"{to.name}-wal")
    for each in (to, replayed):
        if each.exists():
            raise BackupError(f"{each} is there already: name a new folder.")
    coming = to.with_name(f"{to.name}.part")
    shutil.rmtree(coming, ignore_errors=True)
    try:
        _unpack(copy, key, coming, found)
        _verify(coming)
        replayed.mkdir(mode=0o700)
        begins = wal.begins_with((coming / "backup_label").read_text(encoding="utf-8"))
        held = [each.name for each in (coming / "pg_wal").iterdir() if FILE.fullmatch(each.name)]
        latest = found.made_at
        if written:
            latest = max(latest, wal.unseal_since(begins, written, key, replayed, held))
        (coming / "recovery.signal").touch()
        with (coming / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
            settings.write(RECOVERY.format(wal=replayed.resolve()))
        coming.rename(to)
    except BackupError:
        shutil.rmtree(replayed, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    return found, latest


def _unpack(copy: Path, key: Path, coming: Path, found: Manifest) -> None:
    """Open the sealed tar into a folder, and see that all of it was there."""
    coming.mkdir(mode=0o700, parents=True)
    command = ["tar", "--extract", "--file=-", f"--directory={coming}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as unpacking:
        digest = unseal(copy / DATA, cast(IO[bytes], unpacking.stdin), key)
    if unpacking.returncode or digest != found.plain:
        raise BackupError(f"{copy} does not hold what its manifest says: take another copy.")


def _verify(coming: Path) -> None:
    """Let PostgreSQL compare each file with its own list of digests."""
    version = (coming / "PG_VERSION").read_text(encoding="utf-8").strip()
    words: Sequence[str] = [program("pg_verifybackup", int(version)), "--no-parse-wal"]
    done = subprocess.run([*words, str(coming)], capture_output=True, check=False, text=True)
    if done.returncode:
        raise BackupError(f"The copy is damaged: {done.stderr.strip()}")
