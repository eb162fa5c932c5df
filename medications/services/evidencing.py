"""Writes of the rows that a draft rests on: add, correct, retire, put back.

A row is never changed: a correction is a new row of the organisation in the place of the old one,
which is retired from this draft and stays with the versions before. After each change the levels
rest on the rows that suggest them now (drafting.settle); the levels themselves never move.
"""

import hashlib
import json
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Account
from medications.draft_parts import FigurePart, part_key
from medications.models import Card, Evidence
from medications.selectors import drafting as reads
from medications.selectors.subjects import Subject
from medications.services.drafting import (
    StandsAlready,
    is_new,
    note_writing,
    open_draft,
    settle,
)


@transaction.atomic
def add_figure(*, card: Card, about: Subject, said: FigurePart, by: Account) -> Evidence:
    """Let a draft rest on one row more. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    row = _row(card, about, said)
    if not card.evidence.filter(pk=row.pk).exists():
        _hold(card, row)
        _settle_all(card)
        note_writing(card, "add_figure", by, row=row.pk, about=about.code)
    return row


@transaction.atomic
def correct_figure(
    *, card: Card, row: Evidence, said: FigurePart, reason: str, seen: str, by: Account
) -> None:
    """Put a corrected row in the place of a row. Raises PermissionDenied or PartFault.

    The row is retired with the reason. When somebody else corrected it first, it is their row
    that is corrected, once it has been seen.
    """
    card = open_draft(card, by)
    now = reads.standing_figure(card, row)
    if not is_new(reads.figure_part(now), said, seen):
        return
    corrected = _row(card, Subject(row.effect, row.is_benefit), said, instead=row)
    if card.evidence.filter(pk=corrected.pk).exists():
        raise StandsAlready(_("The same figure stands in this draft already. Retire this one."))
    if now is not None:
        _retire(card, now, reason, by, corrected)
    _hold(card, corrected)
    _settle_all(card)
    note_writing(card, "correct_figure", by, row=row.pk, replaced_by=corrected.pk)


@transaction.atomic
def retire_figure(*, card: Card, row: Evidence, reason: str, by: Account) -> None:
    """Let a draft rest on a row no longer; once is enough. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    if reads.figure(card, row.pk) is not None:
        _retire(card, row, reason, by)
        _settle_all(card)
        note_writing(card, "retire_figure", by, row=row.pk)


@transaction.atomic
def put_back_figure(*, card: Card, row: Evidence, by: Account) -> None:
    """Let a draft rest on a retired row again. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    if reads.figure(card, row.pk) is None:
        _hold(card, row)
        _settle_all(card)
        note_writing(card, "put_back_figure", by, row=row.pk)


def _row(card: Card, about: Subject, said: FigurePart, instead: Evidence | None = None) -> Evidence:
    """Return the organisation's row that says this, new or found, in the place of another one.

    What a form does not ask for (the medicine, the effect, what it was compared with) stays as
    it was.
    """
    plain = asdict(said)
    source = plain.pop("source")
    last = Evidence.objects.aggregate(last=Max("position"))["last"] or 0
    row, _is_new = Evidence.objects.get_or_create(
        key=_key(card, about, said, instead),
        defaults=plain
        | {
            "organisation": card.organisation,
            "medication": instead.medication if instead else card.medication,
            "effect": about.effect,
            "source_id": source,
            "is_benefit": about.is_benefit,
            "comparator": instead.comparator if instead else about.comparator(said.measure),
            "position": instead.position if instead else last + 1,
        },
    )
    return row


def _key(card: Card, about: Subject, said: FigurePart, instead: Evidence | None) -> str:
    """Return the digest of an organisation's row: the same figure written again is the same row."""
    whose = [
        *(card.organisation_id, card.medication_id, about.effect and about.effect.code),
        *((about.is_benefit,) if about.is_benefit and instead is None else ()),
        *((instead.is_benefit, instead.comparator, instead.medication_id) if instead else ()),
    ]
    return hashlib.sha256(json.dumps([*whose, part_key(said)]).encode()).hexdigest()


def _hold(card: Card, row: Evidence) -> None:
    """Let a draft rest on a row; that it was retired from this very draft is taken back."""
    card.evidence.add(row)
    card.retired_evidence.filter(evidence=row).delete()


def _retire(
    card: Card, row: Evidence, reason: str, by: Account, replaced_by: Evidence | None = None
) -> None:
    """Take a row out of a draft, and keep why."""
    card.evidence.remove(row)
    card.retired_evidence.create(evidence=row, replaced_by=replaced_by, reason=reason, by=by)


def _settle_all(card: Card) -> None:
    """Let every level of a draft rest on the rows that suggest it now."""
    ratings = card.ratings.select_related("effect").prefetch_related("evidence")
    settle(card, reads.suggestions(card), list(ratings))
