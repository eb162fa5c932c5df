"""What a draft may need first: a medicine that is not on the cards yet, and sources of our own."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from medications.draft_parts import NamesPart, SourcePart
from medications.forms.desk import DeskForm
from medications.forms.drafting import DATE_FAULTS, PartForm, line, text
from medications.models import Medication, Preparation, Source
from medications.services.founding import NewMedication
from medications.snomed import is_concept_code


class SourceForm(PartForm):
    """A source of the organisation; `back` is the page that asked for it."""

    back = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What kind of source"),
        choices=Source.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of source it is.")},
    )
    title = line(_("Title"), 400, error_messages={"required": _("Write its title.")})
    publisher = line(
        _("Who publishes it"), 200, error_messages={"required": _("Write who publishes it.")}
    )
    revision = line(
        _("Year or revision"),
        120,
        required=False,
        help_text=_("For example “2026”, or “revised June 2026”. Empty when it bears no date."),
    )
    read_on = forms.DateField(
        label=_("The day on which you read it"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DATE_FAULTS,
    )
    address = forms.URLField(
        label=_("Web address, if it has one"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("Write the whole address, from https:// on.")},
    )
    licence_note = text(
        _("What its licence allows"),
        rows=2,
        required=False,
        help_text=_("For example “facts only, text not copied”."),
    )

    def clean_read_on(self) -> date:
        """Nobody has read anything tomorrow."""
        day: date = self.cleaned_data["read_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def part(self) -> SourcePart:
        """Return the source."""
        names = SourcePart.__dataclass_fields__
        return SourcePart(**{name: self.cleaned_data[name] for name in names})


class FindSourceForm(DeskForm):
    """Words that the title or publisher of a source holds, all of them."""

    find = forms.CharField(label=_("Find a source"), max_length=100, required=False)

    def words(self) -> list[str]:
        """Return what is looked for; nothing when nothing can be."""
        return str(self.cleaned_data.get("find", "")).split() if self.is_valid() else []


class RetireSourceForm(DeskForm):
    """Offering a source no longer."""

    prefix = "retire"
    reason = text(
        _("Why it is offered no longer"),
        rows=2,
        help_text=_("It stands beside the source. What cites it stays as it is."),
        error_messages={"required": _("Say why it is offered no longer.")},
    )


class NamesFields(DeskForm):
    """What a medicine is called."""

    name = line(_("Name"), 80, error_messages={"required": _("Write its name.")})
    say_it = line(
        _("How to say it"), 80, required=False, help_text=_("For example “oh-LAN-za-peen”.")
    )
    brands = line(_("Brands in the United Kingdom"), 300, required=False)
    family = line(
        _("Kind of medicine"), 200, required=False, help_text=_("For example “antipsychotic”.")
    )
    snomed_code = line(
        _("SNOMED CT code, if you know it"),
        40,
        required=False,
        help_text=_("Digits only. Its last digit is checked against the others."),
    )

    def clean_snomed_code(self) -> str:
        """Take the code of a concept only; blanks within it do not count."""
        code = "".join(self.cleaned_data["snomed_code"].split())
        if code and not is_concept_code(code):
            raise forms.ValidationError(
                _("This is not the code of a SNOMED CT concept: a digit is wrong or missing.")
            )
        return code


class NamesForm(NamesFields, PartForm):
    """The names of an organisation's own medicine in a draft."""

    def part(self) -> NamesPart:
        """Return the names."""
        return NamesPart(**{name: self.cleaned_data[name] for name in Medication.NAMES})


class NewMedicationForm(NamesFields):
    """A new medicine: what it is called, and what it comes as."""

    comes_as = forms.MultipleChoiceField(
        label=_("What it comes as"),
        choices=Preparation.Form.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Strengths are added in the draft."),
    )

    def said(self) -> NewMedication:
        """Return the new medicine as a plain value."""
        given = self.cleaned_data
        return NewMedication(**{**given, "comes_as": tuple(given["comes_as"])})
