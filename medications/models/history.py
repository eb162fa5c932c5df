"""What was done to a card on its way, and which rows were taken out of it, with the reasons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from medications.models.card import Card
from medications.models.evidence import Evidence
from medications.stages import Move


class CardMove(models.Model):
    """One move of a card (medications.stages): who made it, when, and what they said.

    Rows are only added. `key` is the form's own, so that a form sent twice counts once.
    """

    card = models.ForeignKey(Card, models.CASCADE, related_name="moves")
    move = models.CharField(max_length=10, choices=Move.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    key = models.UUIDField(unique=True, null=True, blank=True)

    class Meta:
        """In the order in which it happened."""

        ordering = ["at", "pk"]

    def __str__(self) -> str:
        """Return the move."""
        return str(self.get_move_display())


class RetiredEvidence(models.Model):
    """A row of evidence that a draft no longer rests on, and why; versions before keep it.

    Evidence is shared between organisations, so a row is retired from a card and never for
    everyone. `replaced_by` is the row that corrects it, when there is one.
    """

    card = models.ForeignKey(Card, models.CASCADE, related_name="retired_evidence")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    replaced_by = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A row leaves a card once."""

        ordering = ["at"]
        verbose_name_plural = _("retired evidence")
        constraints = [
            models.UniqueConstraint(fields=["card", "evidence"], name="evidence_retired_once")
        ]

    def __str__(self) -> str:
        """Return the row."""
        return str(self.evidence)
