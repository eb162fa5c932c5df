"""A draft of olanzapine's card as tests begin it, and the ways on from there."""

import uuid
from datetime import timedelta

from django.utils import timezone

from accounts.models import Account
from medications import selectors, services
from medications.content import digest
from medications.models import Card, Medication, Release
from medications.selectors import versions
from tests.cast import Cast

REVIEW = timezone.localdate() + timedelta(days=365)


def olanzapine(cast: Cast, by: str = "dev", level: int = 2, code: str = "olanzapine") -> Card:
    """Begin a draft with a day of review and another level of weight gain, with a reason.

    `code` names another medicine, where olanzapine's card must stay free.
    """
    draft = services.draft_card(
        release=selectors.current_release(cast.organisation),
        medication=Medication.objects.get(code=code),
        by=cast.people[by],
    )
    Card.objects.filter(pk=draft.pk).update(review_on=REVIEW)
    draft.ratings.filter(effect__code="weight_gain").update(
        level=level, basis="pharmacist", reason="A newer table."
    )
    draft.refresh_from_db()
    return draft


def read(card: Card) -> str:
    """Return the digest of what the card says now, as a page hands it out."""
    return digest(versions.content(card))


def submit(card: Card, by: Account, key: uuid.UUID | None = None) -> None:
    """Submit a draft as it stands."""
    services.submit_card(
        card=card,
        read=read(card),
        words="Weight gain from a newer table.",
        is_safety_change=False,
        by=by,
        key=key or uuid.uuid4(),
    )


def publish(card: Card, by: Account, key: uuid.UUID | None = None) -> Release:
    """Publish a submitted card as it stands."""
    release = selectors.current_release(card.organisation)
    return services.publish_card(
        card=card, read=read(card), release=release.pk, by=by, key=key or uuid.uuid4()
    )
