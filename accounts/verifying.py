"""Whether the audit is what was written: every entry, every chain, every seal, in one go through.

Rows come in pieces, so that memory does not grow with them. What it cannot see: entries after the
newest seal that were cut off the end of a chain, or added to it by somebody who works out digests;
seals that were all replaced, unless one of them was kept elsewhere. So seal often, and keep seals.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from accounts import chain
from accounts.brought_back import in_words
from accounts.models import AuditEntry, AuditSeal, Restoration, SealedHead, Tombstone
from accounts.services.retention import REMOVED, said

PIECE = 2000


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written: where, and what is wrong there."""

    record: str
    sequence: int
    words: str

    def __str__(self) -> str:
        """Return it as the command prints it."""
        return f"{self.record} #{self.sequence}: {self.words}"


class Link(NamedTuple):
    """An entry, as it is read to be checked."""

    content: chain.Content
    sequence: int
    previous: str
    digest: str


LINKS = ("sequence", "previous_digest", "digest")
CONTENT = ("organisation_id", "by_id", "action", "record", "at", "detail")


def faults(known: str = "") -> Iterator[Fault]:
    """Yield every fault; `known` is a seal that was kept elsewhere."""
    yield from chain_faults()
    yield from seal_faults()
    yield from head_faults()
    yield from stone_faults()
    if known and not AuditSeal.objects.filter(digest=known).exists():
        yield Fault("seal", 0, f"the seal that was kept elsewhere is none of those here{_why()}")


def _why() -> str:
    """Say why a seal may be missing although nobody touched it: after a restore, else nothing."""
    last = Restoration.objects.first()
    if last is None:
        return ""
    return (
        f". This database was brought back on {in_words(last.at)} from a copy of "
        f"{in_words(last.copy_of)}: a seal that was made between the two is not here. "
        "Compare with the newest seal from before the copy"
    )


def chain_faults() -> Iterator[Fault]:
    """Yield what is wrong within the chains."""
    rows = AuditEntry.objects.order_by("record", "sequence").values_list(*CONTENT, *LINKS)
    links = (
        Link(chain.Content(*row[: len(CONTENT)]), *row[len(CONTENT) :])
        for row in rows.iterator(PIECE)
    )
    for record, its in groupby(links, lambda each: each.content.record):
        sequence, digest = 0, ""
        for link in its:
            words = _wrong(link, sequence, digest)
            if words:
                yield Fault(record, link.sequence, words)
            sequence, digest = link.sequence, link.digest


def _wrong(link: Link, sequence: int, digest: str) -> str:
    """Say what is wrong with an entry after the one of this number and digest; "" for nothing."""
    if link.sequence != sequence + 1:
        return f"entry {sequence + 1} is missing"
    own = chain.content_digest(link.content)
    if link.digest != chain.linked(own, link.sequence, link.previous):
        return "what it says, or its digest, was changed"
    if link.previous != digest:
        return "it does not follow the entry before it"
    return ""


def seal_faults() -> Iterator[Fault]:
    """Yield what is wrong with the seals themselves."""
    last = AuditSeal(number=0, digest="")
    for seal in AuditSeal.objects.order_by("number").iterator(PIECE):
        if seal.number != last.number + 1:
            yield Fault("seal", seal.number, f"seal {last.number + 1} is missing")
        elif seal.previous_digest != last.digest:
            yield Fault("seal", seal.number, "it does not follow the seal before it")
        if _resealed(seal) != (seal.heads, seal.digest):
            yield Fault("seal", seal.number, "it, or what stands under it, was changed")
        last = seal


def _resealed(seal: AuditSeal) -> tuple[int, str]:
    """Work a seal out again from what stands under it: how many heads, and its digest."""
    found, count = chain.Seal(seal.number, seal.at, seal.previous_digest), 0
    heads = SealedHead.objects.filter(seal=seal.number).order_by("place")
    for head in heads.values_list("place", "record", "sequence", "digest").iterator(PIECE):
        found.put(*head)
        count += 1
    return count, found.digest


def head_faults() -> Iterator[Fault]:
    """Yield entries that a seal has seen and that are gone or not the same any more.

    Where a record was removed because its time was over, a stone explains that its chain is gone.
    """
    same = AuditEntry.objects.filter(record=OuterRef("record"), sequence=OuterRef("sequence"))
    stones = Tombstone.objects.filter(record=OuterRef("record"))
    heads = SealedHead.objects.annotate(
        now=Subquery(same.values("digest")[:1]),
        upto=Subquery(stones.values("sequence")[:1]),
        last=Subquery(stones.values("digest")[:1]),
    )
    columns = ("record", "sequence", "digest", "now", "upto", "last", "seal_id")
    for record, sequence, digest, now, upto, last, seal in heads.values_list(*columns).iterator(
        PIECE
    ):
        is_removed = upto is not None and (sequence < upto or (sequence, digest) == (upto, last))
        if now is None and is_removed:
            continue
        if now is None:
            yield Fault(record, sequence, f"it was there at seal {seal} and is gone")
        elif now != digest:
            yield Fault(record, sequence, f"it is not what seal {seal} has seen")


def stone_faults() -> Iterator[Fault]:
    """Yield stones that nobody told of, and records that are gone by their stone and still there.

    What the organisations' chains tell of removals is held in memory: a line for each.
    """
    told = AuditEntry.objects.filter(action=REMOVED, record__startswith="organisation:")
    lines = {_line(each) for each in told.values_list("detail", flat=True).iterator(PIECE)}
    left = AuditEntry.objects.filter(record=OuterRef("record"))
    for stone in Tombstone.objects.annotate(is_there=Exists(left)).iterator(PIECE):
        if _line(said(stone)) not in lines:
            yield Fault(stone.record, stone.sequence, "its tombstone was put there by nobody")
        if vars(stone)["is_there"]:
            yield Fault(stone.record, stone.sequence, "it was removed, and something stands there")


def _line(detail: Mapping[str, object]) -> str:
    """Return what was told of a removal, to be compared."""
    return json.dumps(dict(detail), sort_keys=True)
