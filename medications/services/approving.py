"""A pharmacist stands behind an unchanged starter card, or takes that back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.services import record_audit
from medications.models import Approval, Card, Release
from medications.permissions import check_can_approve
from medications.services.moving import CardChanged


@transaction.atomic
def approve_card(*, release: Release, card: Card, read: int, by: Account, key: UUID) -> Approval:
    """Let a pharmacist of the release's organisation stand behind a starter card.

    `read` is the key of the card that was on the page and `key` the form's own: the same form
    sent twice counts once, and a card that somebody approved already stays theirs. Raises
    PermissionDenied, or CardChanged when another version has come into use or the form was
    used for an approval that no longer stands.
    """
    organisation = release.organisation
    check_can_approve(by, organisation, card)
    if card.pk != read:
        raise CardChanged(_("This card has changed since you read it. Please read it again."))
    Card.objects.select_for_update().get(pk=card.pk)
    standing = Approval.objects.filter(
        organisation=organisation, card=card, withdrawn_at=None
    ).first()
    if standing is not None:
        return standing
    if Approval.objects.filter(idempotency_key=key).exists():
        raise CardChanged(_("This form was sent before. Please read the card again."))
    approval = Approval.objects.create(
        organisation=organisation, card=card, by=by, idempotency_key=key
    )
    _audit("approve_card", approval, by)
    return approval


@transaction.atomic
def withdraw_approval(*, release: Release, card: Card, by: Account) -> None:
    """Take back the approval of a starter card; nothing happens when none stands."""
    check_can_approve(by, release.organisation, card)
    standing = Approval.objects.select_for_update().filter(
        organisation=release.organisation, card=card, withdrawn_at=None
    )
    for approval in standing:
        approval.withdrawn_by, approval.withdrawn_at = by, timezone.now()
        approval.save(update_fields=["withdrawn_by", "withdrawn_at"])
        _audit("withdraw_approval", approval, by)


def _audit(action: str, approval: Approval, by: Account) -> None:
    """Record who approved or took back which version."""
    card = approval.card
    record_audit(
        action=action,
        record=f"card:{card.medication.code}:{card.version}",
        organisation=approval.organisation,
        by=by,
    )
