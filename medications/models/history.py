"""What was done to a card or a source, and which rows were taken out of a card, with why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from medications.models.card import Card
from medications.models.evidence import CardFact, Evidence, Source
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


class RetiredRow(models.Model):
    """A row that a draft no longer rests on, and why; versions before keep it.

    Rows are shared between organisations, so one is retired from a card and never for everyone.
    `replaced_by` is the row that corrects it, when there is one.
    """

    reason = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """No table of its own."""

        abstract = True


class RetiredEvidence(RetiredRow):
    """A figure that a draft no longer rests on."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="retired_evidence")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    replaced_by = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="+"
    )

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

    @property
    def row(self) -> Evidence:
        """Return what was retired."""
        return self.evidence


class RetiredFact(RetiredRow):
    """A fact in words that a draft no longer rests on.

    `cautions` are the texts of those that rested on it, so that they do again when it is put back.
    """

    card = models.ForeignKey(Card, models.CASCADE, related_name="retired_facts")
    fact = models.ForeignKey(CardFact, models.PROTECT, related_name="+")
    cautions = models.JSONField(default=list, blank=True)
    replaced_by = models.ForeignKey(
        CardFact, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """A fact leaves a card once."""

        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["card", "fact"], name="fact_retired_once")]

    def __str__(self) -> str:
        """Return the fact."""
        return str(self.fact)

    @property
    def row(self) -> CardFact:
        """Return what was retired."""
        return self.fact


class SourceMove(models.Model):
    """What was done with a source of the organisation: who did it, when, and why.

    Rows are only added. `replaced_by` is the source that a correction made.
    """

    class Move(models.TextChoices):
        """What was done."""

        ADD = "add", _("added")
        CORRECT = "correct", _("corrected")
        RETIRE = "retire", _("retired")
        PUT_BACK = "put_back", _("put back")

    source = models.ForeignKey(Source, models.CASCADE, related_name="moves")
    move = models.CharField(max_length=8, choices=Move.choices)
    words = models.TextField(blank=True)
    replaced_by = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which it happened."""

        ordering = ["at", "pk"]

    def __str__(self) -> str:
        """Return what was done."""
        return str(self.get_move_display())
