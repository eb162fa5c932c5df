"""Card text in other languages: a row for each section, language and version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Account, Organisation
from medications.languages import BY_CODE, LANGUAGES, Language
from medications.models.substance import Medication
from medications.translation_stages import IN_HAND, SETTLED, TranslationMove, TranslationStage


class CardTranslation(models.Model):
    """The words of one section of a medicine's card in another language.

    organisation    whose it is: starter cards are everybody's, translations are not
    version         a correction is the next one; an approved row never changes
    heading, text   the translation; paragraphs stand apart by an empty line
    english         the English lines it was made of, as they stood on the card
    english_key     their digest (medications.translating): where the English differs, this is
                    not shown
    author began it; `written_by` are all who wrote in it: none of them approves.
    """

    Stage = TranslationStage

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    medication = models.ForeignKey(Medication, models.PROTECT, related_name="+")
    language = models.CharField(
        max_length=12, choices=[(each.code, each.english) for each in LANGUAGES]
    )
    section = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    english = models.JSONField(default=list)
    english_key = models.CharField(max_length=64)
    author = models.ForeignKey(Account, models.PROTECT, related_name="+")
    written_by = models.ManyToManyField(Account, related_name="+")
    approver = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The second person is never the first."""

        ordering = ["language", "section", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "medication", "language", "section", "version"],
                name="translation_version_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "medication", "language", "section"],
                condition=Q(stage__in=IN_HAND),
                name="translation_in_hand_once",
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(author=models.F("approver")),
                name="translation_approver_is_second",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=SETTLED)
                | Q(approver__isnull=False, approved_at__isnull=False),
                name="translation_approved_by_two",
            ),
        ]

    def __str__(self) -> str:
        """Return medicine, language and section."""
        return f"{self.medication} {self.language} {self.section} v{self.version}"

    @property
    def its_language(self) -> Language:
        """Return the language with its own name and direction."""
        return BY_CODE[self.language]

    @property
    def paragraphs(self) -> list[str]:
        """Return the text, paragraph by paragraph."""
        return [each for each in self.text.split("\n\n") if each]


class TranslationStep(models.Model):
    """One move of a translation (medications.translation_stages): who, when, what they said.

    Rows are only added. `key` is the form's own, so that a form sent twice counts once.
    """

    translation = models.ForeignKey(CardTranslation, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=10, choices=TranslationMove.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    key = models.UUIDField()

    class Meta:
        """In the order in which it happened."""

        ordering = ["at", "pk"]
        verbose_name_plural = _("translation steps")
        constraints = [
            models.UniqueConstraint(fields=["translation", "key"], name="translation_step_once")
        ]

    def __str__(self) -> str:
        """Return the move."""
        return str(self.get_move_display())
