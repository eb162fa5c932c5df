"""Files that only the holder of the private key can read, in the age format.

Sealing needs the public key alone (BACKUP_RECIPIENT). Opening notices every byte that changed and
every byte that is missing, before the last of it is believed.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyrage


class BackupError(Exception):
    """A copy cannot be made, or must not be used; the sentence says what to do."""


class Reader(Protocol):
    """Whatever bytes come from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next ones."""
        ...


class Writer(Protocol):
    """Wherever bytes go."""

    def write(self, data: bytes, /) -> int | None:
        """Take the next ones."""
        ...


@dataclass(frozen=True)
class Digest:
    """How many bytes, and their SHA-256."""

    size: int
    sha256: str


class Tally:
    """Counts bytes on their way, and digests them."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.size, self.hash = 0, hashlib.sha256()

    def count(self, data: bytes) -> None:
        """Add the next ones."""
        self.hash.update(data)
        self.size += len(data)

    @property
    def digest(self) -> Digest:
        """Return what has passed."""
        return Digest(self.size, self.hash.hexdigest())


class CountedReader(Tally):
    """Takes the place of what is read."""

    def __init__(self, source: Reader) -> None:
        """Read from there."""
        super().__init__()
        self.source = source

    def read(self, size: int = -1) -> bytes:
        """Read, and count."""
        data = self.source.read(size)
        self.count(data)
        return data


class CountedWriter(Tally):
    """Takes the place of what is written."""

    def __init__(self, target: Writer) -> None:
        """Write there."""
        super().__init__()
        self.target = target

    def write(self, data: bytes) -> int:
        """Write, and count."""
        self.target.write(data)
        self.count(data)
        return len(data)

    def flush(self) -> None:
        """Leave it to whoever closes the file."""


def seal(source: Reader, file: Path, recipient: str) -> tuple[Digest, Digest]:
    """Seal everything from `source` into a new file; return the digests of both, plain and sealed.

    The file is there whole or not at all. Raises BackupError.
    """
    public = _public(recipient)
    plain = CountedReader(source)
    with whole_or_not(file) as coming, coming.open("wb") as target:
        sealed = CountedWriter(target)
        try:
            pyrage.encrypt_io(plain, sealed, [public])
        except (pyrage.EncryptError, OSError) as reason:
            raise BackupError(f"{file.name} could not be written: {reason}.") from reason
        target.flush()
        os.fsync(target.fileno())
    return plain.digest, sealed.digest


def unseal(file: Path, target: Writer, key: Path) -> Digest:
    """Open a sealed file into `target`, and return the digest of what was in it.

    Nothing that was written may be used when it raises BackupError: the file is then damaged, cut
    off, or sealed for another key.
    """
    plain = CountedWriter(target)
    try:
        with file.open("rb") as sealed:
            pyrage.decrypt_io(sealed, plain, [_private(key)])
    except (pyrage.DecryptError, OSError) as reason:
        sentence = f"{file.name} cannot be opened: it is damaged, or sealed for another key."
        raise BackupError(sentence) from reason
    return plain.digest


def digest_of(file: Path) -> Digest:
    """Read a file again, as it stands on the disk."""
    tally = Tally()
    with file.open("rb") as source:
        while data := source.read(1 << 20):
            tally.count(data)
    return tally.digest


@contextmanager
def whole_or_not(file: Path) -> Iterator[Path]:
    """Lend a name beside a file, and give it the file's own once everything has gone well."""
    coming = file.with_name(f"{file.name}.part")
    coming.unlink(missing_ok=True)
    coming.touch(mode=0o600)
    try:
        yield coming
        coming.rename(file)
    finally:
        coming.unlink(missing_ok=True)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Have a folder remember the names in it when the power fails."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_key(file: Path) -> str:
    """Make a private key in a new file, and return the public one. Raises BackupError."""
    identity = pyrage.x25519.Identity.generate()
    try:
        file.touch(mode=0o600, exist_ok=False)
    except OSError as reason:
        raise BackupError(f"{file} is there already, or cannot be made.") from reason
    public = str(identity.to_public())
    file.write_text(f"# public key: {public}\n{identity}\n", encoding="utf-8")
    return public


def _public(recipient: str) -> "pyrage.x25519.Recipient":
    """Read the public key."""
    try:
        return pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as reason:
        sentence = "Set BACKUP_RECIPIENT to the public key, which begins with age1."
        raise BackupError(sentence) from reason


def _private(key: Path) -> "pyrage.x25519.Identity":
    """Read the private key: the one line of its file that is no remark."""
    try:
        lines = [each.strip() for each in key.read_text(encoding="utf-8").splitlines()]
        (line,) = [each for each in lines if each and not each.startswith("#")]
        return pyrage.x25519.Identity.from_str(line)
    except (OSError, ValueError, pyrage.IdentityError) as reason:
        raise BackupError(f"{key} holds no private key of ours.") from reason
