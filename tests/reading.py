"""How hard a text is to read, as a school grade: Flesch-Kincaid with a small syllable counter.

The counter errs by a syllable here and there, so a grade is a guide, good enough to notice a
sentence that grew long or a word that wants explaining. A whole text is graded, not a sentence.
"""

import re
from collections.abc import Collection

WORD = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:'[a-z]+)?")
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$|[\"')])")
VOWELS = re.compile(r"[aeiouy]+")
# Two vowels written together and said apart: serious, diabetes, anxiety, usual, being.
APART = re.compile(r"(?<![tscgx])io(?!n)|(?<![tc])ia|iet|(?<![qg])ua|[aeiouy]ing")
# An e that is written and not said: take, takes, used, safely, movement.
SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$"
    r"|[^aeiouylszxcgh]es$|[aeiouy]les$|[^aeiouytd]ed$"
    r"|[^aeiouyl]e(?=ly$|ful|less)|[vt]e(?=ments?$)"
)


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
