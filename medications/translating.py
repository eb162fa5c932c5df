"""The rules of translated card text, on plain values. Pure: no database, no clock.

A translation belongs to the English words that it was made of, told apart by their digest, and
not to a version of a card: where the same words stand, in an older release too, it may be shown.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from medications.translation_stages import SETTLED, TranslationStage

NUMBER = re.compile(r"\d+(?:[.,\u066b]\d+)*")


class Translated(Protocol):
    """What the rules ask of a row: `english_key` is the digest of the words it was made of."""

    version: int
    stage: str
    english_key: str


Row = TypeVar("Row", bound=Translated)


def english_key(lines: Sequence[str]) -> str:
    """Return 64 hex digits that differ whenever the English of a section does."""
    return hashlib.sha256(json.dumps(list(lines)).encode()).hexdigest()


def text_key(heading: str, paragraphs: Sequence[str], of: str) -> str:
    """Return a digest of a translation and of the English it was made of: what somebody read."""
    return english_key([heading, of, *paragraphs])


def newest_settled(rows: Iterable[Row]) -> Row | None:
    """Return the newest version that two people have read, be it taken away since or not."""
    return max(
        (row for row in rows if row.stage in SETTLED), key=lambda row: row.version, default=None
    )


def shown(rows: Iterable[Row], english: str) -> Row | None:
    """Return what readers of this English see; None where the English itself has to stand.

    A text that was taken away never lets an older one come back: that one was corrected.
    """
    newest = newest_settled(row for row in rows if row.english_key == english)
    return newest if newest and newest.stage == TranslationStage.APPROVED else None


def is_outdated(rows: Sequence[Row], english: str) -> bool:
    """Tell whether the newest approved text was made of other English than this."""
    newest = newest_settled(rows)
    return (
        newest is not None
        and newest.stage == TranslationStage.APPROVED
        and newest.english_key != english
        and shown(rows, english) is None
    )


def numbers_apart(english: str, translation: str) -> tuple[list[str], list[str]]:
    """Return the numbers that only the English holds, and those that only the translation does.

    Doses and counts stay as they are in every language. Digits of other scripts count as ours,
    and a comma as a point. Only a hint: numbers may be written as words.
    """
    here, there = Counter(_numbers(english)), Counter(_numbers(translation))
    return sorted((here - there).elements()), sorted((there - here).elements())


def _numbers(text: str) -> Iterable[str]:
    """Yield each number of a text in our digits, decimals after a point."""
    for found in NUMBER.findall(text):
        yield "".join(str(unicodedata.digit(sign)) if sign.isdigit() else "." for sign in found)
