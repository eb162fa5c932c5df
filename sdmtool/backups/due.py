"""Whether copies are as new as they should be: a copy that stopped last month looks like one."""

from datetime import datetime, timedelta
from pathlib import Path

from sdmtool.backups import manifest
from sdmtool.backups.sealing import BackupError
from sdmtool.backups.wal import ALIVE

SILENT_FOR = timedelta(seconds=60)
"""archive_wal says every ten seconds that it is there."""


def due(folder: Path, now: datetime, hours: float, has_wal: bool) -> list[str]:
    """Return a sentence for each thing that is missing; nothing when all is well.

    The newest copy is read from end to end: a faulty disk is noticed while there are others.
    """
    found = [_copy(folder, now, timedelta(hours=hours))]
    if has_wal:
        found.append(_wal(folder / "wal" / ALIVE, now))
    return [sentence for sentence in found if sentence]


def newest(folder: Path) -> Path | None:
    """Return the newest copy in a folder of copies."""
    copies = sorted(each.parent for each in folder.glob(f"2*Z/{manifest.MANIFEST}"))
    return copies[-1] if copies else None


def _copy(folder: Path, now: datetime, at_most: timedelta) -> str:
    """Say what is wrong with the newest copy."""
    copy = newest(folder)
    if copy is None:
        return f"There is no copy in {folder}."
    try:
        made_at = manifest.read(copy).made_at
    except BackupError as error:
        return str(error)
    if now - made_at > at_most:
        return f"The newest copy is of {made_at:%Y-%m-%d %H:%M} UTC: make one."
    return ""


def _wal(alive: Path, now: datetime) -> str:
    """Say whether what is written after the copy is kept."""
    if not alive.exists() or now.timestamp() - alive.stat().st_mtime > SILENT_FOR.total_seconds():
        return f"archive_wal is not running, or cannot write to {alive.parent}."
    return ""
