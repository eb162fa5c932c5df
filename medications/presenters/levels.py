"""A level as it stands on every page: sign, words, bars. One vocabulary everywhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medications.models import Evidence, Rating
from medications.starter_rule import Basis


@dataclass(frozen=True)
class Level:
    """What a level looks like: `bars` 0 to 3, or None when it is not known (never 0 then)."""

    sign: str
    words: Promise
    bars: int | None


GRADED = (
    Level("0", _("none known"), 0),
    Level("+", _("uncommon or mild"), 1),
    Level("++", _("commoner or moderately severe"), 2),
    Level("+++", _("common or more severe"), 3),
)
LISTING = ("frequency_class", "incidence_percent")
"""The measures by which a source says that an effect happens."""

NOT_KNOWN = Level("?", _("not known"), None)
LISTED = Level("?", _("happens; how often is not known"), None)
NOT_ON_CARDS = Level("–", _("not on the cards: ask about this one"), None)

SEVERITY_WORDS: dict[str, Promise] = {
    "mild": _("mild"),
    "moderate": _("moderate"),
    "severe": _("severe"),
}
"""How bad an effect is, where a source says so apart from how often it happens."""

BASIS_WORDS: dict[str, Promise] = {
    Basis.PUBLISHED_CARD: _("Printed on the card in the study that this tool comes from."),
    Basis.COMPARATIVE: _(
        "From tables that grade medicines against each other: the middle value, halves rounded up."
    ),
    Basis.COMPARATIVE_RAISED: _(
        "The middle of the tables that compare medicines is none, but product information lists "
        "it. So it is shown as + here."
    ),
    Basis.PRODUCT_INFORMATION: _(
        "From product information: the middle of the frequencies given, halves rounded up."
    ),
    Basis.TRIAL_INCIDENCE: _(
        "From trials: how many more people had it on the medicine than on placebo."
    ),
    Basis.SECONDARY: _("From other sources: the middle of the frequencies given."),
    Basis.LISTED_FREQUENCY_UNKNOWN: _("Sources list it, but none says how often it happens."),
    Basis.NOTHING_FOUND: _(
        "Nothing was found in what was read. That does not mean that it never happens."
    ),
    Basis.BORROWED: _(
        "Taken over from sleepiness during the day: no source splits sleepiness by time of day."
    ),
    Basis.PHARMACIST: _("Set by a pharmacist, with a reason."),
}


def presented_level(level: int | None, basis: str) -> Level:
    """Return how a level looks. Not known is never none: it has words of its own."""
    if level is not None:
        return GRADED[level]
    return LISTED if basis == Basis.LISTED_FREQUENCY_UNKNOWN else NOT_KNOWN


def doubt(rating: Rating, rows: Iterable[Evidence]) -> str:
    """Say it when a level is none although other rows list the effect: the rule cannot judge."""
    listed = any(row.measure in LISTING and row.value not in ("0", "not_known") for row in rows)
    if rating.level != 0 or not listed:
        return ""
    return _now(
        "Other sources list this side effect for this medicine. They were not used for the level, "
        "but they stand below: ask your pharmacist what they mean for you."
    )


def clauses(cells: Mapping[str, Mapping[str, tuple[int | None, str]]]) -> list[tuple[str, int]]:
    """Return each clause of the rule in words with how many levels of the cards it gave."""
    counts = Counter(basis for row in cells.values() for _level, basis in row.values())
    return [(str(words), counts[basis]) for basis, words in BASIS_WORDS.items() if counts[basis]]
