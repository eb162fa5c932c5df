"""How hard the words of a draft are to read, in words, with what would help."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.reading_age import Reading, reading

LONG_SENTENCE = 15
"""From so many words on, a shorter sentence helps more than a shorter word."""
GROWN_UP = 18


@dataclass(frozen=True)
class ReadingHint:
    """How hard a text is; `advice` says what helps, and is empty when it is easy enough."""

    words: str
    advice: str = ""


def reading_hint(
    paragraphs: Iterable[str], oldest: int, names: Collection[str] = ()
) -> ReadingHint | None:
    """Return how hard paragraphs are that aim at an age; None when nothing is written."""
    found = reading(paragraphs, names)
    if found is None:
        return None
    return ReadingHint(_how_hard(found), _advice(found, oldest) if found.age > oldest else "")


def _how_hard(found: Reading) -> str:
    """Return "About reading age 12. Longest sentence: 31 words."."""
    age = _("About reading age %(age)d.") if found.age < GROWN_UP else _("Reading age over 17.")
    longest = ngettext(
        "Longest sentence: one word.", "Longest sentence: %(count)d words.", found.longest
    )
    return f"{age % {'age': found.age}} {longest % {'count': found.longest}}"


def _advice(found: Reading, oldest: int) -> str:
    """Say which age to aim at, and what brings a text nearer to it."""
    aim = _("Aim at %(age)d or below.") % {"age": oldest}
    helps = (
        _("Shorter sentences help most.")
        if found.longest >= LONG_SENTENCE
        else _("Shorter words help most; explain a hard one where it stands.")
    )
    return f"{aim} {helps}"
