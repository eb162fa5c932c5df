"""One shared piece of deciding, from its plan to its end, and every change it went through."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account, Clinic
from consultations.models.person import ServiceUser
from consultations.models.rows import ConversationRow, KeptRow, OrganisationRow
from consultations.stages import FINISHED, Stage
from medications.models import Release

if TYPE_CHECKING:
    from consultations.models.joining import Participant


class Consultation(OrganisationRow):
    """One conversation of one person in one clinic.

    code            in every address of it; unguessable, says nothing
    stage           see consultations/stages.py; moved by services only
    release         the library's cards as they were when it began; moved explicitly
    version         from 1, one more with each saved change: a form that carries an older one
                    meets a conflict, not an overwrite
    legal_setting   changes what is explained, never whether wishes can be said
    open_to_choice  what was said to be open today: the organisation's text, as it then was
    participation   how much the person wants or can take part on this occasion
    starts_at       planned for, or begun
    ended_at        decided, or ended without a decision
    takes_none      it was said that no antipsychotic is taken now; False while nothing was said
    look_again_on   the date to ask again, or, when decided, the decision's review date: one
                    column, so that one index answers "what is to be looked at again"
    follows         the conversation that this one looks at again

    That clinic, person and release are of this organisation spans tables: services check it.

    `seen_by` is no column: who has it open from a seat; None for a clinician.
    """

    class LegalSetting(models.TextChoices):
        """Under which rules the person is treated."""

        INFORMAL = "informal", _("informal")
        DETAINED = "detained", _("detained")
        COMMUNITY_TREATMENT_ORDER = "community_treatment_order", _("community treatment order")

    class Setting(models.TextChoices):
        """Where people meet."""

        CLINIC = "clinic", _("clinic")
        WARD = "ward", _("ward")
        HOME = "home", _("home")
        PHONE = "phone", _("phone")
        VIDEO = "video", _("video")
        ELSEWHERE = "elsewhere", _("somewhere else")

    class Participation(models.TextChoices):
        """For this occasion only; "not today" has a date to ask again."""

        FULL = "full", _("the whole conversation")
        SOME_PARTS = "some_parts", _("some parts")
        NOT_TODAY = "not_today", _("not today")

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="consultations")
    service_user = models.ForeignKey(ServiceUser, models.PROTECT, related_name="consultations")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stage = models.CharField(max_length=7, choices=Stage.choices, default=Stage.PLANNED)
    release = models.ForeignKey(Release, models.PROTECT, related_name="consultations")
    version = models.PositiveIntegerField(default=1)
    legal_setting = models.CharField(
        max_length=25, choices=LegalSetting.choices, default=LegalSetting.INFORMAL
    )
    setting = models.CharField(max_length=9, choices=Setting.choices, default=Setting.CLINIC)
    open_to_choice = models.TextField(blank=True)
    participation = models.CharField(
        max_length=10, choices=Participation.choices, default=Participation.FULL
    )
    participation_reason = models.TextField(blank=True)
    starts_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    takes_none = models.BooleanField(default=False, db_default=False)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    started_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    seen_by: "Participant | None" = None

    class Meta:
        """No conversation is put off or ended without a date to come back to it.

        The indexes are those of the clinician's day: a page begins where the last one ended
        (clinic, stage, moment or date, id), so no page costs more than the first.
        """

        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="consultation_stage_known"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="consultation_version_from_1"),
            models.CheckConstraint(
                condition=Q(look_again_on__isnull=False)
                | ~(Q(participation="not_today") | Q(stage__in=FINISHED)),
                name="consultation_has_date_to_ask",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=FINISHED, ended_at__isnull=False)
                | (~Q(stage__in=FINISHED) & Q(ended_at=None)),
                name="consultation_end_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=models.F("id")),
                name="consultation_follows_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["clinic", "stage", "starts_at", "id"], name="consultation_of_the_day"
            ),
            models.Index(
                fields=["clinic", "stage", "look_again_on", "id"], name="consultation_to_look_at"
            ),
            models.Index(
                fields=["clinic", "stage", "ended_at", "id"], name="consultation_over_today"
            ),
            models.Index(
                fields=["service_user", "-starts_at", "-id"], name="consultation_of_person"
            ),
            models.Index(fields=["organisation", "release"], name="consultation_by_release"),
        ]

    def __str__(self) -> str:
        """Return its code, which says nothing."""
        return str(self.code)


class Change(KeptRow, ConversationRow):
    """One saved change, written in the transaction of what it tells, and kept.

    sequence        1, 2, 3 … in its conversation
    participant,
    account         who: somebody in the conversation, or somebody outside it, or both when one
                    who takes part has signed in
    what            the service's verb: "record_checklist"
    before, after   what it was and what it became; clinical, so never logged
    key             sent with the form: the same key a second time changes nothing
    outcome         what was answered, so that a replay is answered the same

    History, undo, live screens and replay all read these rows and no others.
    """

    sequence = models.PositiveIntegerField()
    participant = models.ForeignKey(
        "consultations.Participant", models.PROTECT, null=True, blank=True, related_name="+"
    )
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=60)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    key = models.UUIDField()
    outcome = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Two writers collide on the sequence, one writer twice on the key: none is silent."""

        ordering = ["consultation", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "sequence"], name="change_sequence_once"
            ),
            models.UniqueConstraint(fields=["consultation", "key"], name="change_key_once"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="change_sequence_from_1"),
            models.CheckConstraint(
                condition=Q(participant__isnull=False) | Q(account__isnull=False),
                name="change_is_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Return the verb and its number, never the words."""
        return f"{self.what} #{self.sequence}"
