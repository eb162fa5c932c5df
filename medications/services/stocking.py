"""What an organisation says of a medicine beside its card: can it be had, and local notes."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from accounts.services import record_audit
from medications import selectors
from medications.models import Availability, LocalNote, Medication
from medications.permissions import check_is_pharmacist
from medications.services.moving import lock


class StockConflict(ValueError):
    """Somebody else said something in the meantime; the sentence says so, nothing was written."""


@transaction.atomic
def record_availability(
    *,
    organisation: Organisation,
    medication: Medication,
    state: Availability.State,
    reason: str,
    seen: int,
    by: Account,
) -> None:
    """Say whether a medicine can be had here; earlier rows are kept, the newest one holds.

    seen   the key of the newest row when the form was drawn, 0 when there was none
    Saying again what holds already changes nothing. Raises PermissionDenied, or StockConflict
    when somebody said something else in the meantime.
    """
    check_is_pharmacist(by, organisation)
    lock(organisation)
    newest = selectors.availability(organisation).get(medication.pk)
    holds = (newest.state, newest.reason) if newest else (Availability.State.AVAILABLE, "")
    if (state, reason) == holds:
        return
    if (newest.pk if newest else 0) != seen:
        raise StockConflict(_("Somebody else said something about this in the meantime."))
    Availability.objects.create(
        organisation=organisation, medication=medication, state=state, reason=reason, by=by
    )
    _audit("record_availability", organisation, medication, by, state=str(state))


@transaction.atomic
def add_local_note(
    *, organisation: Organisation, medication: Medication, text: str, key: UUID, by: Account
) -> None:
    """Add a sentence to a card, always shown as local. The same form twice adds it once."""
    check_is_pharmacist(by, organisation)
    lock(organisation)
    if LocalNote.objects.filter(key=key).exists():
        return
    LocalNote.objects.create(
        organisation=organisation, medication=medication, text=text, key=key, by=by
    )
    _audit("add_local_note", organisation, medication, by)


@transaction.atomic
def retire_local_note(*, organisation: Organisation, note: LocalNote, by: Account) -> None:
    """Take a local note away from the card; the row is kept, with who took it away."""
    check_is_pharmacist(by, organisation)
    lock(organisation)
    standing = LocalNote.objects.filter(pk=note.pk, organisation=organisation, retired_at=None)
    if standing.update(retired_at=timezone.now(), retired_by=by):
        _audit("retire_local_note", organisation, note.medication, by)


def _audit(
    action: str, organisation: Organisation, medication: Medication, by: Account, **detail: object
) -> None:
    """Record who said something about which medicine; the words stand in the rows alone."""
    record_audit(
        action=action,
        record=f"medication:{organisation.pk}:{medication.code}",
        organisation=organisation,
        by=by,
        detail=detail,
    )
