"""Facts with their sources. A row is never changed: it is retired and a new one added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from medications.models.substance import Effect, Medication


class Source(models.Model):
    """Where a fact was read, and on which day."""

    class Kind(models.TextChoices):
        """How far a source can be trusted to speak for a medicine (docs/evidence.md)."""

        PRODUCT_INFORMATION = "product_information", _("product information")
        PATIENT_INFORMATION = "patient_information", _("leaflet or health-service page")
        COMPARATIVE_REVIEW = "comparative_review", _("table that compares medicines")
        TRIAL_TABLE = "trial_table", _("trial results")
        SECONDARY = "secondary", _("other source")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=400)
    publisher = models.CharField(max_length=200)
    revision = models.CharField(max_length=120, blank=True)
    read_on = models.DateField()
    address = models.CharField(max_length=500, blank=True)
    licence_note = models.TextField(blank=True)
    is_retired = models.BooleanField(default=False)

    class Meta:
        """By code; a code is used once in each organisation, and once among the shared ones."""

        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="source_code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organisation=None), name="source_shared_code_once"
            ),
        ]

    def __str__(self) -> str:
        """Return its title."""
        return self.title


class Fact(models.Model):
    """What every sourced row has: whose it is, where it was read, whether it still counts.

    `key` is a digest of the row's content, so that loading the same files twice finds the same
    rows and a corrected row becomes a new one. `medication` is empty when it holds for all.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.CharField(max_length=64, unique=True)
    medication = models.ForeignKey(
        Medication, models.PROTECT, null=True, blank=True, related_name="%(class)s_rows"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="%(class)s_rows")
    is_retired = models.BooleanField(default=False)

    class Meta:
        """No table of its own."""

        abstract = True


class Evidence(Fact):
    """One measured fact, of a side effect or of a benefit, exactly as its source gives it.

    comparative_grade   0 to 3, halves where a table prints "0/+"
    frequency_class     very_common >= 1/10, common >= 1/100, uncommon >= 1/1,000, rare >=
                        1/10,000, very_rare; not_known = listed without a frequency
    incidence_percent   per cent on the medicine; comparator_value per cent on placebo
    relative_risk       against placebo, low and high a 95 % interval
    mean_difference     against placebo, in the unit of the reported term
    Benefits have measures of their own (`is_benefit`); negative differences mean fewer symptoms.
    """

    effect = models.ForeignKey(
        Effect, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    is_benefit = models.BooleanField(default=False)
    measure = models.CharField(max_length=60)
    reported_term = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=20)
    low = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    comparator = models.CharField(max_length=40, blank=True)
    comparator_value = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    population = models.TextField(blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        """In the order of the files, which is by medicine and effect."""

        ordering = ["position"]
        indexes = [models.Index(fields=["medication", "effect"], name="evidence_by_cell")]

    def __str__(self) -> str:
        """Return measure and value."""
        return f"{self.measure} {self.value}"


class Term(models.Model):
    """A hard word of the card facts, with its meaning in one plain sentence."""

    word = models.CharField(max_length=60, unique=True)
    meaning = models.TextField()

    class Meta:
        """Alphabetical."""

        ordering = ["word"]

    def __str__(self) -> str:
        """Return the word."""
        return self.word


class CardFact(Fact):
    """One fact of a card in words ("forms", "monitoring", "say it"). Contradictions are kept."""

    kind = models.CharField(max_length=60)
    value = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        """In the order of the file."""

        ordering = ["position"]

    def __str__(self) -> str:
        """Return kind and value."""
        return f"{self.kind}: {self.value}"
