"""Rows of a file against the cards as they stand: what the cards would say, and every fault.

Pure: what has to be known of the library comes as `Standing`. A cell that reads like the card
changes nothing; a row, column or sheet that is not there changes nothing either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from medications.content import Content, differences
from medications.exchange.cells import Faulty, changed, day, level_after, paragraphs
from medications.exchange.lines import caution_lines, preparation_lines
from medications.exchange.reading import Fault, ReadRow, Upload
from medications.exchange.rows import NOT_RATED, card_row, rating_cells
from medications.exchange.tables import section_header
from medications.exchange.texts import plain
from medications.sections import SECTIONS
from medications.starter_rule import StarterLevel


@dataclass(frozen=True)
class Standing:
    """What the cards say now, by the code of their medicine, and the words that go with codes.

    cards      the draft where there is one, else the card in use
    published  the levels of the card in use by effect code; nothing for a new medicine
    suggested  what the evidence suggests, asked for only where a level changes
    submitted  medicines whose card waits for a second pharmacist: nobody edits it
    in_use     the cards in use of those medicines whose card is in hand
    """

    cards: Mapping[str, Content]
    published: Mapping[str, Mapping[str, int | None]]
    suggested: Callable[[str], Mapping[str, StarterLevel]]
    names: Mapping[str, str]
    labels: Mapping[str, str]
    submitted: frozenset[str]
    sources: frozenset[str]
    in_use: Mapping[str, Content] = field(default_factory=dict)


@dataclass
class Checked:
    """What the cards would say, where that is something else than now; and every fault.

    untouched  medicines in hand of which the file says what the card in use says: they stay
    """

    cards: dict[str, Content] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)


def check_upload(upload: Upload, standing: Standing) -> Checked:
    """Return what the file would change; with a single fault nothing may be imported."""
    named = {_code(row) for rows in upload.rows.values() for row in rows}
    untouched = [
        code for code in standing.in_use if len(named) > 1 and _is_untouched(code, upload, standing)
    ]
    checked = Checked(dict(standing.cards), list(upload.faults), untouched)
    for sheet, rows in upload.rows.items():
        _check_sheet(checked, standing, sheet, [row for row in rows if _code(row) not in untouched])
    checked.cards = {
        code: content
        for code, content in checked.cards.items()
        if differences(standing.cards[code], content)
    }
    _check_in_hand(checked, standing, upload)
    return checked


def _is_untouched(code: str, upload: Upload, standing: Standing) -> bool:
    """Tell whether all that a file says of a medicine is what its card in use says.

    Files hold all cards, and were exported from those in use: without this, the rows that nobody
    touched would take back what a colleague is writing. A file of one medicine alone means it.
    """
    in_use = said = standing.in_use[code]
    alone, faults, is_there = replace(standing, cards={code: in_use}), list[Fault](), False
    for sheet, rows in upload.rows.items():
        its = [row for row in rows if _code(row) == code]
        if its:
            is_there = True
            said = APPLIED[sheet](said, its, alone, Faulty(sheet, faults))
    return is_there and not faults and not differences(in_use, said)


def _code(row: ReadRow) -> str:
    """Return the code of the medicine that a row is about."""
    return plain(row.cells["medicine"]).lower()


def _check_sheet(checked: Checked, standing: Standing, sheet: str, rows: list[ReadRow]) -> None:
    """Apply one sheet to the cards, medicine by medicine."""
    by_medicine: dict[str, list[ReadRow]] = {}
    for row in rows:
        code = _code(row)
        if code not in standing.cards:
            why = _("there is no card with this code") if code else _("the code is missing")
            checked.faults.append(Fault(sheet, row.number, "medicine", why))
        else:
            by_medicine.setdefault(code, []).append(row)
    for code, its in by_medicine.items():
        faulty = Faulty(sheet, checked.faults)
        checked.cards[code] = APPLIED[sheet](checked.cards[code], its, standing, faulty)


def _apply_cards(
    content: Content, rows: list[ReadRow], standing: Standing, faulty: Faulty
) -> Content:
    """Apply the row with the review day and the text sections; an empty day changes nothing."""
    first, *more = rows
    for row in more:
        faulty.add(row, "medicine", _twice(first))
    name = standing.names[content.medication]
    if _misfits(first, "name", name):
        faulty.add(first, "name", _("the name of this code is “%(name)s”") % {"name": name})
        return content
    now = card_row(content, name)
    review_on, sections = content.review_on, dict(content.sections)
    if changed(first, "review day", now) and plain(first.cells["review day"]):
        review_on = day(first, faulty)
    for code in SECTIONS:
        header = section_header(code)
        if changed(first, header, now):
            sections[code] = paragraphs(first.cells[header])
    told = {code: its for code, its in sections.items() if its}
    return replace(content, review_on=review_on, sections=told)


def _apply_ratings(
    content: Content, rows: list[ReadRow], standing: Standing, faulty: Faulty
) -> Content:
    """Apply one row for each side effect."""
    ratings, seen = dict(content.ratings), dict[str, ReadRow]()
    for row in rows:
        effect = plain(row.cells["effect"]).lower()
        label = standing.labels.get(effect)
        if label is None:
            faulty.add(row, "effect", _("cards rate no side effect with this code"))
        elif effect in seen:
            faulty.add(row, "effect", _twice(seen[effect]))
        elif _misfits(row, "label", label):
            words = _("the side effect of this code is “%(label)s”")
            faulty.add(row, "label", words % {"label": label})
        else:
            seen[effect] = row
            before = ratings.get(effect, NOT_RATED)
            if any(changed(row, header, rating_cells(before)) for header in rating_cells(before)):
                medicine = content.medication
                published = standing.published.get(medicine, {}).get(effect)
                suggested = standing.suggested(medicine)[effect]
                ratings[effect] = level_after(before, row, suggested, published, faulty)
    return replace(content, ratings=ratings)


def _apply_cautions(
    content: Content, rows: list[ReadRow], standing: Standing, faulty: Faulty
) -> Content:
    """Apply the rows of safety lines."""
    return replace(content, cautions=caution_lines(content, rows, faulty))


def _apply_preparations(
    content: Content, rows: list[ReadRow], standing: Standing, faulty: Faulty
) -> Content:
    """Apply the rows of forms."""
    forms = preparation_lines(content, rows, standing.sources, faulty)
    return replace(content, preparations=forms)


APPLIED: Mapping[str, Callable[[Content, list[ReadRow], Standing, Faulty], Content]] = {
    "cards": _apply_cards,
    "ratings": _apply_ratings,
    "cautions": _apply_cautions,
    "preparations": _apply_preparations,
}
"""How each sheet changes one card; a test holds it against the sheets that are imported."""


def _check_in_hand(checked: Checked, standing: Standing, upload: Upload) -> None:
    """Refuse a change of a card that waits for a second pharmacist, at the first row of it."""
    for code in checked.cards.keys() & standing.submitted:
        sheet, row = next(
            (sheet, row.number)
            for sheet, rows in upload.rows.items()
            for row in rows
            if _code(row) == code
        )
        why = _("the card for %(name)s waits for a second pharmacist: take it back, or wait") % {
            "name": standing.names[code]
        }
        checked.faults.append(Fault(sheet, row, "medicine", why))


def _misfits(row: ReadRow, header: str, words: str) -> bool:
    """Tell whether a column that only checks says something else: rows or columns have moved."""
    said = plain(row.cells.get(header, ""))
    return bool(said) and said.lower() != plain(words).lower()


def _twice(first: ReadRow) -> str:
    """Say that a row repeats another."""
    return _("this stands in row %(row)d already") % {"row": first.number}
