"""What was put right after a conversation had ended, beside what it puts right."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.joining import Participant
from consultations.models.rows import ConversationRow, KeptRow


class Addendum(KeptRow, ConversationRow):
    """A correction to the record of a conversation that has ended. The original stays as it is.

    text        what is right, or what is missing, in plain words: the person reads it
    wish        at whose wish it was added
    entered_by  the clinician who stands for it
    """

    class Wish(models.TextChoices):
        """Who asked for it."""

        PERSON = "person", _("the person")
        CARER = "carer", _("a carer")
        CLINIC = "clinic", _("the clinic itself")

    text = models.TextField()
    wish = models.CharField(max_length=6, choices=Wish.choices)
    entered_by = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were added; none is empty."""

        ordering = ["consultation", "pk"]
        verbose_name_plural = "addenda"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="addendum_says_something")
        ]

    def __str__(self) -> str:
        """Return a handle, not what it says."""
        return f"addendum {self.pk}"
