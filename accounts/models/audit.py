"""What people did, kept so that no change to it goes unseen."""

from django.db import models
from django.db.models import Q

from accounts.models.organisations import Organisation
from accounts.models.people import Account


class AuditEntry(models.Model):
    """Who did what to which record, when. Added in the transaction of what it tells; kept.

    One chain per record: `sequence` counts from 1, and each entry holds the digest of the one
    before it (chain.py). `detail` never holds clinical text, names or typed words.
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


class AuditSeal(models.Model):
    """A moment at which the last entries of all chains were put under one digest; kept.

    `number` counts from 1. A seal holds the digest of the seal before it, so that the newest one,
    kept elsewhere, vouches for all of them. `heads` is how many entries it has put down.
    """

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    heads = models.PositiveIntegerField()
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        """The unique number lets no second seal stand beside one."""

        ordering = ["number"]

    def __str__(self) -> str:
        """Return its number and its digest."""
        return f"{self.number} {self.digest}"


class SealedHead(models.Model):
    """The last entry of one chain, as a seal found it: of chains that grew since the seal before.

    `place` counts within its seal. A chain that is cut short later has lost what stands here.
    """

    seal = models.ForeignKey(AuditSeal, models.PROTECT, to_field="number", related_name="+")
    place = models.PositiveIntegerField()
    record = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        """Each entry is put down once."""

        ordering = ["seal", "place"]
        constraints = [
            models.UniqueConstraint(fields=["seal", "place"], name="sealed_head_place_once"),
            models.UniqueConstraint(fields=["record", "sequence"], name="sealed_head_once"),
        ]

    def __str__(self) -> str:
        """Return which entry of which record."""
        return f"{self.record} #{self.sequence}"
