"""Writes of the rows that a draft rests on: add, correct, retire, put back.

A row is a figure or a fact in words (selectors.rows), and is never changed: a correction is a new
row of the organisation in the place of the old one, which is retired from this draft and stays
with the versions before. After each change the levels rest on the figures that suggest them now
(drafting.settle), and the cautions on the facts that stand; neither changes what it says.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account
from medications.draft_parts import FactPart, FigurePart, RowPart
from medications.models import Card, CardFact, Evidence
from medications.selectors import drafting as reads
from medications.selectors import rows
from medications.selectors.rows import Row, kind_of
from medications.selectors.subjects import Subject
from medications.services.drafting import (
    StandsAlready,
    is_new,
    note_writing,
    open_draft,
    settle,
)
from medications.services.row_making import corrected_row, new_fact, new_figure


@transaction.atomic
def add_figure(*, card: Card, about: Subject, said: FigurePart, by: Account) -> Evidence:
    """Let a draft rest on one figure more. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    row = new_figure(card, about, said)
    _add(card, row, by, about=about.code)
    return row


@transaction.atomic
def add_fact(*, card: Card, said: FactPart, by: Account) -> CardFact:
    """Let a draft rest on one fact more. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    row = new_fact(card, said)
    _add(card, row, by, about=said.kind)
    return row


def _add(card: Card, row: Row, by: Account, **detail: object) -> None:
    """Take a row into a draft; once is enough."""
    if not rows.stands(card, row):
        _hold(card, row)
        _settle_all(card, row)
        note_writing(card, f"add_{kind_of(row).word}", by, row=row.pk, **detail)


@transaction.atomic
def correct_row(
    *, card: Card, row: Row, said: RowPart, reason: str, seen: str, by: Account
) -> None:
    """Put a corrected row in the place of a row. Raises PermissionDenied or PartFault.

    The row is retired with the reason. When somebody else corrected it first, it is their row
    that is corrected, once it has been seen.
    """
    card = open_draft(card, by)
    now = rows.standing(card, row)
    if not is_new(rows.part(now), said, seen):
        return
    corrected = corrected_row(card, said, instead=row)
    if rows.stands(card, corrected):
        raise StandsAlready(_("The same row stands in this draft already. Retire this one."))
    if now is not None:
        _retire(card, now, reason, by, corrected)
    _hold(card, corrected)
    _settle_all(card, row)
    note_writing(card, f"correct_{kind_of(row).word}", by, row=row.pk, replaced_by=corrected.pk)


@transaction.atomic
def retire_row(*, card: Card, row: Row, reason: str, by: Account) -> None:
    """Let a draft rest on a row no longer; once is enough. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    if rows.stands(card, row):
        _retire(card, row, reason, by)
        _settle_all(card, row)
        note_writing(card, f"retire_{kind_of(row).word}", by, row=row.pk)


@transaction.atomic
def put_back_row(*, card: Card, row: Row, by: Account) -> None:
    """Let a draft rest on a retired row again. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    if not rows.stands(card, row):
        _hold(card, row)
        _settle_all(card, row)
        note_writing(card, f"put_back_{kind_of(row).word}", by, row=row.pk)


def _hold(card: Card, row: Row) -> None:
    """Let a draft rest on a row; that it was retired from this very draft is taken back.

    Cautions that rested on it rest on it again.
    """
    kind = kind_of(row)
    if isinstance(row, CardFact):
        for caution in rows.rested_on(card, row):
            caution.facts.add(row)
    kind.held(card).add(row)
    gone = kind.retired._default_manager.filter(card=card, **{kind.retired_as: row})
    gone.delete()


def _retire(card: Card, row: Row, reason: str, by: Account, replaced_by: Row | None = None) -> None:
    """Take a row out of a draft, and keep why; cautions rest on what stands in its place."""
    kind = kind_of(row)
    kind.held(card).remove(row)
    said: dict[str, object] = {kind.retired_as: row, "replaced_by": replaced_by}
    if isinstance(row, CardFact):
        said["cautions"] = _rest_elsewhere(card, row, replaced_by)
    kind.retired._default_manager.create(card=card, reason=reason, by=by, **said)


def _rest_elsewhere(card: Card, row: CardFact, replaced_by: Row | None) -> list[str]:
    """Let cautions rest on a fact no longer, and return what they say."""
    resting = rows.resting_on(card, row)
    for caution in resting:
        caution.facts.remove(row)
        if isinstance(replaced_by, CardFact):
            caution.facts.add(replaced_by)
    return [each.text for each in resting]


def _settle_all(card: Card, row: Row) -> None:
    """Let every level of a draft rest on the figures that suggest it now."""
    if isinstance(row, Evidence):
        ratings = card.ratings.select_related("effect").prefetch_related("evidence")
        settle(card, reads.suggestions(card), list(ratings))
