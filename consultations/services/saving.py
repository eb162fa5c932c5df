"""How anything in a conversation is written: one door, one transaction.

Lock the conversation, check permission, answer a replay from what was kept, check stage and
version, write, count the version up, keep the change, leave an audit entry. The answer goes out
after the commit, so "saved" is never said before it is true.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.services import record_audit
from consultations.models import Change, Consultation, Participant
from consultations.permissions import check_can_write
from consultations.stages import FINISHED, Stage
from consultations.tickets import Ticket

GOING_ON = tuple(stage for stage in Stage if stage not in FINISHED)
"""The stages at which most things are written."""


class VersionConflict(Exception):
    """Something else was saved after the form was drawn; nothing of the form was written."""


@dataclass(frozen=True)
class Writing:
    """What a write is given: the locked conversation, who writes, and whose wishes it is about."""

    consultation: Consultation
    by: Participant
    person: Participant

    @property
    def common(self) -> dict[str, Any]:
        """The columns that every entry of the person has."""
        return {
            "organisation_id": self.consultation.organisation_id,
            "consultation": self.consultation,
            "voice": self.person,
        }


@dataclass(frozen=True)
class Written:
    """What a write did: clinical words for the history, never for a log."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


Write = Callable[[Writing], Written]


@transaction.atomic
def save(
    *,
    ticket: Ticket,
    by: Account,
    what: str,
    write: Write,
    stages: Collection[Stage] = GOING_ON,
) -> Consultation:
    """Write one thing and return the conversation as it then stands.

    The same ticket a second time changes nothing. Raises PermissionDenied, VersionConflict, or
    whatever sentence `write` raises; then nothing at all is written.
    """
    consultation = _locked(ticket)
    check_can_write(by, consultation, stages)
    if consultation.version != ticket.version:
        if _is_kept(ticket):
            return consultation
        raise VersionConflict(_("Somebody saved something else in the meantime."))
    writing = _writing(consultation, by)
    written = write(writing)
    consultation.version += 1
    consultation.save()
    _keep(writing, by, what, ticket, written)
    return consultation


def _locked(ticket: Ticket) -> Consultation:
    """Lock the conversation."""
    rows = Consultation.objects.select_for_update(of=("self",)).select_related(
        "organisation", "clinic", "service_user", "release"
    )
    return rows.get(code=ticket.code)


def _is_kept(ticket: Ticket) -> bool:
    """Tell whether this very form was kept: each that was has counted the version up."""
    return Change.objects.filter(consultation__code=ticket.code, key=ticket.key).exists()


def _writing(consultation: Consultation, by: Account) -> Writing:
    """Return who writes for whom: whoever writes takes part, and the record says so."""
    here = Participant.objects.filter(consultation=consultation)
    person, clinician = None, None
    for each in here:
        if each.kind == Participant.Kind.SERVICE_USER:
            person = each
        if each.account_id == by.pk:
            clinician = each
    if person is None:
        raise Participant.DoesNotExist
    return Writing(consultation, clinician or taking_part(consultation, by), person)


def taking_part(consultation: Consultation, by: Account) -> Participant:
    """Add a clinician who writes here for the first time."""
    return Participant.objects.create(
        consultation=consultation,
        organisation_id=consultation.organisation_id,
        account=by,
        kind=Participant.Kind.CLINICIAN,
        name=by.name,
    )


def _keep(writing: Writing, by: Account, what: str, ticket: Ticket, written: Written) -> None:
    """Keep the change, and who made it."""
    consultation = writing.consultation
    Change.objects.create(
        organisation_id=consultation.organisation_id,
        consultation=consultation,
        sequence=consultation.version - 1,
        participant=writing.by,
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
