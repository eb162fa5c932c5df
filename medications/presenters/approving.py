"""Which starter cards are left to approve, those needed most first, and the way from one on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import Card
from medications.presenters.medicines import PresentedMedicine, presented_medicine
from medications.presenters.status import is_overdue


@dataclass(frozen=True)
class NextToApprove:
    """The card that a pharmacist reads next; None when this is the last one, or none is left.

    left   "12 left to approve.", or that every one is approved
    """

    medicine: PresentedMedicine | None
    left: str


def needed_most_first(cards: Iterable[Card], chosen: Mapping[str, int]) -> list[Card]:
    """Return cards by how often their medicine was decided on here of late, then by name.

    The cards come by name.
    """
    return sorted(cards, key=lambda card: -chosen.get(card.medication.code, 0))


def left_to_approve(
    cards: Iterable[Card], not_approved: Collection[int], chosen: Mapping[str, int]
) -> list[Card]:
    """Return the cards to be approved as they stand: one whose review is overdue is not."""
    waiting = (card for card in cards if card.pk in not_approved and not is_overdue(card))
    return needed_most_first(waiting, chosen)


def next_to_approve(left: Sequence[Card], read: Card) -> NextToApprove:
    """Return what follows the card that is being read, round to the first again."""
    if not left:
        return NextToApprove(None, _("Every starter card is approved."))
    place = next((at for at, card in enumerate(left, 1) if card.pk == read.pk), 0)
    following = left[place % len(left)]
    count = ngettext("One card left to approve.", "%(count)d cards left to approve.", len(left))
    return NextToApprove(
        None if following.pk == read.pk else presented_medicine(following),
        count % {"count": len(left)},
    )


def chosen_words(count: int) -> str:
    """Say how often a medicine was decided on of late; nothing for never."""
    words = ngettext("Decided on once of late.", "Decided on %(count)d times of late.", count)
    return words % {"count": count} if count else ""
