"""Hard words, explained on the page on which they stand."""

import re
from collections.abc import Iterable

from medications.models import Term


def hard_words(text: str, terms: Iterable[Term]) -> list[Term]:
    """Return the terms that occur in a text as words of their own, in any case.

    Most do not occur at all, which a plain search tells a hundred times sooner than a pattern.
    """
    text = text.lower()
    return [
        term
        for term in terms
        if (word := term.word.lower()) in text
        and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    ]
