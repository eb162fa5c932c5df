"""What pg_receivewal left in its spool, and whether it can go on from there.

It begins after the newest file of its spool. After a restore on the same machine that file belongs
to what was lost: to another cluster, or to a timeline that the new one left earlier.
"""

import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from sdmtool.backups.sealing import seal
from sdmtool.backups.segments import FILE, number_of, size_of

CLUSTER_IN_HEAD = struct.Struct("=24xQ")
"""Where the head of a file names its cluster (xlp_sysid of XLogLongPageHeaderData)."""

SERVER = """
SELECT system_identifier,
       CASE WHEN pg_is_in_recovery() THEN NULL ELSE
           substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END,
       CASE WHEN pg_is_in_recovery() THEN NULL ELSE
           pg_current_wal_lsn() - '0/0'::pg_lsn END
  FROM pg_control_system()
"""


class Server(NamedTuple):
    """Which cluster it is, and where it writes; a server that only reads along writes nowhere."""

    cluster: int
    timeline: str | None
    at: int | None


def in_spool(spool: Path) -> list[Path]:
    """Return what was left, the one after which pg_receivewal goes on at the end."""
    files = [each for each in spool.iterdir() if FILE.fullmatch(each.name.split(".")[0])]
    return sorted(files, key=lambda each: (each.name[8:24], each.name[:8]))


def asked(connection: BaseDatabaseWrapper) -> Server:
    """Ask the server."""
    with connection.cursor() as cursor:
        cursor.execute(SERVER)
        return Server(*cursor.fetchone())


def is_unknown(spool: Path, server: Server) -> bool:
    """Tell whether something was left that this server never wrote.

    It is of another cluster, or of a place that the server has yet to come to: after a second
    restore of one copy, the timeline has the same number and is another one.
    """
    left = in_spool(spool)
    if any(_cluster_of(each) not in (0, server.cluster) for each in left):
        return True
    if not left or server.at is None or is_of_another_timeline(spool, server):
        return False
    size = size_of([left[-1]])
    return number_of(left[-1].name[:24], size) * size > server.at


def is_of_another_timeline(spool: Path, server: Server) -> bool:
    """Tell whether what was left is of another timeline; it may lead to the server's all the same.

    Whether it does, the server tells when it is asked to go on from there.
    """
    left = in_spool(spool)
    return bool(left) and server.timeline not in (None, left[-1].name[:8])


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
