"""What a row of evidence is about: a line of the checklist, none of them, or a benefit."""

from dataclasses import dataclass

from medications.models import Card, Effect
from medications.selectors import drafting as reads

BENEFITS, NO_LINE = "benefits", "no-line"
"""Stand where a line's code stands in an address; no line is called so."""


@dataclass(frozen=True)
class Subject:
    """What a row is about: a line, or without one a benefit or something outside of the 36."""

    effect: Effect | None
    is_benefit: bool = False

    @property
    def code(self) -> str:
        """Return how addresses and the audit name it."""
        if self.effect is not None:
            return self.effect.code
        return BENEFITS if self.is_benefit else NO_LINE

    def comparator(self, measure: str) -> str:
        """Return what a new row is held against, as the files of the library say it."""
        if not self.is_benefit:
            return ""
        is_alone = "_percent" in measure and "_on_" not in measure and "ratio" not in measure
        return "none" if is_alone else "placebo"


def subject(draft: Card, code: str) -> Subject:
    """Return what a part of an address stands for. Raises Http404 for an unknown line."""
    if code in (BENEFITS, NO_LINE):
        return Subject(None, is_benefit=code == BENEFITS)
    return Subject(reads.rating(draft, code).effect)
