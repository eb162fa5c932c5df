"""How anything in a conversation is written: one door, one transaction.

Lock the conversation by counting its version up, check permission and stage, write, keep the
change, leave an audit entry. A form of another version writes nothing: it is answered from what was
kept when it is a replay, and meets a conflict when it is not. The answer goes out
after the commit, so "saved" is never said before it is true.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from accounts.reading import read
from accounts.services import record_audit
from consultations.live import buses
from consultations.models import Change, Consultation, Participant
from consultations.permissions import Locked, check_can_write
from consultations.selectors.participants import everybody
from consultations.services.rows import add
from consultations.stages import FINISHED, Stage
from consultations.tickets import Ticket
from medications.models import Release

GOING_ON = tuple(stage for stage in Stage if stage not in FINISHED)
"""The stages at which most things are written."""


class VersionConflict(Exception):
    """Something else was saved after the form was drawn; nothing of the form was written."""


@dataclass(frozen=True)
class Writing:
    """What a write is given: the locked conversation, who writes, and whose wishes it is about.

    here   everybody who takes part, these two among them
    """

    consultation: Consultation
    by: Participant
    person: Participant
    here: Sequence[Participant]

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
Check = Callable[[Account | Participant, Consultation, Collection[Stage]], Organisation]


# To count the version up is to lock: whoever comes second waits here, and then finds that the
# version of their form is not the newest any more. Which release is the newest is asked along:
# what is drawn after a press marks medicines whose cards changed for safety (selectors/newer.py).
# Open screens may be told along with it (live/buses.py).
COUNT_UP = """
UPDATE consultations_consultation SET version = version + 1
 WHERE code = %s AND version = %s
RETURNING *, (SELECT its.id FROM medications_release its
               WHERE its.organisation_id = consultations_consultation.organisation_id
               ORDER BY its.number DESC LIMIT 1) AS newest_release{told}
"""


@transaction.atomic
def save(
    *,
    ticket: Ticket,
    by: Account | Participant,
    what: str,
    write: Write,
    stages: Collection[Stage] = GOING_ON,
    check: Check = check_can_write,
) -> Consultation:
    """Write one thing and return the conversation as it then stands.

    `check` says who may. The same ticket a second time changes nothing. Raises PermissionDenied,
    VersionConflict, or whatever sentence `write` raises; then nothing at all is written.
    """
    consultation = _counted_up(ticket)
    if consultation is None:
        kept = saved_before(ticket, by, stages, check)
        if kept is None:
            raise VersionConflict(_("Somebody saved something else in the meantime."))
        return kept
    consultation.organisation = check(by, consultation, stages)
    as_kept = _columns(consultation)
    writing = _writing(consultation, by)
    written = write(writing)
    changed = [name for name, its in _columns(consultation).items() if its != as_kept[name]]
    if changed:
        consultation.save(update_fields=changed)
    _keep(writing, by, what, ticket, written)
    buses.tell_saved(consultation.code, consultation.version)
    return consultation


def _counted_up(ticket: Ticket) -> Consultation | None:
    """Lock the conversation and count its version up; None when the ticket's is not the newest.

    Of its release the key is at hand, and the rest is read when it is asked for.
    """
    code = Consultation._meta.get_field("code").get_db_prep_value(ticket.code, connection)
    for found in read(Consultation, _count_up(), [code, ticket.version]):
        found.release = Release.from_db(connection.alias, ["id"], [found.release_id])
        return found
    return None


@cache
def _count_up() -> str:
    """Return the statement for the bus of this service."""
    return COUNT_UP.format(told=buses.told_along())


def saved_before(
    ticket: Ticket,
    by: Account | Participant,
    stages: Collection[Stage] = GOING_ON,
    check: Check = check_can_write,
) -> Consultation | None:
    """Return the conversation as it stands when this very form was kept; None when it was not.

    Each form that was kept has counted the version up. Raises PermissionDenied.
    """
    found = Consultation.objects.select_related("organisation", "release").get(code=ticket.code)
    check(by, found, stages)
    is_kept = Change.objects.filter(consultation=found, key=ticket.key).exists()
    return found if is_kept else None


def _columns(consultation: Consultation) -> dict[str, Any]:
    """Return what the row of the conversation holds."""
    fields = Consultation._meta.concrete_fields
    return {each.name: getattr(consultation, each.attname) for each in fields}


def _writing(consultation: Consultation, by: Account | Participant) -> Writing:
    """Return who writes for whom: whoever writes takes part, and the record says so."""
    here = everybody(consultation)
    person = next((each for each in here if each.kind == Participant.Kind.SERVICE_USER), None)
    if person is None:
        raise Participant.DoesNotExist
    if isinstance(by, Participant):
        return Writing(consultation, _in_seat(by, here), person, here)
    clinician = next((each for each in here if each.account_id == by.pk), None)
    if clinician is None:
        clinician = taking_part(consultation, by)
        here.append(clinician)
    return Writing(consultation, clinician, person, here)


def _in_seat(by: Participant, here: Sequence[Participant]) -> Participant:
    """Return who writes from a seat, as kept now: it may have ended or locked meanwhile."""
    for each in here:
        is_theirs = each.pk == by.pk and each.seat_digest == by.seat_digest
        if is_theirs and each.seat_ended_at is None:
            if each.is_locked:
                raise Locked(_("This screen has locked. Nothing was saved."))
            return each
    raise PermissionDenied(_("This screen has left the conversation. Nothing was saved."))


def taking_part(consultation: Consultation, by: Account) -> Participant:
    """Add a clinician who writes here for the first time."""
    return Participant.objects.create(
        consultation=consultation,
        organisation_id=consultation.organisation_id,
        account=by,
        kind=Participant.Kind.CLINICIAN,
        name=by.name,
    )


def _keep(
    writing: Writing, by: Account | Participant, what: str, ticket: Ticket, written: Written
) -> None:
    """Keep the change, and who made it."""
    consultation = writing.consultation
    account = by if isinstance(by, Account) else None
    change = Change(
        organisation_id=consultation.organisation_id,
        consultation=consultation,
        sequence=consultation.version - 1,
        participant=writing.by,
        account=account,
        what=what,
        before=written.before,
        after=written.after,
        key=ticket.key,
        outcome={"version": consultation.version},
    )
    add([change])
    record_audit(
        action=what,
        record=f"consultation:{consultation.code}",
        organisation=consultation.organisation,
        by=account,
        detail={"version": consultation.version}
        | ({} if account else {"participant": writing.by.pk}),
    )
