"""What the comparison is asked to put first."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.comparing import Wanted


class WantedForm(forms.Form):
    """A filter of the comparison: form, once a day, available here. It leaves nothing out."""

    form = forms.ChoiceField(
        label=_("Comes as"),
        required=False,
        choices=[
            ("", _("any form")),
            ("tablet", _("tablet or capsule")),
            ("liquid", _("liquid")),
            ("injection", _("injection")),
        ],
        error_messages={"invalid_choice": _("“%(value)s” is not in the list. Choose one that is.")},
    )
    once_a_day = forms.BooleanField(label=_("Can be taken once a day"), required=False)
    available = forms.BooleanField(label=_("Available here"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Draw the fields without a form tag of their own."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def wanted(self) -> Wanted:
        """Return what is asked for; a form with a fault asks for nothing."""
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()
