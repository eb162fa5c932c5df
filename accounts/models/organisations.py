"""Organisations, what they word themselves, when they came back from a copy, and clinics."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

KEPT_YEARS = (8, 50)
"""Within which years an organisation chooses; the law names 20 and 10 for mental health, and 8 is
the shortest that it names for any adult."""

KEPT_DAYS = (14, 365)
"""Within which days it chooses for what was never begun."""


class Organisation(models.Model):
    """A service that uses the tool: the boundary that no row and no reader crosses.

    `texts` holds what its managers may word themselves, by key: what is open to choice in each
    legal setting, rights, contact numbers. A key that is missing falls back to the page's own.

    `years_after_contact`, `years_after_death` and `days_for_drafts` say how long a person's record
    is kept, and what was never begun (within KEPT_YEARS and KEPT_DAYS).

    `unconfirmed_copy_of` is set while a `Restoration` waits for a pharmacist. It stands here too,
    because every page asks for it and has read this row already.
    """

    class ComparisonOrder(models.TextChoices):
        """How the comparison lists medicines: by place for these wishes, or by name."""

        PLACE = "place", _("by place")
        ALPHABETICAL = "alphabetical", _("alphabetically")

    name = models.CharField(max_length=200)
    years_after_contact = models.PositiveSmallIntegerField(default=20, db_default=20)
    years_after_death = models.PositiveSmallIntegerField(default=10, db_default=10)
    days_for_drafts = models.PositiveSmallIntegerField(default=90, db_default=90)
    comparison_order = models.CharField(
        max_length=12, choices=ComparisonOrder.choices, default=ComparisonOrder.PLACE
    )
    texts = models.JSONField(default=dict, blank=True)
    unconfirmed_copy_of = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Any other order would be taken for the other one without a word."""

        constraints = [
            models.CheckConstraint(
                condition=Q(
                    years_after_contact__range=KEPT_YEARS,
                    years_after_death__range=KEPT_YEARS,
                    days_for_drafts__range=KEPT_DAYS,
                ),
                name="organisation_keeps_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(comparison_order__in=["place", "alphabetical"]),
                name="organisation_comparison_order_known",
            ),
        ]

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class TextVersion(models.Model):
    """One wording of a text that managers may word themselves; added, and kept as it was.

    The newest `number` of a key is what `Organisation.texts` holds; an empty text says that the
    tool's own words stand again.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="text_versions")
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; two writers collide on the number, so none is silent."""

        ordering = ["organisation", "key", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key", "number"], name="text_version_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="text_version_from_1"),
        ]

    def __str__(self) -> str:
        """Return which text, and its number."""
        return f"{self.key} #{self.number}"


class Restoration(models.Model):
    """The database was brought back as it stood at `copy_of`; one row for each organisation.

    Until a pharmacist has confirmed that the cards are the newest, every page says so.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="restorations")
    copy_of = models.DateTimeField()
    at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(
        "accounts.Account", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first. Confirmed by somebody, at some moment, or by nobody and never."""

        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="restoration_confirmed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        """Return of which moment the copy was."""
        return f"copy of {self.copy_of:%Y-%m-%d %H:%M}"


class Clinic(models.Model):
    """A team or place of one organisation, addressed by an unguessable code."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="clinics")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)

    class Meta:
        """Two clinics of one organisation never share a name."""

        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="clinic_name_once")
        ]

    def __str__(self) -> str:
        """Return its name."""
        return self.name
