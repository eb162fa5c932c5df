"""What a copy holds, written beside it last: a folder without it is no copy.

kind    sqlite or postgresql
made_at when copying began, in UTC: everything saved before is in it
plain, sealed   size and SHA-256 of what was copied, and of the sealed file
rows    how many each table had: of the copy itself, in PostgreSQL just before copying
wal     PostgreSQL: the first and the last file of what it wrote meanwhile, which the copy holds;
        nothing in a copy from before this was noted
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sdmtool.backups.sealing import BackupError, Digest, digest_of, whole_or_not

DATA, MANIFEST = "data.age", "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """See above."""

    kind: str
    made_at: datetime
    plain: Digest
    sealed: Digest
    rows: dict[str, int]
    wal: Sequence[str] = ()


@contextmanager
def new_folder(folder: Path, now: datetime) -> Iterator[Path]:
    """Lend the folder of a copy, named after its moment (20261129T132400Z); gone if it fails."""
    made = folder / now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made.mkdir(mode=0o700)
    except OSError as reason:
        raise BackupError(f"{made} cannot be made, or is there already.") from reason
    try:
        yield made
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def write(folder: Path, manifest: Manifest) -> None:
    """Read the sealed file again, and write the manifest when it is as it was written."""
    if digest_of(folder / DATA) != manifest.sealed:
        raise BackupError(f"{folder / DATA} is not as it was written: the disk may be faulty.")
    said = asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    with whole_or_not(folder / MANIFEST) as coming:
        coming.write_text(json.dumps(said | {"sha256": _sum(said)}, indent=1), encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read what a copy holds, and see that manifest and sealed file are whole.

    Raises BackupError, before anything was opened.
    """
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        kept = said.pop("sha256")
        found = Manifest(
            said["kind"],
            datetime.fromisoformat(said["made_at"]),
            Digest(**said["plain"]),
            Digest(**said["sealed"]),
            said["rows"],
            said.get("wal", ()),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as reason:
        raise BackupError(f"{folder} holds no whole copy: take another one.") from reason
    if _sum(said) != kept:
        raise BackupError(f"{folder / MANIFEST} was changed: take another copy.")
    if not (folder / DATA).exists() or digest_of(folder / DATA) != found.sealed:
        raise BackupError(f"{folder / DATA} is damaged or cut off: take another copy.")
    return found


def _sum(said: dict) -> str:
    """Return the digest of what a manifest says."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
