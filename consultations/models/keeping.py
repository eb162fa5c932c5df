"""How a person's record is kept: restricted or not, on hold or not, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from consultations.models.person import ServiceUser
from consultations.models.rows import KeptRow, OrganisationRow


class RecordMove(KeptRow, OrganisationRow):
    """A person's record was restricted or put on hold, or that was lifted: written once.

    RESTRICT  it is kept and not used (GDPR, article 18), until LIFT
    HOLD      it is not removed, however old it is, until RELEASE

    What holds now stands on the person (`restricted_by`, `is_held`), set in the same transaction.
    """

    class Kind(models.TextChoices):
        """Each, and what takes it back."""

        RESTRICT = "restrict", _("Restrict this record")
        LIFT = "lift", _("Lift the restriction")
        HOLD = "hold", _("Keep this record, however old it is")
        RELEASE = "release", _("Let this record be removed when its time comes")

    service_user = models.ForeignKey(ServiceUser, models.PROTECT, related_name="record_moves")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they came; each says why."""

        ordering = ["service_user", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="record_move_says_why"),
            models.CheckConstraint(
                condition=Q(kind__in=["restrict", "lift", "hold", "release"]),
                name="record_move_kind_known",
            ),
        ]

    def __str__(self) -> str:
        """Return what was done, not to whom."""
        return f"{self.kind} {self.pk}"
