"""What people type, without the letters that nobody sees.

A letter without a width, or one that turns the order of those beside it, makes a name look like
another one, or a sentence say the opposite. They come along when something is pasted, so they go
without a word; whatever can be seen stays. A pile of marks on one letter, which would cover the
lines above, is answered with a sentence.
"""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LINES = "\n\r\t"
REFUSED = "\0"
"""By Django, with a sentence."""
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Of other kinds than those below, and seen by nobody either."""
JOINERS = "\u200c\u200d"
CHOOSERS = range(0xFE00, 0xFE10)
"""Which look a letter has; one after a letter or sign that is not plain is left."""
VIRAMA = 9
MOST_MARKS = 4
"""On one letter; Hebrew and Vietnamese need three."""


def seen(text: str) -> str:
    """Return what somebody sees of a text, in its shortest form of each letter."""
    found: list[str] = []
    composed = unicodedata.normalize("NFC", text)
    for place, letter in enumerate(composed):
        if unicodedata.category(letter) in ("Zl", "Zp"):
            found.append("\n")
        elif _is_seen(
            letter, composed[place - 1] if place else "", composed[place + 1 : place + 2]
        ):
            found.append(letter)
    return "".join(found)


def _is_seen(letter: str, before: str, after: str) -> bool:
    """Tell whether a letter shows, or shapes the letters beside it."""
    if letter in JOINERS:
        return _joins(before, after)
    if ord(letter) in CHOOSERS:
        return (before.isprintable() and not before.isspace() and not before.isalpha()) or (
            unicodedata.category(before or " ") == "Lo"
        )
    kind = unicodedata.category(letter)
    return letter in LINES + REFUSED or not (kind in ("Cc", "Cf", "Cs", "Cn") or letter in BLANK)


def _joins(before: str, after: str) -> bool:
    """Tell whether a joiner is part of the writing: in Arabic, after a virama, between signs."""
    if not before or not after:
        return False
    is_arabic = unicodedata.bidirectional(before) == unicodedata.bidirectional(after) == "AL"
    is_sign = unicodedata.category(after) == "So" and not before.isalnum() and not before.isspace()
    return is_arabic or is_sign or unicodedata.combining(before) == VIRAMA


def most_marks(text: str) -> int:
    """Return how many marks the letter with the most of them bears."""
    most = here = 0
    for letter in text:
        here = here + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        most = max(most, here)
    return most


class WordsField(forms.CharField):
    """A box for words."""

    default_error_messages = {"marks": _("There are too many marks on one letter. Take some away.")}

    def to_python(self, value: Any) -> str:
        """Return what is seen of what was typed."""
        return super().to_python(seen(super().to_python(value) or "")) or ""

    def validate(self, value: str) -> None:
        """Refuse a pile of marks."""
        super().validate(value)
        if most_marks(value or "") > MOST_MARKS:
            raise ValidationError(self.error_messages["marks"], code="marks")
