"""What a guest may see of a conversation, and how that came to be agreed."""

from dataclasses import asdict, dataclass
from typing import Self

from django.db import models
from django.db.models import F, Q

from consultations.models.rows import ConversationRow, KeptRow

SCOPE = (
    "sees_cards",
    "sees_comparison",
    "sees_words",
    "sees_decision",
    "sees_pregnancy",
    "adds_view",
)
"""What the person can agree to, each for itself. Nothing is the default."""


@dataclass(frozen=True)
class Scope:
    """A scope as a value, with the columns of `ConsentScope`; nothing unless said."""

    sees_cards: bool = False
    sees_comparison: bool = False
    sees_words: bool = False
    sees_decision: bool = False
    sees_pregnancy: bool = False
    adds_view: bool = False

    @classmethod
    def of(cls, row: "ConsentScope") -> Self:
        """Return the scope that a row holds."""
        return cls(**{each: getattr(row, each) for each in SCOPE})

    @property
    def columns(self) -> dict[str, bool]:
        """The columns of a row."""
        return asdict(self)

    @property
    def names(self) -> list[str]:
        """Which of them are agreed."""
        return [each for each, is_agreed in self.columns.items() if is_agreed]


class ConsentScope(models.Model):
    """What the person agrees that a guest may see and do; nothing unless said.

    sees_cards       the medicines' cards of this conversation
    sees_comparison  also how the medicines compare for the person
    sees_words       also what the person wrote, except what is private
    sees_decision    also what was decided, on a sheet of their own
    sees_pregnancy   also what was answered about pregnancy: never part of the others
    adds_view        may make a list of their own, kept apart
    """

    sees_cards = models.BooleanField(default=False)
    sees_comparison = models.BooleanField(default=False)
    sees_words = models.BooleanField(default=False)
    sees_decision = models.BooleanField(default=False)
    sees_pregnancy = models.BooleanField(default=False)
    adds_view = models.BooleanField(default=False)

    class Meta:
        """No table of its own."""

        abstract = True


class ConsentEvent(KeptRow, ConsentScope, ConversationRow):
    """From this moment the scope of a guest is this; an empty scope is consent withdrawn.

    The newest event is what `Participant` carries, set in the same transaction. `said_by` is
    the person on their own screen, or the clinician who records what the person said. When a copy
    was brought back nobody said so: `is_restoration` then, where it was read by `consent_of`.
    """

    participant = models.ForeignKey(
        "consultations.Participant", models.PROTECT, related_name="consent_events"
    )
    said_by = models.ForeignKey("consultations.Participant", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Oldest first. Nobody agrees for themselves to see somebody else's words."""

        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(said_by=F("participant")), name="consent_is_given_by_another"
            )
        ]

    def __str__(self) -> str:
        """Return whose scope it sets."""
        return f"scope of {self.participant_id}"
