"""Which cards an organisation uses, since when, and what it adds to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Account, Organisation
from medications.models.card import Card
from medications.models.substance import Medication


class Release(models.Model):
    """A numbered set of cards of one organisation: what a conversation pins.

    A new one at each publication or withdrawal; release 1 holds the starter cards. It never
    changes, so whatever is worked out from its cards may be kept by its primary key.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    is_safety_change = models.BooleanField(default=False)
    cards = models.ManyToManyField(Card, related_name="releases")

    class Meta:
        """Newest last."""

        ordering = ["organisation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="release_number_once")
        ]

    def __str__(self) -> str:
        """Return its number."""
        return str(self.number)


class Availability(models.Model):
    """Whether an organisation can give a medicine now, with the reason that the person reads."""

    class State(models.TextChoices):
        """A medicine without a row is available."""

        AVAILABLE = "available", _("available")
        NEEDS_APPROVAL = "needs_approval", _("needs approval")
        NOT_STOCKED = "not_stocked", _("not stocked")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    medication = models.ForeignKey(Medication, models.PROTECT, related_name="+")
    state = models.CharField(max_length=14, choices=State.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Rows are kept; the newest one holds."""

        ordering = ["at"]
        indexes = [models.Index(fields=["organisation", "medication", "at"], name="available_now")]

    def __str__(self) -> str:
        """Return medicine and state."""
        return f"{self.medication}: {self.state}"


class LocalNote(models.Model):
    """A sentence that an organisation adds to a card, always shown as local.

    `key` makes a form sent twice count once. A note that was taken away keeps its row.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    medication = models.ForeignKey(Medication, models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    key = models.UUIDField(unique=True, null=True, blank=True)

    class Meta:
        """Oldest first."""

        ordering = ["at"]

    def __str__(self) -> str:
        """Return the note."""
        return self.text
