"""Who may come in: accounts, their roles, and where they are signed in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.organisations import Clinic, Organisation


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


class SignIn(models.Model):
    """A session that somebody has signed in to and may end. It stands while Django's own row does.

    `key` is Django's; `browser` is said in plain words ("Firefox on Windows").
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="sign_ins")
    key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        """Return the browser."""
        return self.browser
