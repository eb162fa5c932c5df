"""How a card goes from stage to stage: one door, under the organisation's lock."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from accounts.services import record_audit
from medications.models import Card, CardMove
from medications.selectors.versions import has_written
from medications.stages import Move, Stage, Who, check_move


class CardChanged(ValueError):
    """Something was written after the page was drawn; the sentence says what to do."""


def lock(organisation: Organisation) -> None:
    """Let the pharmacists of one organisation write one after the other."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def locked_card(card: Card) -> Card:
    """Lock the organisation, and return the version as it stands now."""
    if card.organisation is None:
        raise PermissionDenied(_("A starter card is changed by drafting a card of your own."))
    lock(card.organisation)
    rows = Card.objects.select_related("medication", "organisation", "author", "based_on")
    return rows.get(pk=card.pk)


def is_kept(key: UUID) -> bool:
    """Tell whether this very form made a move already."""
    return CardMove.objects.filter(key=key).exists()


def make_move(
    card: Card, move: Move, by: Account, *, words: str = "", key: UUID | None = None
) -> None:
    """Move a locked card, and keep who did it and what they said.

    Raises MoveNotAllowed, or PermissionDenied when the author would be their own second person.
    """
    stage, who = check_move(Stage(card.stage), move)
    if who is Who.SECOND and has_written(card, by):
        raise PermissionDenied(
            _("You wrote in this version, so another pharmacist has to do this.")
        )
    if stage != card.stage:
        card.stage = stage
        if move is not Move.SUPERSEDE:
            card.stage_reason = words
        if move is Move.PUBLISH:
            card.approver = by
        if move in (Move.PUBLISH, Move.WITHDRAW):
            card.published_at = timezone.now()
        card.save(update_fields=["stage", "stage_reason", "approver", "published_at"])
    CardMove.objects.create(card=card, move=move, words=words, by=by, key=key)
    record_card_audit(f"{move}_card", card, by)


def record_card_audit(action: str, card: Card, by: Account, **detail: object) -> None:
    """Record who did what to which version; the words stand in the rows alone."""
    record_audit(
        action=action,
        record=f"card:{card.organisation_id}:{card.medication.code}:{card.version}",
        organisation=card.organisation,
        by=by,
        detail=detail,
    )
