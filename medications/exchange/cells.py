"""Single cells of a file: what they would make a card say, or the fault that they are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from medications.content import RatingContent
from medications.exchange.reading import Fault, ReadRow
from medications.exchange.tables import FREQUENCIES, LEVELS, NO, SEVERITIES, SIGNS, YES
from medications.exchange.texts import plain
from medications.starter_rule import Basis, StarterLevel
from medications.suggesting import needs_reason

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
TRUTH = {"yes": YES, "true": YES, "no": NO, "false": NO, "": ""}


class Faulty:
    """Keeps the faults of one sheet."""

    def __init__(self, sheet: str, faults: list[Fault]) -> None:
        """Add to the faults of the whole file."""
        self.sheet, self.faults = sheet, faults

    def add(self, row: ReadRow, header: str, why: str) -> None:
        """Keep what is wrong with one cell."""
        self.faults.append(Fault(self.sheet, row.number, header, why))


def changed(row: ReadRow, header: str, now: Mapping[str, str]) -> bool:
    """Tell whether a cell is there and says something else than the card."""
    return header in row.cells and plain(row.cells[header]) != plain(now[header])


def text(row: ReadRow, header: str, now: str = "") -> str:
    """Return what a cell says; word for word what stands on the card when it says the same."""
    said = row.cells.get(header, now)
    return now if plain(said) == plain(now) else plain(said)


def choice(
    row: ReadRow, header: str, allowed: tuple[str, ...], faulty: Faulty, now: str = ""
) -> str:
    """Return one of the allowed words; anything else is a fault, and what holds now is kept."""
    said = plain(row.cells.get(header, now)).lower().replace(" ", "_")
    if said not in allowed and (not now or said != now):
        words = ", ".join(each for each in allowed if each)
        faulty.add(row, header, _("write one of these: %(words)s") % {"words": words})
        return now
    return said


def truth(row: ReadRow, header: str, faulty: Faulty, now: str = "") -> str:
    """Return "yes" or "no", also where a spreadsheet made TRUE or FALSE of it."""
    said = TRUTH.get(plain(row.cells.get(header, now)).lower())
    if said is None:
        faulty.add(row, header, _("write yes or no"))
        return now
    return said


def paragraphs(said: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: an empty line stands between two."""
    found: list[list[str]] = [[]]
    for line in plain(said).split("\n"):
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return tuple("\n".join(each) for each in found if each)


def day(row: ReadRow, faulty: Faulty) -> date | None:
    """Return a day, or None for an empty cell."""
    said = plain(row.cells["review day"])
    for form in DAYS if said else ():
        try:
            found = datetime.strptime(said, form).date()
        except ValueError:
            continue
        if found <= timezone.localdate():
            faulty.add(row, "review day", _("this day is over: write a day to come"))
        return found
    if said:
        faulty.add(row, "review day", _("write a day such as 2027-11-23 or 23/11/2027"))
    return None


def level_after(
    before: RatingContent,
    row: ReadRow,
    suggested: StarterLevel,
    published: int | None,
    faulty: Faulty,
) -> RatingContent:
    """Return a rating as the row says; a level that needs a reason and has none is a fault."""
    level = _level(before, row, faulty)
    reason = text(row, "reason", before.reason)
    is_asked = level != before.level or (before.reason and not reason)
    if is_asked and not reason and needs_reason(level, suggested.level, published):
        faulty.add(row, "reason", _reason_wanted(level, suggested.level, published))
    after = replace(
        before,
        level=level,
        frequency=choice(row, "frequency", FREQUENCIES, faulty, before.frequency),
        severity=choice(row, "severity", SEVERITIES, faulty, before.severity),
        note=text(row, "note", before.note),
        reason=reason,
    )
    if level == before.level and before.basis:
        return after
    if level == suggested.level:
        return replace(after, basis=suggested.basis, evidence=tuple(sorted(suggested.rows)))
    return replace(after, basis=Basis.PHARMACIST, evidence=())


def _level(before: RatingContent, row: ReadRow, faulty: Faulty) -> int | None:
    """Return the level of a row; what is no sign is a fault, an empty cell too."""
    if "level" not in row.cells:
        return before.level
    said = plain(row.cells["level"])
    if said not in LEVELS:
        faulty.add(row, "level", _("write 0, +, ++, +++, or ? for not known"))
        return before.level
    return LEVELS[said]


def _reason_wanted(level: int | None, suggested: int | None, published: int | None) -> str:
    """Say why a level needs a reason."""
    if level != suggested:
        return _("%(level)s is not the suggested level, %(suggested)s: say why") % {
            "level": SIGNS[level],
            "suggested": SIGNS[suggested],
        }
    return _("%(level)s is two steps or more from the published %(published)s: say why") % {
        "level": SIGNS[level],
        "published": SIGNS[published],
    }
