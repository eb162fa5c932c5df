"""A draft as its card: what a published card says of itself is said of the draft instead."""

from dataclasses import replace

from django.utils.translation import gettext as _

from medications.models import Availability, Card, LocalNote
from medications.presenters.card import PresentedCard, PresentedClass
from medications.presenters.drafting import level_url, review_words
from medications.presenters.status import Status, availability_words


def leading_to_the_draft(card: PresentedCard, draft: Card) -> PresentedCard:
    """Return the card with each “Why?” leading to the draft's level: none is published yet."""
    return replace(card, classes=[_leading(each, draft) for each in card.classes])


def _leading(shown: PresentedClass, draft: Card) -> PresentedClass:
    """Return one class with the ways to the draft."""
    ratings = [replace(each, url=level_url(draft, each.effect.code)) for each in shown.ratings]
    return replace(shown, ratings=ratings)


def preview_status(
    draft: Card, availability: Availability | None, notes: list[LocalNote]
) -> Status:
    """Return what the card says of itself: nobody has approved it, and no release holds it."""
    version = _("Version %(version)d, which is not published.") % {"version": draft.version}
    return Status(
        "",
        "",
        f"{version} {review_words(draft)}",
        availability_words(availability),
        [note.text for note in notes],
    )
