"""Which cards of an organisation have to be reviewed, as plain text for a terminal or a mail."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import Card

SOON = timedelta(days=28)
"""A card that is due within four weeks is named too, since reviewing takes a while."""


def review_due_subject(cards: Iterable[Card], today: date) -> str:
    """Return the subject of the mail; '' when no card is due, so that none is sent."""
    count = len(_due(cards, today))
    if not count:
        return ""
    words = ngettext("One card to review", "%(count)d cards to review", count)
    return words % {"count": count}


def review_due_text(name: str, cards: Iterable[Card], today: date) -> str:
    """Return the list: overdue first, then due soon, then those without a date."""
    cards = sorted(cards, key=lambda card: (card.review_on or date.max, card.medication.name))
    without = [card.medication.name for card in cards if card.review_on is None]
    lines = [
        name,
        *_part(_("Review is overdue:"), cards, lambda day: day < today),
        *_part(_("Due within four weeks:"), cards, lambda day: today <= day <= today + SOON),
    ]
    if without:
        lines += ["", _("Without a day of review: %(names)s.") % {"names": ", ".join(without)}]
    if len(lines) == 1:
        lines += ["", _("No card has to be reviewed.")]
    return "\n".join(lines)


def _due(cards: Iterable[Card], today: date) -> list[Card]:
    """Return the cards that are overdue or due soon."""
    return [each for each in cards if each.review_on and each.review_on <= today + SOON]


def _part(heading: str, cards: Iterable[Card], holds: Callable[[date], bool]) -> list[str]:
    """Return a heading with its cards, the most urgent first; nothing without a card."""
    lines = [
        f"  {formats.date_format(card.review_on, 'j F Y')}  {card.medication.name}"
        for card in cards
        if card.review_on and holds(card.review_on)
    ]
    return ["", heading, *lines] if lines else []
