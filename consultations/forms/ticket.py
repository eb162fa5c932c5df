"""What every form of a conversation has."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms


class TicketForm(forms.Form):
    """A form of a conversation, drawn without a form tag of its own.

    A form without a ticket is not a field to put right: whoever reads the ticket says so.
    """

    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the form's tag and buttons to the page."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
