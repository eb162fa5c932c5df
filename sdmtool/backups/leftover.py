"""What pg_receivewal left in its spool, and whether it can go on from there.

It begins after the newest file of its spool. After a restore on the same machine that file belongs
to what was lost: to another cluster, or to a timeline that the new one left earlier.
"""

import struct
from datetime import UTC, datetime
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from sdmtool.backups.sealing import seal
from sdmtool.backups.segments import FILE, number_of, size_of

CLUSTER_IN_HEAD = struct.Struct("=24xQ")
"""Where the head of a file names its cluster (xlp_sysid of XLogLongPageHeaderData)."""

CLUSTER = "SELECT system_identifier FROM pg_control_system()"
STANDS_AT = """
SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), pg_current_wal_lsn() - '0/0'::pg_lsn
"""


def in_spool(spool: Path) -> list[Path]:
    """Return what was left, the one after which pg_receivewal goes on at the end."""
    files = [each for each in spool.iterdir() if FILE.fullmatch(each.name.split(".")[0])]
    return sorted(files, key=lambda each: (each.name[8:24], each.name[:8]))


def is_of_another_cluster(spool: Path, connection: BaseDatabaseWrapper) -> bool:
    """Tell whether something was left that this server never wrote."""
    with connection.cursor() as cursor:
        cursor.execute(CLUSTER)
        (ours,) = cursor.fetchone()
    return any(_cluster_of(each) not in (0, ours) for each in in_spool(spool))


def is_of_another_time(spool: Path, connection: BaseDatabaseWrapper) -> bool:
    """Tell whether what was left is of another timeline, or is ahead of the server."""
    left = in_spool(spool)
    if not left:
        return False
    with connection.cursor() as cursor:
        cursor.execute(STANDS_AT)
        timeline, at = cursor.fetchone()
    newest = left[-1]
    size = size_of([newest])
    return newest.name[:8] != timeline or number_of(newest.name[:24], size) * size > at


def put_away(spool: Path, folder: Path, recipient: str) -> Path:
    """Seal what was left in a folder of its own below the archive, and empty the spool.

    Not among the files of the archive: these may have the same names and hold something else.
    Raises BackupError; whatever is not sealed then stays.
    """
    aside = folder / f"left-over-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in (*in_spool(spool), *spool.glob("*.history")):
        with each.open("rb") as source:
            seal(source, aside / f"{each.name}.age", recipient)
        each.unlink()
    return aside


def _cluster_of(file: Path) -> int:
    """Return which cluster wrote a file; 0 where nothing was written into it yet."""
    with file.open("rb") as source:
        data = source.read(CLUSTER_IN_HEAD.size)
    return int(CLUSTER_IN_HEAD.unpack(data)[0]) if len(data) == CLUSTER_IN_HEAD.size else 0
