"""Whether copies are as new as they should be: a copy that stopped last month looks like one."""

from datetime import datetime, timedelta
from pathlib import Path

from sdmtool.backups import manifest, segments
from sdmtool.backups.manifest import Manifest
from sdmtool.backups.sealing import BackupError
from sdmtool.backups.wal import ALIVE

SILENT_FOR = timedelta(seconds=60)
"""archive_wal says every ten seconds that it is there."""


def due(folder: Path, now: datetime, hours: float, has_wal: bool) -> list[str]:
    """Return a sentence for each thing that is missing; nothing when all is well.

    The newest copy is read from end to end: a faulty disk is noticed while there are others.
    """
    copy = newest(folder)
    try:
        its = manifest.read(copy) if copy else None
        found = [
            _age(its, now, timedelta(hours=hours)) if its else f"There is no copy in {folder}."
        ]
    except BackupError as error:
        its, found = None, [str(error)]
    if has_wal:
        archive = folder / "wal"
        found.append(_wal(archive / ALIVE, now) or (_joins(its, archive, now) if its else ""))
    return [sentence for sentence in found if sentence]


def newest(folder: Path) -> Path | None:
    """Return the newest copy in a folder of copies."""
    copies = sorted(each.parent for each in folder.glob(f"2*Z/{manifest.MANIFEST}"))
    return copies[-1] if copies else None


def _age(its: Manifest, now: datetime, at_most: timedelta) -> str:
    """Say whether the newest copy is too old."""
    if now - its.made_at > at_most:
        return f"The newest copy is of {its.made_at:%Y-%m-%d %H:%M} UTC: make one."
    return ""


def _wal(alive: Path, now: datetime) -> str:
    """Say whether what is written after the copy is kept."""
    if not alive.exists() or now.timestamp() - alive.stat().st_mtime > SILENT_FOR.total_seconds():
        return f"archive_wal is not running, or cannot write to {alive.parent}."
    return ""


def _joins(its: Manifest, archive: Path, now: datetime) -> str:
    """Say what would keep `restore` from bringing back the newest copy with the archive.

    That nothing is there yet is said when it should be: what was written is on its way at first.
    """
    if not its.wal:
        return ""
    first, last = min(its.wal), max(its.wal)
    kept = segments.sealed_in(archive)
    if now - its.made_at < SILENT_FOR and not any(segments.is_since(name, first) for name in kept):
        return ""
    held = segments.between(first, last, segments.size_of(kept.values()))
    gap = segments.gap_after(first, held, archive)
    return (
        f"{gap}: the newest copy would be brought back alone, so make another one." if gap else ""
    )
