"""What is left of a record whose time was over: that there was one, and why it is gone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.organisations import Organisation


class Tombstone(models.Model):
    """The chain of one record was removed with it. Added by the command alone, and kept.

    rule      by which rule of the organisation its time was over
    record    what the audit called it; it names nobody
    sequence,
    digest    the last entry of its chain: what a seal has seen of it stays explained
    rows      how many rows went with it in all

    The entry `remove_record` in the organisation's own chain says the same: without it, a stone
    explains nothing (verifying.py). The database lets entries go where a stone stands, and nowhere
    else (migration 0011).
    """

    class Rule(models.TextChoices):
        """Why its time was over."""

        CONTACT = "contact", _("so many years after the last contact")
        DEATH = "death", _("so many years after death")
        DRAFT = "draft", _("planned and never begun")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=7, choices=Rule.choices)
    record = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        """In the order in which they were put there."""

        ordering = ["pk"]

    def __str__(self) -> str:
        """Return of which record it is."""
        return f"{self.record}: {self.rule}"
