"""How anything in a conversation is written: one door, one transaction.

Lock the conversation, answer a replay from what was kept, check permission, stage and version,
write, count the version up, keep the change, leave an audit entry. The answer goes out after
the commit, so "saved" is never said before it is true.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.services import record_audit
from consultations.models import Change, Consultation, Participant
from consultations.permissions import check_can_write
from consultations.tickets import Ticket


class VersionConflict(Exception):
    """Something else was saved after the form was drawn; nothing of the form was written."""


@dataclass(frozen=True)
class Written:
    """What a write did: clinical words for the history, never for a log."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


Write = Callable[[Consultation, Participant], Written]


@transaction.atomic
def save(*, ticket: Ticket, by: Account, what: str, write: Write) -> Consultation:
    """Write one thing and return the conversation as it then stands.

    The same ticket a second time changes nothing. Raises PermissionDenied, VersionConflict, or
    whatever sentence `write` raises; then nothing at all is written.
    """
    consultation = Consultation.objects.select_for_update().get(code=ticket.code)
    if Change.objects.filter(consultation=consultation, key=ticket.key).exists():
        return consultation
    check_can_write(by, consultation)
    if consultation.version != ticket.version:
        raise VersionConflict(_("Somebody saved something else in the meantime."))
    participant = _taking_part(consultation, by)
    written = write(consultation, participant)
    consultation.version += 1
    consultation.save()
    _keep(consultation, participant, by, what, ticket, written)
    return consultation


def _taking_part(consultation: Consultation, by: Account) -> Participant:
    """Return the clinician as a participant: whoever writes takes part, and the record says so."""
    participant, _is_new = Participant.objects.get_or_create(
        consultation=consultation,
        account=by,
        defaults={
            "organisation_id": consultation.organisation_id,
            "kind": Participant.Kind.CLINICIAN,
            "name": by.name,
        },
    )
    return participant


def _keep(
    consultation: Consultation,
    participant: Participant,
    by: Account,
    what: str,
    ticket: Ticket,
    written: Written,
) -> None:
    """Keep the change, and who made it."""
    Change.objects.create(
        organisation_id=consultation.organisation_id,
        consultation=consultation,
        sequence=consultation.version - 1,
        participant=participant,
        account=by,
        what=what,
        before=written.before,
        after=written.after,
        key=ticket.key,
        outcome={"version": consultation.version},
    )
    record_audit(
        action=what,
        record=f"consultation:{consultation.code}",
        organisation=consultation.organisation,
        by=by,
        detail={"version": consultation.version},
    )
