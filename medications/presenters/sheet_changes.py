"""What a spreadsheet would change in a card, in words: every cell, from what to what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from medications.content import (
    CautionContent,
    Content,
    Difference,
    Part,
    PreparationContent,
    RatingContent,
    differences,
)
from medications.models import Caution, Preparation
from medications.presenters.levels import presented_level
from medications.sections import SECTIONS
from medications.suggesting import JUMP


@dataclass(frozen=True)
class SheetChange:
    """One thing that would change.

    heading        what it is about: a side effect, a section, a safety line
    words          how it changes, as a part of a sentence; empty where a text stands below
    before, after  a text in full on both sides; empty where there is none
    details        whole sentences: what else changes with it
    """

    heading: str
    words: str
    before: str = ""
    after: str = ""
    details: tuple[str, ...] = ()


def said_changes(
    before: Content, after: Content, labels: Mapping[str, str]
) -> Iterator[SheetChange]:
    """Yield every difference in words; `labels` are the side effects by code."""
    for each in differences(before, after):
        match each.part:
            case Part.RATING:
                yield _rating(labels.get(each.at, each.at), each)
            case Part.CAUTION:
                yield _line(_("Safety line"), each, _caution)
            case Part.PREPARATION:
                yield _line(_("Form"), each, _preparation)
            case Part.SECTION:
                yield _section(each)
            case Part.REVIEW:
                yield SheetChange(_("Day of review"), _from_to(_day(each.before), _day(each.after)))
            case _:
                yield SheetChange(str(each.part), _from_to(str(each.before), str(each.after)))


def _rating(label: str, each: Difference) -> SheetChange:
    """Tell how a level and what stands beside it change."""
    nothing = RatingContent(None, "")
    old, new = each.before or nothing, each.after or nothing
    words = ""
    if old.level != new.level:
        words = _from_to(_level(old), _level(new))
    jump: tuple[str, ...] = ()
    if None not in (old.level, new.level) and abs((old.level or 0) - (new.level or 0)) >= JUMP:
        jump = (_("This moves by two steps or more: make sure that it is meant."),)
    beside = [
        (_("How often"), old.frequency, new.frequency),
        (_("How bad"), old.severity, new.severity),
        (_("Note"), old.note, new.note),
        (_("Reason"), old.reason, new.reason),
    ]
    details = tuple(
        _ended(f"{name}: {_from_to(_quoted(was), _quoted(now))}")
        for name, was, now in beside
        if was != now
    )
    if words and new.reason and new.reason == old.reason:
        details += (_("Reason as before: %(reason)s") % {"reason": _quoted(new.reason)},)
    return SheetChange(label, words, details=jump + details)


def _level(rating: RatingContent) -> str:
    """Return a level as its sign and its words."""
    level = presented_level(rating.level, rating.basis)
    return f"{level.sign} {level.words}"


def _line(heading: str, each: Difference, words_of: Callable[..., str]) -> SheetChange:
    """Tell of a line that is new, gone, or changed in something but its text."""
    if each.before is None:
        return SheetChange(heading, _("new"), after=words_of(each.after))
    if each.after is None:
        return SheetChange(heading, _("taken away"), before=words_of(each.before))
    return SheetChange(heading, "", words_of(each.before), words_of(each.after))


def _caution(caution: CautionContent) -> str:
    """Return a safety line with its kind, and whether it stands wherever the medicine is named."""
    kind = Caution.Kind(caution.kind).label
    mark = _(" (wherever the medicine is named)") if caution.is_gating else ""
    return f"{kind}{mark}: {caution.text}"


def _preparation(form: PreparationContent) -> str:
    """Return a form with everything that is said of it."""
    parts = [Preparation.Form(form.form).label, form.strengths, form.how_often]
    if form.source:
        parts.append(_("source %(code)s") % {"code": form.source})
    return ", ".join(str(each) for each in parts if each)


def _section(each: Difference) -> SheetChange:
    """Tell how a text changes, in full on both sides."""
    heading = SECTIONS[each.at][0] if each.at in SECTIONS else each.at
    return SheetChange(
        str(heading), "", "\n\n".join(each.before or ()), "\n\n".join(each.after or ())
    )


def _day(day: date | None) -> str:
    """Return a day as "3 November 2026"."""
    return formats.date_format(day, "j F Y") if day else _("none")


def _quoted(words: str) -> str:
    """Return words in quotation marks, or say that there are none."""
    return f"“{words}”" if words else _("none")


def _ended(words: str) -> str:
    """Return a sentence with one full stop, also after words that bring their own."""
    return words if words.endswith((".”", "?”", "!”")) else f"{words}."


def _from_to(before: str, after: str) -> str:
    """Say from what to what."""
    return _("from %(before)s to %(after)s") % {"before": before, "after": after}
