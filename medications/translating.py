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
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from medications.translation_stages import IN_HAND, SETTLED, TranslationStage

NUMBER = re.compile(r"\d+(?:[.,\u066b]\d+)*")


class State(StrEnum):
    """What is to be done for a section in one language.

    WAITING   a text waits for a second pharmacist
    WRITING   a text is being written
    SHOWN     readers see an approved text
    AGAIN     the English changed since it was approved, so readers see the English
    NONE      there is no text, or it was taken away
    """

    WAITING = "waiting"
    WRITING = "writing"
    SHOWN = "shown"
    AGAIN = "again"
    NONE = "none"


@dataclass(frozen=True)
class English:
    """The English words of one section as they stand on a card, and their digest."""

    lines: tuple[str, ...]
    key: str


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


def english(lines: Sequence[str]) -> English:
    """Return the English of a section with its digest."""
    return English(tuple(lines), english_key(lines))


def in_hand(rows: Iterable[Row]) -> Row | None:
    """Return the version that somebody is working on; there is at most one."""
    return next((row for row in rows if row.stage in IN_HAND), None)


def state(rows: Sequence[Row], english: str) -> State:
    """Return what is to be done for a section, given its rows and the digest of its English."""
    working_on = in_hand(rows)
    if working_on is not None:
        is_draft = working_on.stage == TranslationStage.DRAFT
        return State.WRITING if is_draft else State.WAITING
    if shown(rows, english):
        return State.SHOWN
    return State.AGAIN if is_outdated(rows, english) else State.NONE
