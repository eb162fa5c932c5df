"""When a database was brought back, and the dates by which its cards can be known."""

from collections.abc import Iterable

from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import Restoration
from medications.models import Card
from medications.presenters.moves import moment, version_name


def card_dates(card: Card) -> str:
    """Return which version of a card is in use, since when, and when it is due for review."""
    words = {
        "version": version_name(card),
        "moment": moment(card.published_at or card.created_at),
        "day": formats.date_format(card.review_on, "j F Y") if card.review_on else "",
    }
    if not card.review_on:
        return _("%(version)s, of %(moment)s. No day of review.") % words
    return _("%(version)s, of %(moment)s. To be reviewed on %(day)s.") % words


def told_restorations(found: Iterable[Restoration]) -> list[str]:
    """Return each restore in a sentence, newest first, with who looked at the cards since."""
    return [_told(each) for each in found]


def _told(restoration: Restoration) -> str:
    """Say of when the copy was, when it was brought back, and who confirmed it."""
    by, at = restoration.confirmed_by, restoration.confirmed_at
    words = {
        "copy": moment(restoration.copy_of),
        "moment": moment(restoration.at),
        "name": by.name if by else "",
        "then": moment(at) if at else "",
    }
    if not by:
        return _("Brought back on %(moment)s from a copy of %(copy)s. Nobody has looked.") % words
    return (
        _("Brought back on %(moment)s from a copy of %(copy)s. %(name)s looked on %(then)s.")
        % words
    )
