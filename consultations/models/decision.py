"""What was decided, with everything it rests on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.models.joining import Participant
from consultations.models.rows import ConversationRow, KeptRow
from medications.models import Medication

MADE_OF = (
    "wishes",
    "release",
    "rule_version",
    "ranking",
    "availability",
    "notes",
    "cautions",
    "participants",
)
"""The keys of `Decision.frozen`."""

AS_NAMED = Q(named_kind=F("kind")) & (
    Q(named_medication=None, named_medication_name="")
    | Q(
        named_medication__isnull=False,
        medication__isnull=False,
        named_medication=F("medication"),
    )
    | (~Q(named_medication_name="") & Q(named_medication_name=F("medication_name")))
)
"""What was decided is what the person named."""

NAMES_ONE_AT_MOST = Q(medication=None) | Q(medication_name="")
NAMES_ONE = Q(medication__isnull=False) | ~Q(medication_name="")


class Decision(KeptRow, ConversationRow):
    """What was decided in one conversation. Written once: a change of mind is a new row.

    kind, medication, medication_name       what was decided: a medicine of the cards or, by name,
                                            one that is not on them; never both
    preparation, dose                       how it is taken, in words
    until_now, until_now_how                what becomes of what else is taken now, and how in
                                            words; '' where nothing else is, and before it was asked
    named_kind, named_medication,
    named_medication_name, named_words      what the person named after reading
    difference_reason                       plain words, shown to the person, when the two differ
    clinician_view, clinician_reason        the clinician's own view, beside the person's
    who_decided, decided_by                 how it came about, and the clinician who stands for it
    gate_is_confirmed                       the conditions of a gated medicine were gone through
    open_questions                          what is still to be talked about
    review_on                               when it is looked at again; there always is a date
    frozen                                  what it rests on, by the keys of MADE_OF: the summary
                                            is made from this row alone, so that what somebody
                                            took home never changes behind their back
    previous                                the decision that this one takes the place of
    """

    class Kind(models.TextChoices):
        """Each is a decision like any other."""

        MEDICINE = "medicine", _("a medicine")
        NO_CHANGE = "no_change", _("no change")
        LOWER_DOSE = "lower_dose", _("a lower dose")
        NONE = "none", _("no medicine")
        NOT_TODAY = "not_today", _("not today")
        CLINICIAN_DECIDES = "clinician_decides", _("my clinician decides this time")

    class WhoDecided(models.TextChoices):
        """How it came about."""

        PERSON = "person", _("the person")
        TOGETHER = "together", _("together")
        CLINICIAN = "clinician", _("the clinician")

    class UntilNow(models.TextChoices):
        """What becomes of a medicine taken until now that the decision does not name."""

        GOES_ON = "goes_on", _("It goes on as it is")
        STOPPED = "stopped", _("It is stopped")
        STEPWISE = "stepwise", _("It is taken less, step by step, and then stopped")
        NOT_SETTLED = "not_settled", _("Not settled yet")

    kind = models.CharField(max_length=17, choices=Kind.choices)
    medication = models.ForeignKey(
        Medication, models.PROTECT, null=True, blank=True, related_name="+"
    )
    medication_name = models.CharField(max_length=120, blank=True)
    preparation = models.CharField(max_length=200, blank=True)
    dose = models.CharField(max_length=200, blank=True)
    until_now = models.CharField(max_length=11, choices=UntilNow.choices, blank=True)
    until_now_how = models.CharField(max_length=500, blank=True)
    named_kind = models.CharField(max_length=17, choices=Kind.choices, blank=True)
    named_medication = models.ForeignKey(
        Medication, models.PROTECT, null=True, blank=True, related_name="+"
    )
    named_medication_name = models.CharField(max_length=120, blank=True)
    named_words = models.TextField(blank=True)
    difference_reason = models.TextField(blank=True)
    clinician_view = models.TextField(blank=True)
    clinician_reason = models.TextField(blank=True)
    who_decided = models.CharField(max_length=9, choices=WhoDecided.choices)
    decided_by = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    gate_is_confirmed = models.BooleanField(default=False)
    open_questions = models.TextField(blank=True)
    review_on = models.DateField()
    frozen = models.JSONField()
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A line of decisions without forks, each naming what it says it names."""

        ordering = ["consultation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation"], condition=Q(previous=None), name="decision_first_once"
            ),
            models.CheckConstraint(
                condition=NAMES_ONE_AT_MOST & (~Q(kind="medicine") | NAMES_ONE),
                name="decision_names_its_medicine",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["none", "not_today"])
                | Q(medication=None, medication_name=""),
                name="decision_without_medicine",
            ),
            models.CheckConstraint(
                condition=Q(named_medication=None) | Q(named_medication_name=""),
                name="decision_person_named_one",
            ),
            models.CheckConstraint(
                condition=Q(named_kind="") | AS_NAMED | ~Q(difference_reason=""),
                name="decision_says_why_it_differs",
            ),
            models.CheckConstraint(
                condition=Q(until_now_how="") | ~Q(until_now=""),
                name="decision_says_what_goes_how",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "medication"], name="decision_by_medication"),
            models.Index(fields=["organisation", "-id"], name="decision_newest_first"),
        ]

    @property
    def medicine_name(self) -> str:
        """The name of the medicine that was decided on, on the cards or not; '' for none."""
        return self.medication.name if self.medication else self.medication_name

    def __str__(self) -> str:
        """Return a handle, not what was decided."""
        return f"decision {self.pk}"
