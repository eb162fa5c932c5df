"""The checklist's effects, and the medicines one can choose."""

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

LINE_37 = "something_else"
"""The person's own words: no card rates it, and it takes no part in the order."""

BRANDS = re.compile(r"\b[A-Z][a-z]{3,}")
"""Brands stand among other words ("Largactil, older page"), and begin with a capital letter."""


class NiceClass(models.TextChoices):
    """The five classes of side effects that NICE CG178 asks to be discussed."""

    METABOLIC = "metabolic", _("Weight, blood sugar and blood fats")
    MOVEMENT = "movement", _("Movement")
    HEART = "heart", _("Heart and circulation")
    HORMONAL = "hormonal", _("Hormones and sex")
    OTHER = "other", _("Other")


class EffectGroup(models.Model):
    """A heading of the checklist. The order is fixed and the same for everyone."""

    code = models.SlugField(unique=True)
    label = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        """Always in the fixed order."""

        ordering = ["position"]

    def __str__(self) -> str:
        """Return its label."""
        return self.label


class Effect(models.Model):
    """One of the 37 lines: 1 to 36 as the paper prints them, 37 in the person's own words."""

    number = models.PositiveSmallIntegerField(unique=True)
    code = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=120)
    group = models.ForeignKey(EffectGroup, models.PROTECT, related_name="effects")
    nice_class = models.CharField(max_length=9, choices=NiceClass.choices)
    explanation = models.TextField()
    symbol = models.CharField(max_length=40, unique=True)

    class Meta:
        """In the order of the paper."""

        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=37), name="effect_number_1_to_37"
            )
        ]

    def __str__(self) -> str:
        """Return the line as printed."""
        return self.label


class Medication(models.Model):
    """A substance one can choose; `organisation` is empty when every organisation has it.

    `say_it`, `brands` and `family` are read from its card facts; empty when not found. Those of
    an organisation's own medicine are what its card in use says (`Card.names`).
    """

    NAMES = ("name", "say_it", "brands", "family", "snomed_code")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    say_it = models.CharField(max_length=80, blank=True)
    brands = models.TextField(blank=True)
    family = models.CharField(max_length=200, blank=True)
    snomed_code = models.CharField(max_length=18, blank=True)

    class Meta:
        """Alphabetical: the order before anybody has said what matters."""

        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="medication_code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organisation=None), name="medication_shared_code_once"
            ),
        ]

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    @property
    def called(self) -> tuple[str, ...]:
        """Every name that people know it by: its own, and its brands."""
        return (self.name, *BRANDS.findall(self.brands))
