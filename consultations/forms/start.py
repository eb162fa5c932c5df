"""How a conversation begins: where, who is there, what is taken now, how much of it today."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Clinic
from consultations.forms import codes
from consultations.forms.beginning import BeginningForm
from consultations.forms.words import box
from consultations.models import Consultation, Decision, ServiceUser
from consultations.presenters.until_now import in_short
from consultations.services import CurrentlyTaken, StartDetails
from consultations.typed_medicine import on_the_cards
from medications.models import Card

SALT = "new conversation"
NOT_ON_CARDS, NONE_TAKEN = "other", "none"
TODAY = ("participation", "look_again_on", "participation_reason", "is_present")
NOT_TODAY = Consultation.Participation.NOT_TODAY
NOT_OFFERED = {
    "clinic": _("Choose one of your clinics."),
    "medication": _("Choose a medicine from the list, or write its name below."),
}


def new_code(service_user: ServiceUser) -> str:
    """Return a signed code for a conversation with this person that is not there yet."""
    return codes.new_code(SALT, service_user.organisation_id, service_user.pk)


class StartForm(BeginningForm):
    """One screen; everything has a sensible start, and nothing beyond it has to be filled in."""

    field_order = ("code", "clinic", "setting", "legal_setting", *TODAY)
    code = forms.CharField(widget=forms.HiddenInput)
    clinic = forms.ChoiceField(label=_("Clinic"))
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
    participation_reason = box(_("If not today, or some parts: why, in the person's words"), 500)
    is_present = forms.BooleanField(
        label=_("The person is here"),
        help_text=_("In the room, or joining from elsewhere. “Not today” counts as not here."),
        required=False,
        initial=True,
    )
    medication = forms.ChoiceField(
        label=_("Medicine taken now"),
        help_text=_("Only the first one. Add others, and those taken before, once it has begun."),
        required=False,
    )
    medication_name = box(_("Another medicine: its name"), 120)
    dose = box(_("How it is taken"), 200, help_text=_("For example: 15 mg tablet at night"))

    def __init__(
        self,
        *args: Any,
        service_user: ServiceUser,
        clinics: Iterable[Clinic],
        cards: Iterable[Card],
        decided: Decision | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer the clinician's clinics and the medicines of the release, for this person.

        What was `decided` last time is said beside what is taken now, and not filled in.
        """
        super().__init__(*args, service_user=service_user, **kwargs)
        self.initial["code"] = new_code(service_user)
        self.clinics = {str(clinic.code): clinic for clinic in clinics}
        self.cards = {card.medication.code: card for card in cards}
        self._offer("clinic", [(code, each.name) for code, each in self.clinics.items()])
        self._offer(
            "medication",
            [
                ("", _("nothing was said about this")),
                (NONE_TAKEN, _("none, or not an antipsychotic")),
                *((code, card.medication.name) for code, card in self.cards.items()),
                (NOT_ON_CARDS, _("another one, not on the cards")),
            ],
        )
        name = decided.medicine_name if decided is not None else ""
        if decided is not None and name:
            self._remind(name, decided)

    def _remind(self, medicine: str, decided: Decision) -> None:
        """Say what was decided last time; whether it was begun is for the person to say."""
        how = ", ".join(filter(None, [medicine, decided.preparation, decided.dose]))
        said = [
            str(_("Last time you decided: %(how)s.")) % {"how": how},
            in_short(decided),
            str(_("Choose what is really taken now: nothing is filled in.")),
        ]
        self.fields["medication"].help_text = " ".join(filter(None, said))

    def _offer(self, name: str, choices: list) -> None:
        """Fill a field of choices; anything else is answered with a sentence."""
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = choices
        field.error_messages["invalid_choice"] = NOT_OFFERED[name]

    def clean_code(self) -> UUID:
        """Read the code that this form was drawn with, for this person and nobody else."""
        code, whom = codes.read_code(self.cleaned_data["code"], SALT)
        if whom != [self.service_user.organisation_id, self.service_user.pk]:
            raise forms.ValidationError(
                _("This form belongs to another person. Nothing was opened; open the page again.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        """Ask for a date when it is not today, and for a name when it is another medicine."""
        cleaned = super().clean() or self.cleaned_data
        when = cleaned.get("look_again_on")
        is_today = cleaned.get("participation") != NOT_TODAY
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
        if (chosen in self.cards or chosen == NONE_TAKEN) and name:
            self.add_error("medication_name", _("Choose from the list or write a name, not both."))
        elif name and (why := on_the_cards(name, self.cards.values())):
            self.add_error("medication_name", why)
        if cleaned.get("dose") and chosen in ("", NONE_TAKEN) and not name:
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
            is_person_present=typed["is_present"] and typed["participation"] != NOT_TODAY,
            guests=self.guests(),
            taken=self._taken(),
            takes_none=typed["medication"] == NONE_TAKEN,
        )

    def _taken(self) -> tuple[CurrentlyTaken, ...]:
        """Return the medicine taken now, if any."""
        typed = self.cleaned_data
        if typed["medication_name"]:
            return (CurrentlyTaken(name=typed["medication_name"], dose=typed["dose"]),)
        card = self.cards.get(typed["medication"])
        return (CurrentlyTaken(card.medication, dose=typed["dose"]),) if card else ()
