"""What is known about medicines, as rows.

substance.py  effects and medications
evidence.py   sources, the facts that rest on them, hard words
card.py       cards, ratings, preparations, cautions, approvals
history.py    moves of a card and of a source, and rows taken out of a card
release.py    which cards an organisation uses, and what it says about them
translation.py  card text in other languages
"""

from medications.models.card import Approval, Card, Caution, Preparation, Rating
from medications.models.evidence import CardFact, Evidence, Source, Term
from medications.models.history import CardMove, RetiredEvidence, RetiredFact, SourceMove
from medications.models.release import Availability, LocalNote, Release
from medications.models.substance import Effect, EffectGroup, Medication, NiceClass
from medications.models.translation import CardTranslation, TranslationStep

__all__ = [
    "Approval",
    "Availability",
    "Card",
    "CardFact",
    "CardMove",
    "CardTranslation",
    "Caution",
    "Effect",
    "EffectGroup",
    "Evidence",
    "LocalNote",
    "Medication",
    "NiceClass",
    "Preparation",
    "Rating",
    "Release",
    "RetiredEvidence",
    "RetiredFact",
    "Source",
    "SourceMove",
    "Term",
    "TranslationStep",
]
