"""Whether the audit is what was written: every entry, every chain, every seal, in one go through.

Rows come in pieces, so that memory does not grow with them. What it cannot see: entries after the
newest seal that were cut off the end of a chain, or added to it by somebody who works out digests;
seals that were all replaced, unless one of them was kept elsewhere. So seal often, and keep seals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from accounts import chain
from accounts.models import AuditEntry, AuditSeal, SealedHead

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
    if known and not AuditSeal.objects.filter(digest=known).exists():
        yield Fault("seal", 0, "the seal that was kept elsewhere is none of those here")


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
    """Yield entries that a seal has seen and that are gone or not the same any more."""
    same = AuditEntry.objects.filter(record=OuterRef("record"), sequence=OuterRef("sequence"))
    heads = SealedHead.objects.annotate(now=Subquery(same.values("digest")[:1]))
    columns = ("record", "sequence", "digest", "now", "seal_id")
    for record, sequence, digest, now, seal in heads.values_list(*columns).iterator(PIECE):
        if now is None:
            yield Fault(record, sequence, f"it was there at seal {seal} and is gone")
        elif now != digest:
            yield Fault(record, sequence, f"it is not what seal {seal} has seen")
