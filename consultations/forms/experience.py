"""A medicine taken now or before, in the person's words; pregnancy and breast-feeding."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.ticket import TicketForm
from consultations.forms.words import box
from consultations.models import Pregnancy
from consultations.selectors.medicines import NOW, SaidMedicine
from consultations.services.experience import MedicineWords
from consultations.typed_medicine import on_the_cards
from medications.models import Card

LONGEST, SHORT = 2000, 200
NOT_ON_CARDS = "other"
OF_THE_PAST = ("taken_when", "good", "bad")


class MedicineForm(TicketForm):
    """One medicine: which, how it is or was taken, and of the past what was good and bad."""

    medication = forms.ChoiceField(label=_("Medicine"), required=False)
    name = box(_("Another medicine: its name"), 120)
    preparation = box(
        _("In which form"), SHORT, help_text=_("For example: tablet, liquid, injection every month")
    )
    dose = box(
        _("How much, and when in the day"), SHORT, help_text=_("For example: 15 mg at night")
    )
    taken_when = box(
        _("When was that?"), SHORT, help_text=_("For example: in 2019, for about half a year")
    )
    good = box(_("What was good about it?"), LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    bad = box(_("What was bad about it?"), LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    is_private = forms.BooleanField(label=_("Keep this from my carer"), required=False)

    def __init__(self, *args: Any, kind: str, cards: Iterable[Card], **kwargs: Any) -> None:
        """Offer the medicines of the conversation's cards, and another one by name."""
        super().__init__(*args, **kwargs)
        self.cards = tuple(cards)
        self.names = {card.medication.code: card.medication.name for card in self.cards}
        cast(forms.ChoiceField, self.fields["medication"]).choices = [
            ("", _("choose one")),
            *self.names.items(),
            (NOT_ON_CARDS, _("another one, not on the cards")),
        ]
        for field in OF_THE_PAST if kind == NOW else ():
            del self.fields[field]

    @staticmethod
    def showing(said: SaidMedicine) -> dict[str, Any]:
        """Return the fields filled with what was said."""
        fields = ("preparation", "dose", "is_private", *OF_THE_PAST)
        words = {name: getattr(said, name) for name in fields}
        if said.code:
            return words | {"medication": said.code}
        return words | {"medication": NOT_ON_CARDS, "name": said.name}

    def clean_name(self) -> str:
        """Leave out spaces around it."""
        return self.cleaned_data["name"].strip()

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one medicine: from the list, or by name."""
        cleaned = super().clean() or self.cleaned_data
        chosen, name = cleaned.get("medication", ""), cleaned.get("name")
        if "medication" in self.errors or "name" in self.errors:
            return cleaned
        if chosen in self.names and name:
            self.add_error("name", _("Choose from the list or write a name, not both."))
        elif chosen == NOT_ON_CARDS and not name:
            self.add_error("name", _("Write the name of the other medicine."))
        elif not chosen and not name:
            self.add_error("medication", _("Choose a medicine, or write its name below."))
        elif name and (why := on_the_cards(name, self.cards)):
            self.add_error("name", why)
        return cleaned

    def said(self) -> MedicineWords:
        """Return what was typed."""
        typed = dict(self.cleaned_data)
        typed.pop("ticket")
        code = typed.pop("medication")
        return MedicineWords(code=code if code in self.names else "", **typed)


class PregnancyForm(TicketForm):
    """Each question with its three answers; silence is never a no."""

    pregnant = forms.ChoiceField(
        label=_("Pregnant, or might become so?"),
        choices=Pregnancy.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer; “not asked” is one.")},
    )
    breast_feeding = forms.ChoiceField(
        label=_("Breast-feeding?"),
        choices=Pregnancy.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer; “not asked” is one.")},
    )

    def answers(self) -> dict[str, str]:
        """Return the answer to each question."""
        return {question: self.cleaned_data[question] for question in Pregnancy.Question.values}
