"""Hard words, explained on the page on which they stand."""

import re
from collections.abc import Iterable

from medications.models import Term


def hard_words(text: str, terms: Iterable[Term]) -> list[Term]:
    """Return the terms that occur in a text as words of their own, in any case."""
    return [
        term
        for term in terms
        if re.search(rf"(?<!\w){re.escape(term.word)}(?!\w)", text, re.IGNORECASE)
    ]
