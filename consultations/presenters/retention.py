"""How long records are kept, in words that name nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Tombstone
from consultations.models import ServiceUser

HEADINGS = {
    Tombstone.Rule.DEATH: gettext_lazy("Records, so long after death"),
    Tombstone.Rule.CONTACT: gettext_lazy("Records, so long after the last contact"),
    Tombstone.Rule.DRAFT: gettext_lazy("Conversations planned and never begun"),
}


@dataclass(frozen=True)
class KeptRecord:
    """A record that is restricted or on hold: by its number, and where that is lifted."""

    words: str
    url: str


@dataclass(frozen=True)
class PresentedRetention:
    """What would be removed today, each with its count, and what is kept whatever its age."""

    due: list[tuple[str, int]]
    kept: list[KeptRecord]


def presented_retention(
    due: Mapping[str, int], invitations: int, back: int, kept: Iterable[ServiceUser]
) -> PresentedRetention:
    """Return counts and numbers of records in words."""
    counts = [(str(words), due[rule]) for rule, words in HEADINGS.items()]
    counts.append((_("Codes and links never used"), invitations))
    counts.append((_("Kept back, restricted or on hold, although their time is over"), back))
    return PresentedRetention(counts, [_kept(each) for each in kept])


def _kept(row: ServiceUser) -> KeptRecord:
    """Return one record by its number."""
    states = [
        *([_("restricted")] if row.restricted_by_id else []),
        *([_("on hold")] if row.is_held else []),
    ]
    words = _("Record %(number)d: %(states)s") % {"number": row.pk, "states": ", ".join(states)}
    return KeptRecord(words, reverse("keeping", args=[row.pk]))
