"""What the library believes of what a browser sends."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from medications.filters import CardFilter
from medications.models import Effect, NiceClass, Preparation

MOST_COMPARED = 3


def _choices(form: forms.Form, name: str) -> forms.ChoiceField:
    """Return a field of choices, to be filled with what the release holds."""
    return cast(forms.ChoiceField, form.fields[name])


class CardFilterForm(forms.Form):
    """Narrows the cards by form, by one side effect and its level, by NICE class."""

    form = forms.ChoiceField(label=_("Comes as"), required=False)
    effect = forms.ChoiceField(label=_("Side effect"), required=False)
    level = forms.TypedChoiceField(
        label=_("At most"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("any level")),
            ("0", _("none known")),
            ("1", _("+ uncommon or mild")),
            ("2", _("++ commoner or moderately severe")),
        ],
    )
    nice_class = forms.ChoiceField(label=_("Show side effects of"), required=False)

    def __init__(self, *args: Any, effects: Iterable[Effect], **kwargs: Any) -> None:
        """Offer the effects that cards rate, in the order of the checklist."""
        super().__init__(*args, **kwargs)
        _choices(self, "form").choices = [("", _("any form")), *Preparation.Form.choices]
        _choices(self, "effect").choices = [
            ("", _("any side effect")),
            *((effect.code, effect.label) for effect in effects),
        ]
        _choices(self, "nice_class").choices = [("", _("all five classes")), *NiceClass.choices]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _(
                "“%(value)s” is not in the list. Choose one that is, or leave it open."
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        """Ask for the side effect that a level belongs to."""
        cleaned = super().clean() or self.cleaned_data
        is_open = not cleaned.get("effect") and "effect" not in self.errors
        if is_open and cleaned.get("level") is not None:
            self.add_error("effect", _("Choose the side effect that this level is for."))
        return cleaned

    def wanted(self) -> CardFilter:
        """Return what is asked for; a form with a fault asks for nothing."""
        return CardFilter(**self.cleaned_data) if self.is_valid() else CardFilter()


class CompareForm(forms.Form):
    """Two or three medicines to stand side by side."""

    medicine = forms.MultipleChoiceField(
        label=_("Medicines to put side by side"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("“%(value)s” is not among the cards. Choose from the list.")
        },
    )

    def __init__(self, *args: Any, medicines: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the medicines of the release as (code, name)."""
        super().__init__(*args, **kwargs)
        _choices(self, "medicine").choices = list(medicines)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_medicine(self) -> list[str]:
        """Accept two or three, each once."""
        chosen = list(dict.fromkeys(self.cleaned_data["medicine"]))
        if len(chosen) < 2:
            raise forms.ValidationError(_("Choose two or three medicines."))
        if len(chosen) > MOST_COMPARED:
            raise forms.ValidationError(
                _("You have chosen %(count)d. Three fit side by side: take some out."),
                params={"count": len(chosen)},
            )
        return chosen


class ApprovalForm(forms.Form):
    """A pharmacist stands behind a starter card, or takes that back.

    `card` is the key of the version that was read and `key` makes a form sent twice count once.
    """

    card = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label=_("I have checked this card against current product information"),
        error_messages={"required": _("Tick the box to say that you have checked this card.")},
    )

    def renew(self, card: int) -> None:
        """Point to the card that is now on the page, under a new key, so that it can be sent."""
        kept = {name: self.data.get(name) for name in self.data}
        self.data = kept | {"card": card, "key": uuid4()}
