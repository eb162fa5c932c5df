"""What is taken now, what was taken before, and what is felt now."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.rows import Entry
from medications.models import Effect, Medication


class MedicineEntry(Entry):
    """Something said about a medicine: one of the library, or one it does not have, by name."""

    medication = models.ForeignKey(
        Medication, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)
    preparation = models.CharField(max_length=200, blank=True)
    dose = models.CharField(max_length=200, blank=True)

    class Meta:
        """No table of its own. Exactly one of medication and name."""

        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(medication__isnull=False, name="") | (Q(medication=None) & ~Q(name="")),
                name="%(class)s_names_a_medicine",
            )
        ]

    def __str__(self) -> str:
        """Return a handle, not the medicine."""
        return f"{self._meta.verbose_name} {self.pk}"


class CurrentMedicine(MedicineEntry):
    """A medicine taken now, with preparation and dose in words as the person takes it."""

    class Meta(MedicineEntry.Meta):
        """In the order they were said; one of the library once."""

        ordering = ["consultation", "pk"]
        constraints = [
            *MedicineEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["consultation", "medication"],
                condition=Q(medication__isnull=False),
                name="current_medicine_once",
            ),
        ]


class Experience(MedicineEntry):
    """A medicine taken before: what was good, what was bad, when, in own words."""

    good = models.TextField(blank=True)
    bad = models.TextField(blank=True)
    taken_when = models.CharField(max_length=200, blank=True)

    class Meta(MedicineEntry.Meta):
        """In the order they were said; the same medicine may have been taken twice."""

        ordering = ["consultation", "pk"]


class CurrentEffect(Entry):
    """A side effect felt now, taken as true: how strong it is and how much it bothers."""

    class Severity(models.TextChoices):
        """How strong it is."""

        MILD = "mild", _("mild")
        MODERATE = "moderate", _("moderate")
        SEVERE = "severe", _("severe")

    class Bother(models.IntegerChoices):
        """How much it bothers, which is another question than how strong it is."""

        NOT_AT_ALL = 0, _("not at all")
        A_LITTLE = 1, _("a little")
        QUITE_A_LOT = 2, _("quite a lot")
        VERY_MUCH = 3, _("very much")

    effect = models.ForeignKey(Effect, models.PROTECT, related_name="+")
    severity = models.CharField(max_length=8, choices=Severity.choices, blank=True)
    bother = models.PositiveSmallIntegerField(choices=Bother.choices, null=True, blank=True)
    own_words = models.TextField(blank=True)

    class Meta:
        """Each effect once for a voice."""

        ordering = ["consultation", "voice", "effect"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "voice", "effect"], name="current_effect_once"
            ),
            models.CheckConstraint(
                condition=Q(bother=None) | Q(bother__lte=3), name="current_effect_bother_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        """Return a handle, not the effect."""
        return f"current effect {self.pk}"
