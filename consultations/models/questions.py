"""Questions between two visits, and what was answered."""

from django.db import models
from django.db.models import Q

from consultations.models.joining import Participant
from consultations.models.rows import Entry


class Question(Entry):
    """Something that the person asks for between two visits, and the answer they read.

    text         in their words, never edited
    answer       in the words of a clinician of the clinic; '' while nobody has answered
    answered_by  who did, and answered_at when

    A table of its own, so that whoever builds a carer's view never reads it by accident: no carer
    sees a question or an answer, whatever was agreed.
    """

    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Participant, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order in which they were asked; the index holds those that wait."""

        ordering = ["consultation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None, answer="")
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="question_answered_by_somebody",
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "id"],
                condition=Q(answered_at=None),
                name="question_waiting",
            )
        ]

    def __str__(self) -> str:
        """Return a handle, not what it says."""
        return f"question {self.pk}"
