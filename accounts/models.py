"""Who may come in: organisations, clinics, accounts, memberships, and what they did."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A service that uses the tool: the boundary that no row and no reader crosses.

    `texts` holds what its managers may word themselves, by key: what is open to choice in each
    legal setting, rights, contact numbers. A key that is missing falls back to the page's own.
    """

    class ComparisonOrder(models.TextChoices):
        """How the comparison lists medicines: by place for these wishes, or by name."""

        PLACE = "place", _("by place")
        ALPHABETICAL = "alphabetical", _("alphabetically")

    name = models.CharField(max_length=200)
    comparison_order = models.CharField(
        max_length=12, choices=ComparisonOrder.choices, default=ComparisonOrder.PLACE
    )
    texts = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Any other order would be taken for the other one without a word."""

        constraints = [
            models.CheckConstraint(
                condition=Q(comparison_order__in=["place", "alphabetical"]),
                name="organisation_comparison_order_known",
            )
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


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; an e-mail address is compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        """Create an account with a usable password, or with none at all."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, email: str | None) -> "Account":
        """Find by e-mail address in any case."""
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """Somebody who signs in with an e-mail address. What they may do stands in memberships.

    `held` are these where a request has read them: they hold for as long as it takes.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    held: "list[Membership] | None" = None

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        """One account per address, whatever its case."""

        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_once")]

    def __str__(self) -> str:
        """Return the name shown to others."""
        return self.name


class Role(models.TextChoices):
    """What somebody does here. One person may hold several roles, each as a membership."""

    CLINICIAN = "clinician", _("clinician")
    PHARMACIST = "pharmacist", _("pharmacist")
    MANAGER = "manager", _("manager")
    ADMINISTRATOR = "administrator", _("administrator")


class Membership(models.Model):
    """One role of one account in one organisation: in one clinic, or (clinic empty) in all."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    clinic = models.ForeignKey(
        Clinic, models.CASCADE, related_name="memberships", null=True, blank=True
    )
    role = models.CharField(max_length=13, choices=Role.choices)

    class Meta:
        """The same role twice in the same place would be two truths."""

        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "clinic", "role"], name="membership_once"
            ),
            models.UniqueConstraint(
                fields=["account", "organisation", "role"],
                condition=Q(clinic=None),
                name="membership_in_all_once",
            ),
        ]

    def __str__(self) -> str:
        """Return the role and where it holds."""
        return f"{self.role} @ {self.clinic_id or 'all'}"


class AuditEntry(models.Model):
    """Who did what to which record, when. Added in the transaction of what it tells; kept.

    One chain per record: `sequence` counts from 1. `previous_digest` and `digest` are filled
    once entries are hash-chained. `detail` never holds clinical text, names or typed words.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    record = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    detail = models.JSONField(default=dict)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        """The unique pair is what makes a chain without gaps or doubles possible."""

        ordering = ["record", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["record", "sequence"], name="audit_sequence_once"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_sequence_from_1"),
        ]

    def __str__(self) -> str:
        """Return the action and its record."""
        return f"{self.action} {self.record} #{self.sequence}"
