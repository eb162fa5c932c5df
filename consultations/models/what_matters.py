"""What the person says before any list: goals, topics, where they stand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.joining import Participant
from consultations.models.rows import ConversationRow, Entry


class Goal(Entry):
    """What should get better, or what a good life looks like, in own words, never edited."""

    class Kind(models.TextChoices):
        """The open lines before the checklist."""

        GET_BETTER = "get_better", _("what should get better")
        GOOD_LIFE = "good_life", _("a good life")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField()

    class Meta:
        """One text for each line and voice."""

        ordering = ["consultation", "voice", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "voice", "kind"], name="goal_once_per_voice"
            )
        ]

    def __str__(self) -> str:
        """Return which line it is, not what it says."""
        return self.kind


class Topic(Entry):
    """Something a voice wants brought up for them, and what came of it.

    `answer` is for the person to read. What is asked between two visits is a `Question`.
    """

    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Participant, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order they were said; talked about by somebody at some moment, or not yet."""

        ordering = ["consultation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None, answer="")
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="topic_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        """Return a handle, not what it says."""
        return f"topic {self.pk}"


class Stance(Entry):
    """What a voice wants before anything is compared. It never closes a page.

    NO_MEDICINE        rather no medicine
    LESS               to stop, or to take less
    NO_CHANGE          to stay with what is taken now
    CLINICIAN_DECIDES  that the clinician decides this time; asked again next time
    OTHER              in own words
    """

    class Kind(models.TextChoices):
        """Each is as good a place to begin as another."""

        NO_MEDICINE = "no_medicine", _("no medicine")
        LESS = "less", _("stop or take less")
        NO_CHANGE = "no_change", _("no change")
        CLINICIAN_DECIDES = "clinician_decides", _("my clinician decides this time")
        OTHER = "other", _("something else")

    kind = models.CharField(max_length=17, choices=Kind.choices)
    own_words = models.TextField(blank=True)

    class Meta:
        """Each once for a voice."""

        ordering = ["consultation", "voice", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "voice", "kind"], name="stance_once_per_voice"
            )
        ]

    def __str__(self) -> str:
        """Return its kind."""
        return self.kind


class Pregnancy(ConversationRow):
    """What was answered about pregnancy or breast-feeding; without a row it was not asked.

    A table of its own, so that whoever builds a carer's view never reads it by accident: it
    goes to a carer only with `sees_pregnancy`. Clinicians see NOT_ASKED as plainly as an answer.
    """

    class Question(models.TextChoices):
        """What was asked."""

        PREGNANT = "pregnant", _("pregnant, or might become so")
        BREAST_FEEDING = "breast_feeding", _("breast-feeding")

    class Answer(models.TextChoices):
        """Three answers: silence is never a no."""

        YES = "yes", _("yes")
        NO = "no", _("no")
        NOT_ASKED = "not_asked", _("not asked")

    question = models.CharField(max_length=14, choices=Question.choices)
    answer = models.CharField(max_length=9, choices=Answer.choices, default=Answer.NOT_ASKED)
    recorded_by = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One answer to each question."""

        ordering = ["consultation", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "question"], name="pregnancy_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["yes", "no", "not_asked"]), name="pregnancy_three_answers"
            ),
        ]

    def __str__(self) -> str:
        """Return the question, never the answer."""
        return self.question
