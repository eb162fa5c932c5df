"""Versions of a card: begin a draft from the one in use, or give a draft up."""

from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from medications.models import Card, Caution, Medication, Preparation, Rating, Release
from medications.permissions import check_is_pharmacist
from medications.services.moving import is_kept, lock, locked_card, make_move, record_card_audit
from medications.stages import IN_HAND, Move, Stage

Part = TypeVar("Part", Rating, Caution, Preparation)


class DraftExists(ValueError):
    """Somebody here is working on this medicine's card; `draft` is theirs."""

    def __init__(self, draft: Card) -> None:
        """Keep the draft, so that the page can lead to it."""
        super().__init__(_("Somebody is working on this card already."))
        self.draft = draft


@transaction.atomic
def draft_card(*, release: Release, medication: Medication, by: Account) -> Card:
    """Begin a draft of a medicine's card, from the version in the release if there is one.

    Raises PermissionDenied, or DraftExists when the medicine's card is in hand already.
    """
    organisation = release.organisation
    check_is_pharmacist(by, organisation)
    lock(organisation)
    versions = Card.objects.filter(organisation=organisation, medication=medication)
    in_hand = versions.filter(stage__in=IN_HAND).first()
    if in_hand is not None:
        raise DraftExists(in_hand)
    base = release.cards.filter(medication=medication).first()
    draft = new_version(organisation, medication, base, by)
    record_card_audit("draft_card", draft, by)
    return draft


@transaction.atomic
def discard_draft(*, card: Card, words: str, by: Account, key: UUID) -> None:
    """Give a draft up; its rows are kept. Raises PermissionDenied or MoveNotAllowed."""
    card = locked_card(card)
    check_is_pharmacist(by, card.organisation)
    if not is_kept(key):
        make_move(card, Move.DISCARD, by, words=words, key=key)


def new_version(
    organisation: Organisation,
    medication: Medication,
    base: Card | None,
    by: Account,
    stage: Stage = Stage.DRAFT,
) -> Card:
    """Write a version that says what `base` says; without one it says nothing yet."""
    versions = Card.objects.filter(organisation=organisation, medication=medication)
    last = versions.aggregate(last=Max("version"))["last"] or 0
    draft = Card.objects.create(
        organisation=organisation,
        medication=medication,
        version=max(last, base.version if base else 0) + 1,
        stage=stage,
        author=by,
        based_on=base,
        sections=base.sections if base else {},
        names=_names(medication),
        review_on=base.review_on if base else None,
    )
    if base is not None:
        draft.evidence.set(base.evidence.all())
        draft.facts.set(base.facts.all())
        _copy_rows(base.ratings.all(), draft, "evidence")
        _copy_rows(base.cautions.all(), draft, "facts")
        _copy_rows(base.preparations.all(), draft)
    return draft


def _names(medication: Medication) -> dict[str, str]:
    """Return what an organisation's own medicine is called; nothing for one that all have."""
    if medication.organisation_id is None:
        return {}
    return {name: getattr(medication, name) for name in Medication.NAMES}


def _copy_rows(rows: QuerySet[Part], card: Card, links: str = "") -> None:
    """Write the rows of another card once more for this one, with the facts they rest on."""
    old = list(rows.prefetch_related(links) if links else rows)
    held = [list(getattr(row, links).all()) if links else [] for row in old]
    for row in old:
        row.pk, row.card = None, card
        row._state.adding = True
    new = rows.model._default_manager.bulk_create(old)
    for row, facts in zip(new, held, strict=True):
        if facts:
            getattr(row, links).add(*facts)
