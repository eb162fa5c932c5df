"""The checklist as rows: what a voice wants to avoid, what would help, what is left out.

An effect is never both avoided and helpful for one voice. That spans two tables, which no
database constraint can see: `matching.Wishes` refuses it, and every write comes through a
`Wishes`. Services replace a voice's rows as a whole, because two priorities cannot be swapped
one at a time under a unique constraint that SQLite checks at once.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.rows import Entry
from medications.models import Effect


class Avoidance(Entry):
    """One of up to five effects that a voice most wants to avoid.

    priority   1 = most wants to avoid … 5; the order counts once `Participant.order_is_kept`
    why        one line, in own words, never edited
    own_words  what it is, when the effect is line 37
    """

    effect = models.ForeignKey(Effect, models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField()
    why = models.TextField(blank=True)
    own_words = models.TextField(blank=True)

    class Meta:
        """No effect twice, no priority twice, no sixth."""

        ordering = ["consultation", "voice", "priority"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "voice", "effect"], name="avoidance_effect_once"
            ),
            models.UniqueConstraint(
                fields=["consultation", "voice", "priority"], name="avoidance_priority_once"
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=5), name="avoidance_priority_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        """Return its place in the order, not the effect."""
        return f"avoidance {self.priority}"


class HelpfulEffect(Entry):
    """An effect that would help a voice; in any number, their order means nothing."""

    effect = models.ForeignKey(Effect, models.PROTECT, related_name="+")
    own_words = models.TextField(blank=True)

    class Meta:
        """No effect twice."""

        ordering = ["consultation", "voice", "effect"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "voice", "effect"], name="helpful_effect_once"
            )
        ]

    def __str__(self) -> str:
        """Return a handle, not the effect."""
        return f"helpful effect {self.pk}"


class Mark(Entry):
    """A line that a voice leaves out, without having to say why."""

    class Kind(models.TextChoices):
        """Two ways to leave a line out."""

        DOES_NOT_APPLY = "does_not_apply", _("does not apply to me")
        RATHER_NOT_SAY = "rather_not_say", _("rather not say")

    effect = models.ForeignKey(Effect, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices)

    class Meta:
        """One mark on a line."""

        ordering = ["consultation", "voice", "effect"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "voice", "effect"], name="mark_effect_once"
            )
        ]

    def __str__(self) -> str:
        """Return which mark, not on which line."""
        return self.kind
