"""How a conversation begins: where, who is there, what is taken now, how much of it today."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Clinic
from consultations.models import Consultation
from consultations.services import CurrentlyTaken, Guest, StartDetails
from medications.models import Card

SALT = "new conversation"
NOT_ON_CARDS = "other"


def new_code() -> str:
    """Return a signed code for a conversation that is not there yet."""
    return signing.dumps(uuid4().hex, salt=SALT)


class StartForm(forms.Form):
    """One screen; everything has a sensible start, and nothing beyond it has to be filled in."""

    code = forms.CharField(widget=forms.HiddenInput)
    clinic = forms.ChoiceField(label=_("Clinic"))
    setting = forms.ChoiceField(
        label=_("Where you meet"), choices=Consultation.Setting.choices, initial="clinic"
    )
    legal_setting = forms.ChoiceField(
        label=_("Legal setting"),
        choices=Consultation.LegalSetting.choices,
        initial="informal",
        widget=forms.RadioSelect,
        help_text=_("It changes what is explained, never whether wishes can be said."),
    )
    participation = forms.ChoiceField(
        label=_("How much of the conversation today"),
        choices=Consultation.Participation.choices,
        initial="full",
        widget=forms.RadioSelect,
    )
    look_again_on = forms.DateField(
        label=_("If not today: ask again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the date as 31/12/2026.")},
    )
    participation_reason = forms.CharField(
        label=_("If not today, or some parts: why, in the person's words"),
        max_length=500,
        required=False,
    )
    carer = forms.CharField(
        label=_("Carer who is there: name"),
        help_text=_("Only if the person wants it. A carer sees nothing without their consent."),
        max_length=100,
        required=False,
    )
    other = forms.CharField(
        label=_("Anybody else who is there: name and role"),
        help_text=_("An interpreter, an advocate …"),
        max_length=100,
        required=False,
    )
    medication = forms.ChoiceField(label=_("Medicine taken now"), required=False)
    medication_name = forms.CharField(
        label=_("Another medicine: its name"), max_length=120, required=False
    )
    dose = forms.CharField(
        label=_("How it is taken"),
        help_text=_("For example: 15 mg tablet at night"),
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, clinics: Iterable[Clinic], cards: Iterable[Card], **kwargs: Any
    ) -> None:
        """Offer the clinician's clinics and the medicines of the release."""
        super().__init__(*args, **kwargs)
        self.clinics = {str(clinic.code): clinic for clinic in clinics}
        self.cards = {card.medication.code: card for card in cards}
        self._offer("clinic", [(code, each.name) for code, each in self.clinics.items()])
        self._offer(
            "medication",
            [
                ("", _("none, or not an antipsychotic")),
                *((code, card.medication.name) for code, card in self.cards.items()),
                (NOT_ON_CARDS, _("another one, not on the cards")),
            ],
        )
        self.helper = FormHelper()
        self.helper.form_tag = False

    def _offer(self, name: str, choices: list) -> None:
        """Fill a field of choices."""
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean_code(self) -> UUID:
        """Read the code that this form was drawn with."""
        try:
            return UUID(signing.loads(self.cleaned_data["code"], salt=SALT))
        except (signing.BadSignature, ValueError):
            raise forms.ValidationError(
                _("This form is damaged. Please open the page again.")
            ) from None

    def clean(self) -> dict[str, Any]:
        """Ask for a date when it is not today, and for a name when it is another medicine."""
        cleaned = super().clean() or self.cleaned_data
        when = cleaned.get("look_again_on")
        is_today = cleaned.get("participation") != Consultation.Participation.NOT_TODAY
        if not is_today and when is None and "look_again_on" not in self.errors:
            self.add_error("look_again_on", _("Say on which day to ask again."))
        if when is not None and when < timezone.localdate():
            self.add_error("look_again_on", _("This day is over. Choose a day to come."))
        self._check_medicine(cleaned)
        return cleaned

    def _check_medicine(self, cleaned: dict[str, Any]) -> None:
        """Let nothing that was typed about a medicine be left out without a word."""
        chosen, name = cleaned.get("medication"), cleaned.get("medication_name")
        if chosen == NOT_ON_CARDS and not name:
            self.add_error("medication_name", _("Write the name of the other medicine."))
        if chosen in self.cards and name:
            self.add_error("medication_name", _("Choose from the list or write a name, not both."))
        if cleaned.get("dose") and chosen == "" and not name:
            self.add_error("medication", _("Say which medicine is taken so."))

    def chosen_clinic(self) -> Clinic:
        """Return the clinic that was chosen."""
        return self.clinics[self.cleaned_data["clinic"]]

    def details(self) -> StartDetails:
        """Return what was typed, checked."""
        typed = self.cleaned_data
        return StartDetails(
            setting=typed["setting"],
            legal_setting=typed["legal_setting"],
            participation=typed["participation"],
            participation_reason=typed["participation_reason"],
            look_again_on=typed["look_again_on"],
            guests=tuple(
                Guest(typed[field], is_carer=field == "carer")
                for field in ("carer", "other")
                if typed[field]
            ),
            taken=self._taken(),
        )

    def _taken(self) -> tuple[CurrentlyTaken, ...]:
        """Return the medicine taken now, if any."""
        typed = self.cleaned_data
        if typed["medication_name"]:
            return (CurrentlyTaken(name=typed["medication_name"], dose=typed["dose"]),)
        card = self.cards.get(typed["medication"])
        return (CurrentlyTaken(card.medication, dose=typed["dose"]),) if card else ()
