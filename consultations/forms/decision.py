"""What was decided, beside what the person named and what the clinician thinks."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.forms.ticket import TicketForm
from consultations.models import Decision
from consultations.services.decision import (
    NAMED_IN_WORDS,
    WITHOUT_MEDICINE,
    DecisionDetails,
)

LONGEST = 2000
USUAL_REVIEW = datetime.timedelta(weeks=4)
Kind = Decision.Kind
Options = Sequence[tuple[str, str]]


def _words(label: Any, longest: int = LONGEST, **more: Any) -> forms.CharField:
    """Return an optional field in own words: long ones are a few lines, short ones one."""
    too_long = _("These are more words than fit (%(limit_value)d). Please shorten them.")
    if longest == LONGEST:
        more["widget"] = forms.Textarea(attrs={"rows": 2})
    errors = {"max_length": too_long}
    return forms.CharField(
        label=label, max_length=longest, required=False, error_messages=errors, **more
    )


class DecisionForm(TicketForm):
    """Three answers are needed; two of them are offered filled in."""

    named_kind = forms.ChoiceField(
        label=_("What the person named, after reading"),
        choices=[("", _("nothing was named")), *Kind.choices],
        required=False,
    )
    named_medication = forms.ChoiceField(label=_("Which medicine they named"), required=False)
    named_words = _words(_("In the person's own words"))
    clinician_view = _words(_("What the clinician thinks"))
    clinician_reason = _words(
        _("Why the clinician thinks so"),
        help_text=_("Also when it is not what a guideline says. It stands beside their view."),
    )
    kind = forms.ChoiceField(
        label=_("What was decided"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided; “not today” is an answer too.")},
    )
    medication = forms.ChoiceField(label=_("Which medicine"), required=False)
    preparation = _words(_("In which form"), 200, help_text=_("For example: tablet, liquid"))
    dose = _words(
        _("How much, and when in the day"),
        200,
        help_text=_("For example: 10 mg in the morning. Could a lower dose do?"),
    )
    gate_is_confirmed = forms.BooleanField(
        label=_("We went through these conditions together"),
        help_text=_("Only for a medicine whose conditions stand on this page."),
        required=False,
    )
    difference_reason = _words(
        _("If it is not what the person named: why"),
        help_text=_("In plain words. This is shown to the person."),
    )
    who_decided = forms.ChoiceField(
        label=_("Who decided"),
        choices=Decision.WhoDecided.choices,
        initial=Decision.WhoDecided.TOGETHER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who decided.")},
    )
    decided_by = forms.TypedChoiceField(
        label=_("Which clinician"),
        help_text=_("Who stands for this decision. Choose a colleague if you write it for them."),
        coerce=int,
        error_messages={
            "required": _("Choose which clinician."),
            "invalid_choice": _("Choose a clinician of this clinic."),
        },
    )
    review_on = forms.DateField(
        label=_("When you look at this again"),
        help_text=_("If it is “not today”: the day to ask again."),
        initial=lambda: timezone.localdate() + USUAL_REVIEW,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day to look at this again."),
            "invalid": _("Write the date as 31/12/2026."),
        },
    )
    open_questions = _words(_("Still to talk about"))

    def __init__(
        self,
        *args: Any,
        medicines: Options,
        gated: Collection[str],
        clinicians: Options,
        **kwargs: Any,
    ) -> None:
        """Offer the medicines as the comparison shows them; `gated` are codes with conditions."""
        super().__init__(*args, **kwargs)
        self.gated, self.clinicians = gated, dict(clinicians)
        for name in ("named_medication", "medication"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [("", _("choose one, if it is about a medicine")), *medicines]
        cast(forms.ChoiceField, self.fields["decided_by"]).choices = clinicians

    def clean_review_on(self) -> datetime.date:
        """Take a day to come."""
        day: datetime.date = self.cleaned_data["review_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Check what was decided and what was named, then whether and why they differ."""
        cleaned = super().clean() or self.cleaned_data
        for name in [each for each, value in cleaned.items() if isinstance(value, str)]:
            cleaned[name] = cleaned[name].strip()
        self._check_decided(cleaned)
        self._check_named(cleaned)
        if not self.errors and self.details().differs and not cleaned["difference_reason"]:
            self.add_error(
                "difference_reason",
                _("This is not what the person named. Say why, in plain words for them."),
            )
        return cleaned

    def _check_decided(self, cleaned: dict[str, Any]) -> None:
        """Ask for a medicine where one belongs, for none where none does, for the conditions."""
        kind, medication = cleaned.get("kind"), cleaned.get("medication")
        if "medication" in self.errors:
            return
        if kind == Kind.MEDICINE and not medication:
            self.add_error("medication", _("Choose which medicine."))
        if kind in WITHOUT_MEDICINE and medication:
            self.add_error("medication", _("No medicine goes with this choice."))
        if medication in self.gated and not cleaned.get("gate_is_confirmed"):
            self.add_error(
                "gate_is_confirmed",
                _("This medicine has conditions. Go through them together, then tick this."),
            )

    def _check_named(self, cleaned: dict[str, Any]) -> None:
        """Let nothing that was named be left out without a word."""
        kind, medication = cleaned.get("named_kind"), cleaned.get("named_medication")
        if "named_medication" in self.errors or "named_kind" in self.errors:
            return
        if kind == Kind.MEDICINE and not medication:
            self.add_error("named_medication", _("Choose which medicine the person named."))
        if kind in WITHOUT_MEDICINE and medication:
            self.add_error("named_medication", _("No medicine goes with what was named."))
        if not kind and medication:
            self.add_error("named_kind", _("Choose what was named about this medicine."))
        elif not kind and cleaned.get("named_words"):
            self.add_error("named_kind", NAMED_IN_WORDS)

    def details(self) -> DecisionDetails:
        """Return what was typed."""
        return DecisionDetails(**{k: v for k, v in self.cleaned_data.items() if k != "ticket"})
