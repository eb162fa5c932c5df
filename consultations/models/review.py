"""What a change of cards means for conversations: worked out before, and told afterwards."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Account, Clinic
from consultations.models.decision import Decision
from consultations.models.rows import ConversationRow, OrganisationRow
from medications.models import Release


class ImpactRun(OrganisationRow):
    """How far it is worked out which conversations a change of cards would touch.

    Goes through the conversations by their keys, a piece at a time, so that any process can go
    on where another one stopped. It is a note of what was worked out, not a record: old ones go.

    release          the cards that the change is compared with
    key              what follows from all that goes in: the same change is worked out once
    changed          the changed cards as far as they bear on an order (selectors/sides.py)
    first, position, last   the keys to begin after, worked out up to, and to end with
    counts           by key of the clinic: how many have an order, and the three of `Touched`
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    changed = models.JSONField()
    first = models.BigIntegerField()
    position = models.BigIntegerField()
    last = models.BigIntegerField()
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Found by what goes in, newest first."""

        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "key", "-id"], name="impact_run_by_key")]

    def __str__(self) -> str:
        """Return a handle."""
        return f"impact {self.pk}"

    @property
    def is_finished(self) -> bool:
        """Whether all of it is worked out."""
        return self.position >= self.last

    @property
    def fraction(self) -> float:
        """How far it is, from 0 to 1."""
        return (self.position - self.first) / max(self.last - self.first, 1)


class ImpactPart(models.Model):
    """Which conversations of one piece are touched: their keys and clinics, as numbers in bytes."""

    run = models.ForeignKey(ImpactRun, models.CASCADE, related_name="parts")
    upto = models.BigIntegerField()
    touched = models.BinaryField()

    class Meta:
        """In the order of the keys, each piece once."""

        ordering = ["run", "upto"]
        constraints = [
            models.UniqueConstraint(fields=["run", "upto"], name="impact_part_once"),
        ]

    def __str__(self) -> str:
        """Return a handle."""
        return f"part of impact {self.run_id}"


class ReviewRound(OrganisationRow):
    """How far the conversations are gone through of which a new release has to be told.

    Written in the transaction of the release, so that none is forgotten, whoever goes through
    them and however often that is interrupted.

    before         the release that it took the place of
    changed        codes of the medicines whose cards changed
    position, last   as in ImpactRun
    """

    release = models.OneToOneField(Release, models.PROTECT, related_name="+")
    before = models.ForeignKey(Release, models.PROTECT, related_name="+")
    changed = models.JSONField()
    position = models.BigIntegerField()
    last = models.BigIntegerField()

    class Meta:
        """Those that are not gone through yet are found at once."""

        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(position__lt=F("last")), name="review_round_unfinished"
            )
        ]

    def __str__(self) -> str:
        """Return a handle."""
        return f"round of release {self.release_id}"


class ReviewPrompt(ConversationRow):
    """A clinician is asked to look again at a decision, since a card it rests on has changed.

    decision      the one that stood when the release was made
    clinic        of the conversation, so that one index holds the list of a clinic
    state         WAITING until somebody answers; ACTED once they talked again, or something
                  else was decided with the person; SET_ASIDE with a reason
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting")
        ACTED = "acted", _("looked at again")
        SET_ASIDE = "set_aside", _("set aside")

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One for each release; nothing is set aside without a reason."""

        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "release"], name="review_prompt_once"),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(reason=""), name="review_prompt_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="review_prompt_answer_has_moment",
            ),
        ]
        indexes = [models.Index(fields=["clinic", "state", "id"], name="review_prompt_of_clinic")]

    def __str__(self) -> str:
        """Return a handle that names nobody."""
        return f"review prompt {self.pk}"
