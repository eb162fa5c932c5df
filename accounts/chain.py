"""The chain of audit entries: what the digest of an entry is made of. Pure; asks no database.

    content = SHA-256 of the entry's own fields, in one canonical text
    digest  = SHA-256 of "content:sequence:digest of the entry before"

The first entry of a record follows "". The database works out the second line while it adds the
entry (services.py), so nothing but letters, digits and colons is ever hashed there and both
databases agree. This rule never changes: entries that were chained by another would look forged.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class Content(NamedTuple):
    """An entry without its place in the chain: keys of the service and of who acted, and so on."""

    organisation: int | None
    by: int | None
    action: str
    record: str
    at: datetime.datetime
    detail: Mapping[str, Any]


def written(detail: Mapping[str, Any]) -> str:
    """Return details as they are sent to the database.

    Raises TypeError for a fraction: databases write one and the same in more than one way.
    """
    text = json.dumps(dict(detail))
    json.loads(text, parse_float=_refused)
    return text


def _refused(number: str) -> float:
    raise TypeError(f"details of an audit entry hold no fractions: {number}")


def content_digest(content: Content) -> str:
    """Return the digest of an entry's own fields, whichever database they were read from."""
    plain = json.loads(json.dumps(dict(content.detail)))
    at = content.at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return _sha256(json.dumps([*content[:4], at, plain], sort_keys=True, separators=(",", ":")))


def linked(content: str, sequence: int, previous: str) -> str:
    """Return the digest of an entry by the digest of its content, its number, and the one before.

    `LINKED` in services.py says the same in SQL.
    """
    return _sha256(f"{content}:{sequence}:{previous}")


class Seal:
    """The digest of a seal, worked out head by head.

    SHA-256 of the number, moment and previous digest of the seal, then of each head, a line each.
    """

    def __init__(self, number: int, at: datetime.datetime, previous: str) -> None:
        """Begin with the seal's own fields."""
        self._hash = hashlib.sha256()
        moment = at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
        self._add([number, moment, previous])

    def put(self, place: int, record: str, sequence: int, digest: str) -> None:
        """Put one head down."""
        self._add([place, record, sequence, digest])

    @property
    def digest(self) -> str:
        """The digest of what was put down so far."""
        return self._hash.hexdigest()

    def _add(self, line: list[int | str]) -> None:
        self._hash.update(f"{json.dumps(line)}\n".encode())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
