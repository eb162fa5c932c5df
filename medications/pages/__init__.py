"""What each page of the library needs: selectors in, presented things out.

reading.py   the cards, for anybody
desk.py      the pharmacist's desk
exchange.py  spreadsheets out and in
"""

from medications.pages.reading import (
    approval_sentence,
    card,
    cards,
    compare,
    effect,
    effects,
    grid,
    levels,
    rating,
    sources,
)

__all__ = [
    "approval_sentence",
    "card",
    "cards",
    "compare",
    "effect",
    "effects",
    "grid",
    "levels",
    "rating",
    "sources",
]
