"""What the person agrees that a carer sees, and what a carer writes themselves."""

from uuid import UUID

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.services import record_audit
from consultations.models import Change, ConsentEvent, Consultation, Participant, Topic
from consultations.models.consent import Scope
from consultations.permissions import check_carer_can_write
from consultations.services.saving import Write, Writing, Written, save
from consultations.stages import Stage
from consultations.tickets import Ticket

READ_EVERY = 60
"""Seconds: that a carer read a page is noted at most so often."""


def record_consent(
    *, ticket: Ticket, by: Account | Participant, carer: int, scope: Scope
) -> Consultation:
    """Say what a carer may see from now on; `carer` is a key. Raises as `save` does.

    At every stage, since what was agreed can be taken back when a conversation has ended too.
    """

    def write(writing: Writing) -> Written:
        its = _carer(writing, carer)
        before = Scope.of(its)
        rows = Participant.objects.filter(pk=its.pk)
        rows.update(**scope.columns)
        ConsentEvent.objects.create(
            organisation_id=its.organisation_id,
            consultation=writing.consultation,
            participant=its,
            said_by=writing.by,
            **scope.columns,
        )
        return Written({"carer": its.pk, **before.columns}, {"carer": its.pk, **scope.columns})

    return save(ticket=ticket, by=by, what="record_consent", write=write, stages=tuple(Stage))


@transaction.atomic
def withdraw_consent(
    *, consultation: Consultation, by: Account | Participant, carer: int, key: UUID
) -> None:
    """Share nothing with a carer any more, whatever else was saved since the form was drawn."""
    ticket = newest_ticket(consultation, key)
    if ticket is not None:
        record_consent(ticket=ticket, by=by, carer=carer, scope=Scope())


@transaction.atomic
def add_note(*, consultation: Consultation, by: Participant, text: str, key: UUID) -> None:
    """Keep how a carer sees it, in their own words, apart from the person's.

    It meets no conflict: nobody else writes there. Raises PermissionDenied.
    """

    def write(writing: Writing) -> Written:
        check_agreed(writing)
        mine = {"consultation": writing.consultation, "voice": writing.by}
        whose = {"organisation_id": writing.by.organisation_id, "entered_by": writing.by}
        Topic.objects.create(**mine, **whose, text=text)
        return Written({}, {"text": text})

    _save_carers(consultation, by, "add_note", write, key)


@transaction.atomic
def remove_note(*, consultation: Consultation, by: Participant, note: int, key: UUID) -> None:
    """Take a note of one's own out again; the change keeps what it said. Raises as above."""

    def write(writing: Writing) -> Written:
        mine = {"consultation": writing.consultation, "voice": writing.by}
        found = Topic.objects.filter(**mine, pk=note).first()
        if found is None:
            return Written()
        found.delete()
        return Written({"text": found.text}, {})

    _save_carers(consultation, by, "remove_note", write, key)


def note_read(carer: Participant, page: str) -> None:
    """Leave an entry that a carer read a page, at most one each minute."""
    if not cache.add(f"read:{carer.pk}:{page}", True, READ_EVERY):
        return
    record_audit(
        action="carer_reads",
        record=f"consultation:{carer.consultation.code}",
        organisation=carer.organisation,
        by=None,
        detail={"participant": carer.pk, "page": page, "scope": Scope.of(carer).names},
    )


def _save_carers(
    consultation: Consultation, by: Participant, what: str, write: Write, key: UUID
) -> None:
    """Save what a carer writes."""
    ticket = newest_ticket(consultation, key)
    if ticket is not None:
        save(ticket=ticket, by=by, what=what, write=write, check=check_carer_can_write)


def newest_ticket(consultation: Consultation, key: UUID) -> Ticket | None:
    """Lock the conversation; return a ticket at its version, None when this key was saved."""
    rows = Consultation.objects.select_for_update()
    version = rows.values_list("version", flat=True).get(pk=consultation.pk)
    if Change.objects.filter(consultation=consultation, key=key).exists():
        return None
    return Ticket(consultation.code, version, key)


def _carer(writing: Writing, key: int) -> Participant:
    """Return a carer who takes part. Raises PermissionDenied."""
    for each in writing.here:
        if each.pk == key and each.kind == Participant.Kind.CARER:
            return each
    raise PermissionDenied(_("This carer does not take part in this conversation."))


def check_agreed(writing: Writing) -> None:
    """Raise PermissionDenied unless it was agreed that this carer adds their view."""
    if not writing.by.adds_view:
        raise PermissionDenied(_("It is not agreed, or not any more, that you write here."))
