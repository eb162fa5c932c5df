"""A card: one version of what is said about one medicine, with everything it rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Account, Organisation
from medications.models.evidence import CardFact, Evidence, Source
from medications.models.substance import Effect, Medication
from medications.stages import IN_HAND, Stage
from medications.starter_rule import Basis


class Card(models.Model):
    """One version of one medicine's card; without an organisation it is a starter card.

    A published card never changes: a correction is a new version, drafted from `based_on`.
    `author` began it, and `written_by` are all who changed a word of it: none of them approves.
    `sections` holds words of our own by section code, as paragraphs; `names` what an organisation's
    own medicine is called by this version, empty for one that all have. `stage_reason` is what was
    said with the last move; `content_key` the digest of what was submitted (medications.content),
    so that what is published is what was read.
    """

    Stage = Stage

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="cards"
    )
    medication = models.ForeignKey(Medication, models.PROTECT, related_name="cards")
    version = models.PositiveIntegerField(default=1)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    stage_reason = models.TextField(blank=True)
    author = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ManyToManyField(Account, related_name="+")
    approver = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    sections = models.JSONField(default=dict, blank=True)
    names = models.JSONField(default=dict, blank=True)
    content_key = models.CharField(max_length=64, blank=True)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_versions"
    )
    is_safety_change = models.BooleanField(default=False)
    facts = models.ManyToManyField(CardFact, related_name="cards")
    evidence = models.ManyToManyField(Evidence, related_name="cards")

    class Meta:
        """The second person is never the first."""

        ordering = ["medication__name", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "medication", "version"], name="card_version_once"
            ),
            models.UniqueConstraint(
                fields=["medication", "version"],
                condition=Q(organisation=None),
                name="card_starter_version_once",
            ),
            models.CheckConstraint(
                condition=Q(author=None) | Q(approver=None) | ~Q(author=models.F("approver")),
                name="card_approver_is_second_person",
            ),
            models.UniqueConstraint(
                fields=["organisation", "medication"],
                condition=Q(stage__in=IN_HAND),
                name="card_in_hand_once",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None)
                | ~Q(stage=Stage.PUBLISHED)
                | Q(author__isnull=False, approver__isnull=False),
                name="card_published_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        """Return medicine and version."""
        return f"{self.medication} v{self.version}"

    @property
    def is_withdrawal(self) -> bool:
        """Tell whether this version is a withdrawal, also after another took its place.

        Two people publish a card and one withdraws it, so that what an older release shows does
        not hang on the stage, which moves on.
        """
        is_out = self.organisation_id is not None and self.published_at is not None
        return is_out and self.approver_id is None


class Rating(models.Model):
    """What a card says of one effect: a level 0 to 3, or None for not known; and why.

    `frequency` and `severity` stand apart where a source tells them apart (the paper's sign
    mixes both). `evidence` are the rows that the level rests on. `reason` says why a pharmacist
    set another level than the rows suggest; `note` is shown beside the level.
    """

    card = models.ForeignKey(Card, models.CASCADE, related_name="ratings")
    effect = models.ForeignKey(Effect, models.PROTECT, related_name="ratings")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=25, choices=[(each.value, each.value) for each in Basis])
    frequency = models.CharField(max_length=20, blank=True)
    severity = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="ratings")

    class Meta:
        """One level per card and effect, and only a level that has a meaning."""

        ordering = ["effect__number"]
        constraints = [
            models.UniqueConstraint(fields=["card", "effect"], name="rating_once"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__lte=3), name="rating_level_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        """Return effect and level."""
        return f"{self.effect}: {self.level}"


class Preparation(models.Model):
    """A form in which a medicine comes, and how often it is taken, as a source says."""

    class Form(models.TextChoices):
        """What one takes or is given."""

        TABLET = "tablet", _("tablet")
        ORODISPERSIBLE_TABLET = "orodispersible_tablet", _("tablet that melts in the mouth")
        SUBLINGUAL_TABLET = "sublingual_tablet", _("tablet under the tongue")
        PROLONGED_RELEASE_TABLET = "prolonged_release_tablet", _("slow-release tablet")
        CAPSULE = "capsule", _("capsule")
        LIQUID = "liquid", _("liquid")
        LONG_ACTING_INJECTION = "long_acting_injection", _("long-acting injection")
        SHORT_ACTING_INJECTION = "short_acting_injection", _("short-acting injection")

    card = models.ForeignKey(Card, models.CASCADE, related_name="preparations")
    form = models.CharField(max_length=24, choices=Form.choices)
    strengths = models.CharField(max_length=300, blank=True)
    how_often = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the order of the file: by mouth first."""

        ordering = ["position"]

    def __str__(self) -> str:
        """Return the form."""
        return self.get_form_display()


class Caution(models.Model):
    """A safety line that is not a wish. A gating one stands wherever the medicine is named."""

    class Kind(models.TextChoices):
        """What the line is about."""

        RESTRICTION = "restriction", _("who can have it")
        LICENCE = "licence", _("what it is licensed for")
        NOT_LICENSED = "not_licensed", _("what it is not licensed for")
        DOSE = "dose", _("dose")
        MONITORING = "monitoring", _("tests and checks")
        WARNING = "warning", _("watch for")
        CONTRAINDICATION = "contraindication", _("do not use with")
        PREGNANCY = "pregnancy", _("pregnancy")
        BREAST_FEEDING = "breast_feeding", _("breast-feeding")
        DRIVING = "driving", _("driving")
        INTERACTION = "interaction", _("other medicines")
        SMOKING = "smoking", _("smoking")
        STOPPING = "stopping", _("stopping")

    card = models.ForeignKey(Card, models.CASCADE, related_name="cautions")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    is_gating = models.BooleanField(default=False)
    text = models.TextField()
    facts = models.ManyToManyField(CardFact, related_name="cautions")
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the order of the file."""

        ordering = ["position"]

    def __str__(self) -> str:
        """Return its text."""
        return self.text


class Approval(models.Model):
    """A pharmacist of the organisation stands behind an unchanged starter card.

    Taking an approval back keeps the row; `withdrawn_at` says from when it no longer holds.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="approvals")
    card = models.ForeignKey(Card, models.PROTECT, related_name="approvals")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    idempotency_key = models.UUIDField(unique=True)

    class Meta:
        """One standing approval per organisation and card."""

        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "card"],
                condition=Q(withdrawn_at=None),
                name="approval_stands_once",
            )
        ]

    def __str__(self) -> str:
        """Return the card that is approved."""
        return str(self.card)
