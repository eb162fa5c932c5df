"""What is different on the cards of two releases, and which releases they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from medications.models import Release
from medications.presenters.change import Change
from medications.presenters.changes import changes_in_words
from medications.presenters.medicines import PresentedMedicine
from medications.selectors.changes import Pair, Rows


@dataclass(frozen=True)
class ChangedCard:
    """One medicine whose card changed, and what is different; all of it on a card that is new."""

    medicine: PresentedMedicine
    is_new: bool
    changes: list[Change]


@dataclass(frozen=True)
class PresentedRelease:
    """Which release it was: when it was made, why, and whether safety is the reason."""

    heading: str
    reason: str
    is_safety_change: bool


def presented_release(release: Release) -> PresentedRelease:
    """Return a release in words."""
    words = {
        "number": release.number,
        "date": formats.date_format(timezone.localtime(release.created_at), "j F Y"),
    }
    return PresentedRelease(
        _("Cards of %(date)s (release %(number)d)") % words,
        release.reason,
        release.is_safety_change,
    )


def changed_cards(
    pairs: Iterable[Pair], rows: Rows, medicines: Mapping[str, PresentedMedicine]
) -> list[ChangedCard]:
    """Return what is different on each card, in the words of the library.

    `rows` must come from `medications.selectors.changes.rows` for these pairs.
    """
    return [
        ChangedCard(
            medicines[after.medication], before is None, changes_in_words(before, after, rows)
        )
        for before, after in pairs
    ]
