"""What is typed at the door of a conversation, and pressed beside it."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.words import box


class JoinForm(forms.Form):
    """The code, or what a link carried behind its #."""

    code = box(_("Code"), 40)
    link = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)


class DoorForm(forms.Form):
    """One press on the page of who takes part: which, and about whom."""

    OPEN, OPEN_CARERS = "open", "open_carers"
    ADMIT, SHUT, REMOVE, HAND_OVER = "admit", "shut", "remove", "hand_over"
    OPEN_AGAIN = "open_again"

    do = forms.ChoiceField(
        choices=[
            (each, each) for each in (OPEN, OPEN_CARERS, ADMIT, SHUT, REMOVE, HAND_OVER, OPEN_AGAIN)
        ]
    )
    key = forms.IntegerField(required=False, min_value=1)


class CarerForm(forms.Form):
    """The name of a carer for whom a door is opened."""

    name = box(
        _("Name of a carer"),
        100,
        required=True,
        help_text=_("Only if the person wants them here. They see nothing until it is agreed."),
        error_messages={"required": _("Type the name that the others will see.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the form's tag and button to the page."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
