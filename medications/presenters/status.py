"""How far a card can be trusted here: approval, version, availability, local notes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from medications.models import Approval, Availability, Card, LocalNote, Release
from medications.presenters.medicines import STARTER_SENTENCE


@dataclass(frozen=True)
class Status:
    """What a card page says of the card itself; empty strings where there is nothing to say.

    `overdue` says once more, for the top of the page, what `version` says at its end.
    """

    starter_sentence: str | Promise
    approval: str
    version: str
    availability: str
    notes: list[str]
    overdue: str = ""


def presented_status(
    release: Release,
    card: Card,
    approval: Approval | None,
    availability: Availability | None,
    notes: list[LocalNote],
) -> Status:
    """Return the state of one card in one organisation."""
    is_starter = card.organisation_id is None
    return Status(
        STARTER_SENTENCE if is_starter and approval is None else "",
        _approval(approval),
        _version(release, card),
        availability_words(availability),
        [note.text for note in notes],
        _overdue(card),
    )


def is_overdue(card: Card) -> bool:
    """Tell whether the day on which a card was to be reviewed has passed."""
    return card.review_on is not None and card.review_on < timezone.localdate()


def overdue_sentence(cards: Iterable[Card]) -> str:
    """Name the cards on a page whose review is overdue; '' when there is none."""
    late = [card.medication.name for card in cards if is_overdue(card)]
    if not late:
        return ""
    return _("These cards should have been reviewed by now: %(names)s.") % {
        "names": ", ".join(late)
    }


def _overdue(card: Card) -> str:
    """Say that a card should have been reviewed by now."""
    if card.review_on is None or not is_overdue(card):
        return ""
    return _("This card should have been reviewed by %(date)s. Ask your pharmacist about it.") % {
        "date": formats.date_format(card.review_on, "j F Y")
    }


def _approval(approval: Approval | None) -> str:
    """Say who stands behind the card since when."""
    if approval is None:
        return ""
    return _("Approved by %(name)s, pharmacist, on %(date)s.") % {
        "name": approval.by.name,
        "date": formats.date_format(timezone.localtime(approval.at), "j F Y"),
    }


def _version(release: Release, card: Card) -> str:
    """Say which version of which release this is, and when it is due for review."""
    published = timezone.localtime(card.published_at or card.created_at)
    words = _("Version %(version)d of %(date)s, in release %(release)d.") % {
        "version": card.version,
        "date": formats.date_format(published, "j F Y"),
        "release": release.number,
    }
    if card.review_on is None:
        return f"{words} " + _("No review date has been set.")
    due = formats.date_format(card.review_on, "j F Y")
    if is_overdue(card):
        return f"{words} " + _("Review was due on %(date)s and is overdue.") % {"date": due}
    return f"{words} " + _("Review is due on %(date)s.") % {"date": due}


def availability_words(availability: Availability | None) -> str:
    """Say whether the medicine can be had here, with the reason."""
    if availability is None or availability.state == Availability.State.AVAILABLE:
        return ""
    return _("Here this medicine is: %(state)s. %(reason)s") % {
        "state": availability.get_state_display(),
        "reason": availability.reason,
    }
