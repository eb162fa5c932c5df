"""Which cards a filter shows, and why it leaves out the others: nothing is dropped silently."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from medications.models import Card
from medications.selectors import Cells


@dataclass(frozen=True)
class CardFilter:
    """What somebody asked for; an empty string or None asks for nothing.

    `level` is the greatest level of `effect` to show, 0 to 2. `nice_class` narrows which side
    effects are shown beside the names, never which medicines.
    """

    form: str = ""
    effect: str = ""
    level: int | None = None
    nice_class: str = ""


class LeftOut(StrEnum):
    """Why a card is not among those shown.

    other_forms   this form was not found among what was read
    higher        its level is higher than asked for
    not_known     its level is not known, which is neither lower nor higher
    """

    OTHER_FORMS = "other_forms"
    HIGHER = "higher"
    NOT_KNOWN = "not_known"


@dataclass
class Sifted:
    """The cards to show, and the others by reason."""

    shown: list[Card] = field(default_factory=list)
    left_out: dict[LeftOut, list[Card]] = field(default_factory=dict)


def sift(cards: Iterable[Card], cells: Cells, wanted: CardFilter) -> Sifted:
    """Sort cards into those to show and those left out, each with its reason."""
    sifted = Sifted()
    for card in cards:
        reason = _reason(card, cells, wanted)
        if reason is None:
            sifted.shown.append(card)
        else:
            sifted.left_out.setdefault(reason, []).append(card)
    return sifted


def _reason(card: Card, cells: Cells, wanted: CardFilter) -> LeftOut | None:
    """Return why a card is left out, or None when it is shown."""
    if wanted.form and wanted.form not in {each.form for each in card.preparations.all()}:
        return LeftOut.OTHER_FORMS
    if wanted.level is None:
        return None
    level, _ = cells[card.medication.code][wanted.effect]
    if level is None:
        return LeftOut.NOT_KNOWN
    return LeftOut.HIGHER if level > wanted.level else None
