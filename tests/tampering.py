"""Ways in which somebody who owns the database might change the audit behind the service's back.

Each takes a source of chance, changes something that was sealed, and leaves no trace that it can
avoid: some work every digest of the chain out anew.
"""

import datetime
from collections.abc import Callable
from random import Random

from django.db.models import F, Max

from accounts import chain
from accounts.models import AuditEntry, AuditSeal, SealedHead

FAR = 1_000_000
"""A number that no entry has, where two of them change places."""


def change_a_column(chance: Random) -> None:
    """Put another value into one column of one entry."""
    entry = _any(chance)
    columns = {
        "action": "forget",
        "organisation_id": None if entry.organisation_id else _other(entry),
        "by_id": None,
        "at": entry.at + datetime.timedelta(microseconds=1),
        "detail": {**entry.detail, "version": 99},
        "digest": "0" * 64,
        "previous_digest": "f" * 64,
        "record": "consultation:elsewhere",
    }
    name = chance.choice([each for each in columns if getattr(entry, each) != columns[each]])
    AuditEntry.objects.filter(pk=entry.pk).update(**{name: columns[name]})


def change_and_reckon_anew(chance: Random) -> None:
    """Change an entry and work out every later digest of its chain."""
    entry = _any(chance)
    AuditEntry.objects.filter(pk=entry.pk).update(action="forget")
    _reckon(entry.record)


def leave_a_gap(chance: Random) -> None:
    """Take an entry out of the middle."""
    AuditEntry.objects.filter(pk=_in_the_middle(chance).pk).delete()


def close_a_gap(chance: Random) -> None:
    """Take an entry out, count the later ones anew and work out their digests."""
    entry = _in_the_middle(chance)
    AuditEntry.objects.filter(pk=entry.pk).delete()
    for each in AuditEntry.objects.filter(record=entry.record, sequence__gt=entry.sequence):
        AuditEntry.objects.filter(pk=each.pk).update(sequence=F("sequence") - 1)
    _reckon(entry.record)


def change_places(chance: Random) -> None:
    """Let two neighbours change places."""
    first = _in_the_middle(chance)
    second = AuditEntry.objects.get(record=first.record, sequence=first.sequence + 1)
    for entry, number in ((first, FAR), (second, first.sequence), (first, second.sequence)):
        AuditEntry.objects.filter(pk=entry.pk).update(sequence=number)


def cut_the_tail(chance: Random) -> None:
    """Take the last entries of a chain away."""
    entry = _any(chance)
    AuditEntry.objects.filter(record=entry.record, sequence__gte=entry.sequence).delete()


def forge_an_entry(chance: Random) -> None:
    """Add an entry at the end, with a digest that is made up."""
    entry = _any(chance)
    last = AuditEntry.objects.filter(record=entry.record).aggregate(last=Max("sequence"))["last"]
    AuditEntry.objects.create(
        action="forget", record=entry.record, sequence=last + 1, digest="a" * 64
    )


def squeeze_one_in(chance: Random) -> None:
    """Add an entry in the middle; count and work out what comes after it."""
    entry = _in_the_middle(chance)
    later = AuditEntry.objects.filter(record=entry.record, sequence__gt=entry.sequence)
    for each in later.order_by("-sequence"):
        AuditEntry.objects.filter(pk=each.pk).update(sequence=F("sequence") + 1)
    AuditEntry.objects.create(action="forget", record=entry.record, sequence=entry.sequence + 1)
    _reckon(entry.record)


def cut_seal_and_tail(chance: Random) -> None:
    """Take a tail away and what the seals have seen of it."""
    entry = _any(chance)
    for model in (AuditEntry, SealedHead):
        model.objects.filter(record=entry.record, sequence__gte=entry.sequence).delete()


def drop_a_seal(chance: Random) -> None:
    """Take a seal away, with all that stands under it."""
    number = chance.choice(list(AuditSeal.objects.values_list("number", flat=True)))
    SealedHead.objects.filter(seal=number).delete()
    AuditSeal.objects.filter(number=number).delete()


TAMPERINGS: tuple[Callable[[Random], None], ...] = (
    change_a_column,
    change_and_reckon_anew,
    leave_a_gap,
    close_a_gap,
    change_places,
    cut_the_tail,
    forge_an_entry,
    squeeze_one_in,
    cut_seal_and_tail,
    drop_a_seal,
)


def _any(chance: Random) -> AuditEntry:
    """Return an entry."""
    return chance.choice(list(AuditEntry.objects.order_by("pk")))


def _in_the_middle(chance: Random) -> AuditEntry:
    """Return an entry that another one follows."""
    numbers = dict(AuditEntry.objects.order_by().values_list("record").annotate(Max("sequence")))
    entries = AuditEntry.objects.order_by("pk")
    return chance.choice([each for each in entries if each.sequence < numbers[each.record]])


def _other(entry: AuditEntry) -> int:
    """Return the key of some organisation."""
    found = AuditEntry.objects.exclude(organisation=None).exclude(pk=entry.pk).first()
    return found.organisation_id if found else 1


def _reckon(record: str) -> None:
    """Work every digest of a chain out, as the service would have."""
    digest = ""
    for each in AuditEntry.objects.filter(record=record).order_by("sequence"):
        content = chain.Content(
            each.organisation_id, each.by_id, each.action, each.record, each.at, each.detail
        )
        before, digest = digest, chain.linked(chain.content_digest(content), each.sequence, digest)
        AuditEntry.objects.filter(pk=each.pk).update(previous_digest=before, digest=digest)
