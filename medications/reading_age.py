"""How hard a text is to read: Flesch-Kincaid with a small syllable counter. Pure.

The counter errs by a syllable here and there, so an age is a guide, good enough to notice a
sentence that grew long or a word that wants explaining. A whole text is graded, not a sentence.
A package that counts syllables from a dictionary would bring American words and a download, and
pages and tests have to agree on one count: the tests of our own texts use this very one.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import ceil

WORD = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:'[a-z]+)?")
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$|[\"')”’])")
VOWELS = re.compile(r"[aeiouy]+")
# Two vowels written together and said apart: serious, diabetes, anxiety, usual, being.
APART = re.compile(r"(?<![tscgx])io(?!n)|(?<![tc])ia|iet|(?<![qg])ua|[aeiouy]ing")
# An e that is written and not said: take, takes, used, safely, movement.
SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$"
    r"|[^aeiouylszxcgh]es$|[aeiouy]les$|[^aeiouytd]ed$"
    r"|[^aeiouyl]e(?=ly$|ful|less)|[vt]e(?=ments?$)"
)

OLDEST_FOR_WORDS = 11
"""The reading age that words of our own aim at: 9 to 11."""
OLDEST_FOR_CAUTIONS = 12
"""A caution has more to name, and may take a year more."""
YOUNGEST = 5
YEARS_BEFORE_SCHOOL = 5

NAMES = frozenset(
    WORD.findall(
        "amiodarone antipsychotic antipsychotics azole antifungals bipolar carbamazepine "
        "ciprofloxacin clarithromycin diltiazem dyskinesia erythromycin fluvoxamine levodopa "
        "macrolides moxifloxacin nefazodone paroxetine phaeochromocytoma phenytoin porphyria "
        "prolactin protease schizoaffective schizophrenia sertraline sotalol verapamil zypadhera"
    )
)
"""Names that a person must be able to look up as they are. Each is read as one short word, so
that the grade is that of the sentence around it."""


@dataclass(frozen=True)
class Reading:
    """How hard a text is: about which age reads it, and the words of its longest sentence."""

    age: int
    longest: int


def syllables(word: str) -> int:
    """Return about how many syllables a lower-case word has, never fewer than 1."""
    heard = len(VOWELS.findall(word)) + len(APART.findall(word)) - len(SILENT.findall(word))
    return max(1, heard)


def reading_grade(text: str, names: Collection[str] = ()) -> float:
    """Return the school grade of a text (6.0 is about age 11), or 0.0 for one without words.

    A number counts as one word of one syllable, and so does each of the lower-case ``names``:
    names of medicines must stand as they are. Only a full stop, a question mark or an exclamation
    mark ends a sentence.
    """
    words = WORD.findall(text.lower())
    if not words:
        return 0.0
    sentences = max(1, len(SENTENCE_END.findall(text)))
    spoken = sum(1 if word in names else syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


def reading_age(grade: float) -> int:
    """Return the age that reads a grade in whole years: all of grade 6, and no more, is age 11."""
    return max(YOUNGEST, ceil(round(grade, 1)) + YEARS_BEFORE_SCHOOL)


def reading(paragraphs: Iterable[str], names: Collection[str] = ()) -> Reading | None:
    """Return how hard some paragraphs are together; None when they hold no word.

    A paragraph ends a sentence, whether it ends with a full stop or not.
    """
    sentences = [
        sentence
        for paragraph in paragraphs
        for sentence in SENTENCE_END.split(paragraph)
        if WORD.search(sentence.lower())
    ]
    if not sentences:
        return None
    grade = reading_grade(". ".join([*sentences, ""]), {*NAMES, *names})
    return Reading(
        reading_age(grade), max(len(WORD.findall(sentence.lower())) for sentence in sentences)
    )
