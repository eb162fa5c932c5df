"""How long records are kept; and what is left in the audit of one whose time was over."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import Account, AuditEntry, Organisation, Tombstone
from accounts.services.audit import record_audit

POLICY = ("years_after_contact", "years_after_death", "days_for_drafts")
"""The columns of an organisation that say how long."""

REMOVED = "remove_record"


@transaction.atomic
def set_retention(*, organisation: Organisation, by: Account, **numbers: int) -> None:
    """Set how long an organisation keeps records; the numbers are named as in POLICY.

    Raises IntegrityError outside the bounds. What stands already is not written again.
    """
    now = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = {each: numbers[each] for each in POLICY if numbers[each] != getattr(now, each)}
    if not changed:
        return
    for name, number in changed.items():
        setattr(now, name, number)
    now.save(update_fields=list(changed))
    record_audit(
        action="set_retention",
        record=f"organisation:{now.pk}",
        organisation=now,
        by=by,
        detail=changed,
    )


@transaction.atomic
def remove_chains(
    *, organisation: Organisation, records: Sequence[str], rule: str, rows: int
) -> None:
    """Remove what the audit tells of some records, and leave a stone for each.

    Call it inside the transaction that removes the records themselves, of which `rows` go, and
    before that: what is written once goes only where a stone stands.
    """
    for record in records:
        last = AuditEntry.objects.filter(record=record).order_by("-sequence").first()
        head = (last.sequence, last.digest) if last else (0, "")
        stone = Tombstone.objects.create(
            organisation=organisation,
            rule=rule,
            record=record,
            sequence=head[0],
            digest=head[1],
            rows=rows,
            at=timezone.now(),
        )
        record_audit(
            action=REMOVED,
            record=f"organisation:{organisation.pk}",
            organisation=organisation,
            detail=said(stone),
        )
    AuditEntry.objects.filter(record__in=records)._raw_delete(AuditEntry.objects.db)


def said(stone: Tombstone) -> dict[str, str | int]:
    """Return what the organisation's own chain says of a stone."""
    names = ("record", "rule", "sequence", "digest", "rows")
    return {each: getattr(stone, each) for each in names}
