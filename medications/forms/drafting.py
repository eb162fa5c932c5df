"""What a pharmacist writes in the sections of a draft.

Each form turns into one plain value (medications.draft_parts) and carries, as `seen`, the key of
the section as it was drawn. Line ends are made alike, so that the same words stay the same.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.words import WordsField
from medications.draft_parts import (
    CautionPart,
    LevelPart,
    Part,
    PreparationPart,
    ReviewPart,
    WordsPart,
)
from medications.forms.desk import TOO_LONG, DeskForm
from medications.models import Caution, Preparation, Source
from medications.presenters.figures import FREQUENCY_WORDS
from medications.presenters.levels import GRADED, NOT_KNOWN, SEVERITY_WORDS
from medications.presenters.sources import date_words, shelved
from medications.reading_age import OLDEST_FOR_CAUTIONS, OLDEST_FOR_WORDS
from medications.starter_rule import CLASS_LEVELS

LONGEST_TEXT = 2000
LONGEST_WORDS = 8000
UNKNOWN = "unknown"
DATE_FAULTS = {
    "required": _("Choose a day."),
    "invalid": _("Write the date as 31/12/2026."),
}


def text(label: Any, rows: int = 3, longest: int = LONGEST_TEXT, **options: Any) -> forms.CharField:
    """Return a field for some sentences."""
    faults = {"max_length": TOO_LONG} | options.pop("error_messages", {})
    widget = forms.Textarea(attrs={"rows": rows})
    return WordsField(
        label=label, max_length=longest, widget=widget, error_messages=faults, **options
    )


def line(label: Any, longest: int, **options: Any) -> forms.CharField:
    """Return a field for some words on one line."""
    faults = {"max_length": TOO_LONG} | options.pop("error_messages", {})
    return WordsField(label=label, max_length=longest, error_messages=faults, **options)


def paragraphs(written: str) -> list[str]:
    """Return what was written by paragraph: an empty line stands between two."""
    return [each.strip() for each in written.split("\n\n") if each.strip()]


class SourceChoices(ModelChoiceIterator):
    """The sources by shelf and letter: with some hundred of them, one long list hides our own."""

    def __iter__(self) -> Iterator[Any]:
        """Yield what stands for none, and then each part of the list below its heading."""
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for heading, members in shelved(self.queryset):
            yield heading, [self.choice(each) for each in members]


class SourceField(forms.ModelChoiceField):
    """A choice among sources of `selectors.drafting.offered_sources`, by title and date."""

    iterator = SourceChoices

    def label_from_instance(self, source: Source) -> str:
        """Name a source as it stands beside a fact."""
        return f"{source.title}, {date_words(source)}"


class PartForm(DeskForm):
    """A section of a draft. `seen` is believed only as far as it equals the section's key.

    `for_person` names the field with words for the person, '' for none, and `oldest` the reading
    age that they aim at.
    """

    for_person = ""
    oldest = OLDEST_FOR_CAUTIONS
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Make line ends alike: browsers send their own."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = value.replace("\r\n", "\n").replace("\r", "\n")
        return cleaned

    def part(self) -> Part:
        """Return what was written as a plain value."""
        raise NotImplementedError

    def told(self) -> list[str]:
        """Return the words for the person as they stand in the form, by paragraph."""
        said = self[self.for_person].value() if self.for_person else ""
        return paragraphs(str(said or "").replace("\r\n", "\n"))

    @classmethod
    def filled(cls, now: Any) -> dict[str, Any]:
        """Return what the fields show of a section as it stands."""
        return {} if now is None else dict(vars(now))


class WordsForm(PartForm):
    """Words of our own in one section of the card."""

    for_person, oldest = "words", OLDEST_FOR_WORDS
    words = text(
        _("In your own words"),
        rows=10,
        longest=LONGEST_WORDS,
        required=False,
        help_text=_(
            "The person reads this above what the sources say. Leave an empty line between two "
            "paragraphs. Leave all of it empty to show the sources alone."
        ),
    )

    def part(self) -> WordsPart:
        """Return the paragraphs."""
        return WordsPart(tuple(paragraphs(self.cleaned_data["words"])))

    @classmethod
    def filled(cls, now: WordsPart | None) -> dict[str, Any]:
        """Put an empty line between paragraphs."""
        return {"words": "\n\n".join(now.paragraphs) if now else ""}


class LevelForm(PartForm):
    """What the card says of one effect."""

    for_person = "note"
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[
            ("0", GRADED[0].words),
            *(
                (str(place), format_lazy("{} {}", each.sign, each.words))
                for place, each in enumerate(GRADED)
                if place
            ),
            (UNKNOWN, NOT_KNOWN.words),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a level, or “not known”.")},
    )
    reason = text(
        _("Why this level"),
        required=False,
        help_text=_(
            "Needed when it is not the level that the figures suggest, and when it is two or more "
            "steps from the level in use. Your second pharmacist reads it."
        ),
    )
    note = text(
        _("A note that stands beside the level"),
        rows=2,
        required=False,
        help_text=_("Everybody who asks why the level is what it is reads it."),
    )
    frequency = forms.ChoiceField(
        label=_("How often, if a source says so apart from how bad it is"),
        choices=[
            ("", _("not said apart")),
            *((each, FREQUENCY_WORDS[each]) for each in CLASS_LEVELS),
        ],
        required=False,
    )
    severity = forms.ChoiceField(
        label=_("How bad, if a source says so apart from how often"),
        choices=[("", _("not said apart")), *SEVERITY_WORDS.items()],
        required=False,
    )

    def part(self) -> LevelPart:
        """Return the level as a number, or None for not known."""
        said = {
            name: self.cleaned_data[name] for name in ("frequency", "severity", "note", "reason")
        }
        level = self.cleaned_data["level"]
        return LevelPart(None if level == UNKNOWN else int(level), **said)

    @classmethod
    def filled(cls, now: LevelPart | None) -> dict[str, Any]:
        """Tell not known from none."""
        if now is None:
            return {}
        return vars(now) | {"level": UNKNOWN if now.level is None else str(now.level)}


class CautionForm(PartForm):
    """One safety line."""

    for_person = "text"
    kind = forms.ChoiceField(
        label=_("What it is about"),
        choices=[("", _("choose one")), *Caution.Kind.choices],
        error_messages={"required": _("Choose what the caution is about.")},
    )
    text = text(
        _("The caution"),
        help_text=_("In plain words: the person reads it."),
        error_messages={"required": _("Write the caution.")},
    )
    is_gating = forms.BooleanField(
        label=_("It stands wherever the medicine is named: nobody has it without this"),
        required=False,
    )

    def part(self) -> CautionPart:
        """Return the safety line."""
        return CautionPart(
            **{name: self.cleaned_data[name] for name in ("kind", "is_gating", "text")}
        )


class PreparationForm(PartForm):
    """One form of the medicine."""

    form = forms.ChoiceField(
        label=_("What it is"),
        choices=[("", _("choose one")), *Preparation.Form.choices],
        error_messages={"required": _("Choose what it is.")},
    )
    strengths = line(_("Strengths"), 300, required=False)
    how_often = line(_("How often it is taken or given"), 300, required=False)
    source = SourceField(
        Source.objects.none(),
        label=_("Where this was read"),
        required=False,
        empty_label=_("no source"),
        error_messages={"invalid_choice": _("Choose a source from the list.")},
    )

    def __init__(self, *args: Any, sources: QuerySet[Source], **kwargs: Any) -> None:
        """Offer the sources that may be cited."""
        super().__init__(*args, **kwargs)
        cast(SourceField, self.fields["source"]).queryset = sources

    def part(self) -> PreparationPart:
        """Return the form with its source's key."""
        source = self.cleaned_data["source"]
        said = {name: self.cleaned_data[name] for name in ("form", "strengths", "how_often")}
        return PreparationPart(**said, source=source.pk if source else None)


class ReviewForm(PartForm):
    """The day on which the card has to be looked at again."""

    review_on = forms.DateField(
        label=_("Day of review"),
        help_text=_("Usually a year from now. From that day on the card is marked as overdue."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DATE_FAULTS,
    )

    def clean_review_on(self) -> date:
        """Take a day to come."""
        day: date = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a day to come."))
        return day

    def part(self) -> ReviewPart:
        """Return the day."""
        return ReviewPart(self.cleaned_data["review_on"])


class DiscardForm(DeskForm):
    """Giving a draft up, or taking it back; `key` makes it count once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = text(_("Why it is given up"), rows=2, longest=500, required=False)
