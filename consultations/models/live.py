"""Which screens are open now: what "who is here" is read from."""

from django.db import models
from django.db.models import Q

from accounts.models import Account
from consultations.models.joining import Participant
from consultations.models.rows import ConversationRow


class Screen(ConversationRow):
    """One open stream of one browser window; gone when it closes. Nothing clinical.

    participant  who has it open, when they take part
    account      who has signed in, when it is a clinician's
    hub          the process that holds the stream, which says once in a while that it still does:
                 after `seen_at` has grown old, the process is gone and its screens with it
    typing_at    when somebody last typed in it
    """

    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="screens"
    )
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="screens"
    )
    hub = models.CharField(max_length=32, db_index=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    typing_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A screen is somebody's."""

        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False) | Q(account__isnull=False),
                name="screen_is_somebodys",
            )
        ]

    def __str__(self) -> str:
        """Return a handle that names nobody."""
        return f"screen {self.pk}"


class Together(ConversationRow):
    """A card that somebody asked everybody to look at with them; the newest counts, for a while.

    participant, account  who asked, as for a screen
    """

    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="+"
    )
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="+")
    medication = models.ForeignKey("medications.Medication", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Somebody asked."""

        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False) | Q(account__isnull=False),
                name="together_is_asked_by_somebody",
            )
        ]

    def __str__(self) -> str:
        """Return a handle that names nobody."""
        return f"together {self.pk}"
