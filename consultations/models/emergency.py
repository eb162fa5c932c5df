"""A record that a clinician of another clinic has opened in an emergency, to read for a while."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from consultations.models.rows import KeptRow, OrganisationRow


class EmergencyOpening(OrganisationRow, KeptRow):
    """That somebody opened a person's record without being of their clinic, why, and until when.

    The audit holds `kind` alone: `why` is in somebody's own words, and may say something clinical.
    """

    class Kind(models.TextChoices):
        """Why it could not wait."""

        DANGER = "danger", _("Somebody may come to harm")
        AWAY = "away", _("The person is seen away from their clinic, or while it is closed")
        ASKED = "asked", _("The person or their clinic has asked for it")
        OTHER = "other", _("Something else")

    service_user = models.ForeignKey(
        "consultations.ServiceUser", models.PROTECT, related_name="emergency_openings"
    )
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    why = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-opened_at"], name="emergency_newest")]

    def __str__(self) -> str:
        """Return a handle, not what it says."""
        return f"emergency opening {self.pk}"


class EmergencySeen(OrganisationRow, KeptRow):
    """That the clinic, or a manager, has read that a record was opened; by whom and when."""

    opening = models.OneToOneField(EmergencyOpening, models.PROTECT, related_name="seen")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Return a handle."""
        return f"seen: {self.opening_id}"
