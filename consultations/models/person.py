"""The person the medicine is for."""

from collections.abc import Sequence

from django.core.validators import RegexValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from accounts.models import Account
from consultations.models.rows import OrganisationRow
from consultations.names import search_key

TEN_DIGITS = r"^[0-9]{10}$"


class SearchKeyField(models.CharField):
    """The searchable form of another field, worked out on every save; compared byte by byte.

    Bytes, and not the letters of a language, because only then does one index answer both
    "begins with" (>= "sam", < "san") and the order of a page, however many people there are.
    SQLite compares bytes anyway; PostgreSQL is asked for its collation "C".
    """

    def __init__(self, *, of: str, max_length: int = 200, editable: bool = False) -> None:
        """Remember the field whose text is searched for."""
        self.of = of
        super().__init__(max_length=max_length, editable=editable, default="")

    def deconstruct(self) -> tuple[str, str, Sequence, dict]:
        """Tell a migration which field it comes from."""
        name, path, args, options = super().deconstruct()
        del options["default"]  # every key has it: nothing, until it is worked out
        return name, path, args, options | {"of": self.of}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict:
        """Ask PostgreSQL to compare bytes."""
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Work it out anew; bulk_create comes through here as well."""
        key = search_key(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class ServiceUser(OrganisationRow):
    """Somebody a medicine is chosen with: as little as a preferred name and a local number.

    local_number         the number the organisation knows them by; R1 and r1 are one number
    nhs_number           ten digits, when known; its check digit is the form's business
    preferred_name       what pages call them
    given_names,
    family_name          as on the record, when known; found by, hardly ever shown
    communication_needs  in words ("large print", "one question at a time")
    interpreter_language when an interpreter is needed, the language
    died_on              the day on which they died, when it is known
    restricted_by        who had the record restricted, while it is; None otherwise
    is_held              it is not removed, however old it is (both: keeping.py)
    added_with           the code of the form that added them: sent twice, it adds one person

    Search is by number, or by how the preferred, given or family names begin. The search
    columns are plain columns with plain indexes, the same on both databases (SearchKeyField);
    PostgreSQL's trigram and pattern indexes would be quick there and unknown to SQLite.
    """

    local_number = models.CharField(max_length=40)
    nhs_number = models.CharField(
        max_length=10, blank=True, validators=[RegexValidator(TEN_DIGITS)]
    )
    preferred_name = models.CharField(max_length=100)
    given_names = models.CharField(max_length=150, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    search_local_number = SearchKeyField(of="local_number")
    search_name = SearchKeyField(of="preferred_name")
    search_given_names = SearchKeyField(of="given_names")
    search_family_name = SearchKeyField(of="family_name")
    year_of_birth = models.PositiveSmallIntegerField(null=True, blank=True)
    communication_needs = models.TextField(blank=True)
    interpreter_language = models.CharField(max_length=60, blank=True)
    died_on = models.DateField(null=True, blank=True)
    restricted_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_held = models.BooleanField(default=False, db_default=False)
    added_with = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One person per number in an organisation; two organisations never share a row."""

        ordering = ["search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "search_local_number"],
                name="service_user_local_number_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "nhs_number"],
                condition=~Q(nhs_number=""),
                name="service_user_nhs_number_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "added_with"], name="service_user_added_once"
            ),
            models.CheckConstraint(
                condition=Q(nhs_number="") | Q(nhs_number__regex=TEN_DIGITS),
                name="service_user_nhs_number_10_digits",
            ),
            models.CheckConstraint(
                condition=~Q(local_number="") & ~Q(preferred_name=""),
                name="service_user_number_and_name",
            ),
            models.CheckConstraint(
                condition=Q(year_of_birth=None) | Q(year_of_birth__gte=1900),
                name="service_user_year_from_1900",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "search_name", "id"], name="service_user_by_name"),
            models.Index(
                fields=["organisation", "search_given_names", "id"],
                name="service_user_by_given_names",
            ),
            models.Index(
                fields=["organisation", "search_family_name", "id"],
                name="service_user_by_family_name",
            ),
        ]

    def __str__(self) -> str:
        """Return a handle that names nobody: it may end up in a log."""
        return f"service_user {self.pk}"
