"""How a change of cards bears on one conversation, in words: before it and after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.presenters.standing import ordinal
from consultations.selectors.touched import Bearing
from medications.presenters.medicines import PresentedMedicine

Medicines = Mapping[str, PresentedMedicine]
"""Medicines by code, each with what always stands beside its name."""


@dataclass(frozen=True)
class PresentedBearing:
    """What stood first and what stands first, and where the medicine decided on stands.

    is_same      whether the first three are the same, in the same order
    chosen       None when no medicine of the cards was decided on
    chosen_words "It stood 2nd before the change and stands 4th after it."
    """

    before: list[PresentedMedicine]
    after: list[PresentedMedicine]
    is_same: bool
    chosen: PresentedMedicine | None
    chosen_words: str


def presented_bearing(bearing: Bearing, medicines: Medicines) -> PresentedBearing:
    """Return it in words."""
    before, after = bearing.first
    return PresentedBearing(
        [medicines[code] for code in before],
        [medicines[code] for code in after],
        before == after,
        medicines[bearing.chosen] if bearing.chosen else None,
        _chosen_words(*bearing.places) if bearing.chosen else "",
    )


def _chosen_words(before: int, after: int) -> str:
    """Say where the medicine decided on stands; a change can also take its place away."""
    words = {"before": ordinal(before), "after": ordinal(after)}
    if before == after:
        return _("It stands where it stood, %(after)s.") % words if after else _("It has no place.")
    if not after:
        return _("It stood %(before)s before the change and has no place after it.") % words
    if not before:
        return _("It had no place before the change and stands %(after)s after it.") % words
    return _("It stood %(before)s before the change and stands %(after)s after it.") % words
