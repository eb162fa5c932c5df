"""Audit entries, added in the transaction of what they tell, and the seals on their chains."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts import chain
from accounts.models import Account, AuditSeal, Organisation, SealedHead
from accounts.selectors import heads_not_sealed

# Written out, because everything that is saved waits for it: number and digest of an entry are
# found while it is added, in one question. Whoever is a moment too late for a number adds nothing
# and asks again: no entry is lost, none stands beside another, and a save does not fail because
# somebody looked at the record in that moment.
ADD_ENTRY = """
INSERT INTO accounts_auditentry
       (organisation_id, by_id, action, record, at, detail, sequence, previous_digest, digest)
SELECT %s, %s, %s, %s, %s, %s, last.sequence + 1, last.digest, {linked}
  FROM (SELECT sequence, digest
          FROM (SELECT sequence, digest FROM accounts_auditentry
                 WHERE record = %s ORDER BY sequence DESC LIMIT 1) newest
         UNION ALL SELECT 0, ''
         ORDER BY sequence DESC LIMIT 1) last
 WHERE true
    ON CONFLICT (record, sequence) DO NOTHING
"""
# What `chain.linked` says, in SQL; Django brings SHA256 to SQLite.
TO_LINK = "CAST(%s AS text) || ':' || CAST(last.sequence + 1 AS text) || ':' || last.digest"
LINKED = {
    "postgresql": f"encode(sha256(convert_to({TO_LINK}, 'UTF8')), 'hex')",
    "sqlite": f"SHA256({TO_LINK})",
}
TRIES = 100
"""How often a number may be taken by somebody else before something must be wrong."""

PIECE = 1000
"""How many heads of chains are put under a seal at once, so that memory does not grow with them."""


def record_audit(
    *,
    action: str,
    record: str,
    organisation: Organisation | None = None,
    by: Account | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add one audit entry to the chain of `record` ("card:aripiprazole:1").

    Call it inside the transaction of the write that it tells of. `by` is None for commands.
    """
    its, at = detail or {}, timezone.now()
    whose, who = organisation.pk if organisation else None, by.pk if by else None
    content = chain.content_digest(chain.Content(whose, who, action, record, at, its))
    moment = connection.ops.adapt_datetimefield_value(at)
    columns = [whose, who, action, record, moment, chain.written(its), content, record]
    statement = ADD_ENTRY.format(linked=LINKED[connection.vendor])
    with connection.cursor() as cursor:
        for _try in range(TRIES):
            cursor.execute(statement, columns)
            if cursor.rowcount:
                return
    raise IntegrityError(f"No place was found in the chain of {record}.")


@transaction.atomic
def seal_audit() -> AuditSeal:
    """Put the heads of all chains that grew since the last seal under a new one.

    Whatever is not committed yet goes into the next. Raises IntegrityError when two seal at once.
    """
    last = AuditSeal.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.digest) if last else (1, "")
    at, count = timezone.now(), 0
    found = chain.Seal(number, at, previous)
    heads = _put_down(found, number)
    while piece := list(islice(heads, PIECE)):
        SealedHead.objects.bulk_create(piece)
        count += len(piece)
    return AuditSeal.objects.create(
        number=number, at=at, heads=count, previous_digest=previous, digest=found.digest
    )


def _put_down(seal: chain.Seal, number: int) -> Iterator[SealedHead]:
    """Put each head under a seal, and return its row."""
    for place, (record, sequence, digest) in enumerate(heads_not_sealed(), 1):
        seal.put(place, record, sequence, digest)
        yield SealedHead(
            seal_id=number, place=place, record=record, sequence=sequence, digest=digest
        )


def note_export(*, organisation: Organisation, by: Account, narrowed: list[str]) -> None:
    """Leave an entry that somebody took the audit away as a file, and by what it was narrowed."""
    record_audit(
        action="export_audit",
        record=f"organisation:{organisation.pk}",
        organisation=organisation,
        by=by,
        detail={"narrowed": narrowed},
    )
