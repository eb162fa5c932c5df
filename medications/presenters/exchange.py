"""Spreadsheets in words: which sheets and columns there are, what a file would change, faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from medications.content import Content
from medications.exchange.reading import MOST_FAULTS, Fault
from medications.exchange.tables import SHEETS, Sheet, Use
from medications.models import Card
from medications.presenters.change import Change
from medications.presenters.changes import changes_in_words
from medications.presenters.medicines import PresentedMedicine, presented_medicine
from medications.selectors.changes import Rows
from medications.stages import Stage

USE_WORDS: dict[Use, Promise] = {
    Use.MATCHES: gettext_lazy("needed: finds what the row is about"),
    Use.CHECKED: gettext_lazy("checked: may be left out"),
    Use.CHANGES: gettext_lazy("imported: may be left out"),
    Use.ACTS: gettext_lazy("imported: may be left out"),
    Use.READS: gettext_lazy("for reading only"),
}


@dataclass(frozen=True)
class ExplainedSheet:
    """A sheet with its columns: header, what it holds, which words, what becomes of it."""

    name: str
    meaning: str
    columns: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class ChangedCard:
    """What a file would change in one card.

    medicine   None for one that no release has yet
    into       whether a draft would be begun, or the one in hand would go on
    """

    medicine: PresentedMedicine | None
    name: str
    into: str
    changes: list[Change]


def untouched_words(codes: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Say which cards in hand stay as they are, since the file says what is in use."""
    words = _(
        "%(name)s: the file says what the card in use says, so what is in hand stays as it is. "
        "To take something back, do it in the draft, or in a file with no other medicine."
    )
    return [words % {"name": names[code]} for code in codes]


def explained_sheets() -> list[ExplainedSheet]:
    """Return every sheet for the page that explains them."""
    return [_explained(each) for each in SHEETS.values()]


def _explained(sheet: Sheet) -> ExplainedSheet:
    """Return one sheet in words."""
    return ExplainedSheet(
        sheet.name,
        str(sheet.meaning),
        tuple(
            (
                each.header,
                str(each.meaning),
                ", ".join(filter(None, each.allowed)),
                str(USE_WORDS[each.use]),
            )
            for each in sheet.columns
        ),
    )


def fault_words(faults: Iterable[Fault]) -> list[str]:
    """Return each fault with its place, in the order of the file; not more than can be read."""
    order = list(SHEETS)
    found = sorted(dict.fromkeys(faults), key=lambda each: (order.index(each.sheet), each.row or 0))
    said = [_fault(each) for each in found[:MOST_FAULTS]]
    more = len(found) - len(said)
    if more:
        said.append(
            ngettext("and one more fault", "and %(more)d more faults", more) % {"more": more}
        )
    return said


def _fault(fault: Fault) -> str:
    """Return one fault: "Sheet ratings, row 12, column “level”: …"."""
    place = [_("Sheet %(sheet)s") % {"sheet": fault.sheet}]
    if fault.row is not None:
        place.append(_("row %(row)d") % {"row": fault.row})
    if fault.column:
        place.append(_("column “%(column)s”") % {"column": fault.column})
    return f"{', '.join(place)}: {fault.why}."


def changed_cards(
    now: Mapping[str, Content],
    after: Mapping[str, Content],
    cards: Mapping[str, Card],
    shown: Iterable[Card],
    rows: Rows,
) -> list[ChangedCard]:
    """Return what a file would change, medicine by medicine; `shown` are the release's cards.

    `rows` must come from `selectors.changes.rows` for these contents.
    """
    presented = {each.medication.code: presented_medicine(each) for each in shown}
    return [
        ChangedCard(
            presented.get(code),
            cards[code].medication.name,
            _into(cards[code]),
            changes_in_words(now[code], after[code], rows),
        )
        for code in sorted(after, key=lambda code: cards[code].medication.name)
    ]


def _into(card: Card) -> str:
    """Say which draft the changes would go into, and whose it is."""
    if card.stage == Stage.DRAFT and card.author is not None:
        return _(
            "%(name)s began a draft of this card. Your file is compared with it, and would be "
            "written into it."
        ) % {"name": card.author.name}
    if card.is_withdrawal:
        return _("This card is withdrawn. A new draft would be begun from it.")
    return _("A new draft would be begun.")
