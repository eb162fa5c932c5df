"""Writes of an organisation's own sources. Sources that all organisations share never change here.

A source is never changed either: a correction is a new source, and the rows and forms of drafts
that cite the old one cite the new one from then on. What was published keeps what it cites.
"""

from dataclasses import asdict, replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from accounts.services import record_audit
from medications.draft_parts import RowPart, SourcePart, part_key
from medications.models import Card, Source, SourceMove
from medications.permissions import check_is_pharmacist
from medications.selectors import drafting as reads
from medications.selectors.rows import FACTS, FIGURES, held, part
from medications.services.drafting import StandsAlready, is_new, note_writing
from medications.services.evidencing import correct_row
from medications.services.moving import lock
from medications.stages import Stage

Move = SourceMove.Move


@transaction.atomic
def add_source(*, organisation: Organisation, said: SourcePart, by: Account) -> Source:
    """Add a source; one that says the same is found. Raises PermissionDenied."""
    _enter(organisation, by)
    stand = {reads.source_part(each): each for each in reads.own_sources(organisation)}
    found = stand.get(said)
    if found is not None and not found.is_retired:
        return found
    return _create(organisation, said, by)


@transaction.atomic
def correct_source(*, source: Source, said: SourcePart, seen: str, by: Account) -> Source:
    """Put a corrected source in the place of one. Raises PermissionDenied or PartFault."""
    organisation = source.organisation
    if organisation is None:
        raise StandsAlready(_("This source is shared by all services, so it is not changed here."))
    _enter(organisation, by)
    source.refresh_from_db()
    now = None if source.is_retired else reads.source_part(source)
    if not is_new(now, said, seen):
        return source
    corrected = _create(organisation, said, by)
    _keep(source, is_retired=True)
    for card in Card.objects.filter(organisation=organisation, stage=Stage.DRAFT):
        _cite(card, source, corrected, by)
    _record(source, Move.CORRECT, by, replaced_by=corrected)
    return corrected


@transaction.atomic
def retire_source(*, source: Source, reason: str, by: Account) -> None:
    """Offer a source no longer for new rows; rows that cite it stay as they are.

    Once is enough: the first reason stays. Raises PermissionDenied.
    """
    _set_aside(source, by, Move.RETIRE, reason)


@transaction.atomic
def put_back_source(*, source: Source, by: Account) -> None:
    """Offer a retired source again. Raises PermissionDenied."""
    _set_aside(source, by, Move.PUT_BACK)


def _set_aside(source: Source, by: Account, move: Move, words: str = "") -> None:
    """Retire a source or put it back, unless that was done already."""
    _enter(source.organisation, by)
    source.refresh_from_db()
    is_retired = move is Move.RETIRE
    if source.is_retired != is_retired:
        _keep(source, is_retired=is_retired)
        _record(source, move, by, words=words)


def _enter(organisation: Organisation | None, by: Account) -> None:
    """Let one pharmacist of the organisation write at a time. Raises PermissionDenied."""
    check_is_pharmacist(by, organisation)
    if organisation is not None:
        lock(organisation)


def _create(organisation: Organisation, said: SourcePart, by: Account) -> Source:
    """Write a source under the next code; sources are never deleted, so none is used twice."""
    number = Source.objects.filter(organisation=organisation).count() + 1
    source = Source.objects.create(organisation=organisation, code=f"own-{number}", **asdict(said))
    _record(source, Move.ADD, by)
    return source


def _keep(source: Source, *, is_retired: bool) -> None:
    """Write whether a source still counts."""
    source.is_retired = is_retired
    source.save(update_fields=["is_retired"])


def _cite(card: Card, old: Source, new: Source, by: Account) -> None:
    """Let a draft cite the corrected source wherever it cited the old one."""
    reason = _("Its source was corrected.")
    for kind in (FIGURES, FACTS):
        for row in held(card, kind).filter(source=old):
            now: RowPart = part(row)
            said = replace(now, source=new.pk)
            correct_row(card=card, row=row, said=said, reason=reason, seen=part_key(now), by=by)
    if card.preparations.filter(source=old).update(source=new):
        note_writing(card, "write_preparation", by, done="change")


def _record(
    source: Source, move: Move, by: Account, *, words: str = "", replaced_by: Source | None = None
) -> None:
    """Keep who did what to a source and why; the audit takes no words."""
    source.moves.create(move=move, words=words, replaced_by=replaced_by, by=by)
    record_audit(
        action=f"{move}_source",
        record=f"source:{source.organisation_id}:{source.code}",
        organisation=source.organisation,
        by=by,
        detail={"replaced_by": replaced_by.code} if replaced_by else {},
    )
