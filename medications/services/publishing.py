"""From a draft to a release: submit, comment, send back, publish, withdraw.

Every one is a move of medications.stages under the organisation's lock. A release is made at
each publication and withdrawal, in the same transaction, and the other rooms hear of it there.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from accounts.services import record_audit
from medications import impact, selectors
from medications.content import digest
from medications.models import Card, Medication, Release
from medications.permissions import check_is_pharmacist
from medications.readiness import what_is_missing
from medications.selectors import versions
from medications.services.moving import CardChanged, is_kept, lock, locked_card, make_move
from medications.services.naming import apply_names
from medications.services.versions import new_version
from medications.stages import Move, Stage, check_move


class NotReady(ValueError):
    """A draft that cannot be submitted yet; `sentences` say what is missing, each one thing."""

    def __init__(self, sentences: list[str]) -> None:
        """Keep the sentences, so that the page can list them."""
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@transaction.atomic
def submit_card(
    *, card: Card, read: str, words: str, is_safety_change: bool, by: Account, key: UUID
) -> None:
    """Hand a draft to a second pharmacist, with one line on why it was changed.

    `read` is the digest of what was on the page. Raises PermissionDenied, MoveNotAllowed,
    CardChanged when the draft was edited since, or NotReady.
    """
    card = locked_card(card)
    check_is_pharmacist(by, card.organisation)
    if is_kept(key):
        return
    check_move(Stage(card.stage), Move.SUBMIT)
    card.content_key = _signed(card, read)
    _check_ready(card)
    card.is_safety_change = is_safety_change
    make_move(card, Move.SUBMIT, by, words=words, key=key)
    card.written_by.add(by)
    card.save(update_fields=["content_key", "is_safety_change"])


@transaction.atomic
def answer_submission(*, card: Card, move: Move, words: str, by: Account, key: UUID) -> None:
    """Comment on a submitted card, send it back, or take one's own back to work on it.

    Raises PermissionDenied or MoveNotAllowed.
    """
    card = locked_card(card)
    check_is_pharmacist(by, card.organisation)
    if not is_kept(key):
        make_move(card, move, by, words=words, key=key)


@transaction.atomic
def publish_card(
    *, card: Card, read: str, release: int, by: Account, key: UUID, words: str = ""
) -> Release:
    """Let a second pharmacist publish a submitted card: it is in a new release at once.

    read      the digest of what they read; it must be what was submitted
    release   the key of the release that they compared it with
    words     a comment that they leave with it; why it was changed is the author's
    The same form sent twice publishes once. Raises PermissionDenied, MoveNotAllowed, or
    CardChanged when something was written or published since the page was drawn.
    """
    card = locked_card(card)
    check_is_pharmacist(by, card.organisation)
    current = selectors.current_release(card.organisation)
    if is_kept(key):
        return current
    if words and card.stage == Stage.SUBMITTED:
        make_move(card, Move.COMMENT, by, words=words)
    make_move(card, Move.PUBLISH, by, words=card.stage_reason, key=key)
    if _signed(card, read) != card.content_key or current.pk != release:
        raise CardChanged(
            _("Something was published or changed since you read this. Please read it again.")
        )
    apply_names(card)
    return _release(current, card, by)


@transaction.atomic
def withdraw_card(
    *, organisation: Organisation, medication: Medication, reason: str, by: Account, key: UUID
) -> Release:
    """Withdraw a medicine's card at once: it stays visible as withdrawn, with the reason.

    One pharmacist does this alone, because waiting could harm somebody. The withdrawal is a
    version of its own. Raises PermissionDenied, or MoveNotAllowed when it is withdrawn already.
    """
    check_is_pharmacist(by, organisation)
    lock(organisation)
    current = selectors.current_release(organisation)
    if is_kept(key):
        return current
    base = selectors.card(current, medication.code)
    if base.is_withdrawal:
        raise CardChanged(_("This card has been withdrawn already."))
    # Never a draft in the table: a draft of this medicine may be in hand, and there is but one.
    card = new_version(organisation, medication, base, by, Stage.WITHDRAWN)
    card.stage = Stage.DRAFT
    card.is_safety_change = True
    card.save(update_fields=["is_safety_change"])
    make_move(card, Move.WITHDRAW, by, words=reason, key=key)
    return _release(current, card, by)


def _check_ready(card: Card) -> None:
    """Raise NotReady when something is missing from a draft (medications.readiness)."""
    found = what_is_missing(card)
    if found:
        raise NotReady(found)


def _signed(card: Card, read: str) -> str:
    """Return the digest of what the card says now. Raises CardChanged unless that was read."""
    now = digest(versions.content(card))
    if now != read:
        raise CardChanged(_("This version was edited since you read it. Please read it again."))
    return now


def _release(current: Release, card: Card, by: Account) -> Release:
    """Make the next release: the current one with this card in the place of its medicine's."""
    others = [each for each in selectors.cards(current) if each.medication_id != card.medication_id]
    before = current.cards.filter(medication=card.medication).first()
    if before is not None and before.organisation_id is not None:
        make_move(before, Move.SUPERSEDE, by)
    release = Release.objects.create(
        organisation=current.organisation,
        number=current.number + 1,
        by=by,
        reason=card.stage_reason,
        is_safety_change=card.is_safety_change,
    )
    release.cards.set([*others, card])
    record_audit(
        action="publish_release",
        record=f"release:{current.organisation_id}:{release.number}",
        organisation=current.organisation,
        by=by,
        detail={"cards": release.cards.count()},
    )
    for listener in impact.listeners():
        listener.release_made(current, release, {card.medication.code: card})
    return release
