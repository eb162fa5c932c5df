"""The words of a manager for one text."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.words import box

LONGEST = 2000


class TextForm(forms.Form):
    """One text, and how many wordings there were when the form was drawn."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = box(
        _("Your words"),
        LONGEST,
        required=True,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write some words, or use the tool's own words.")},
    )

    def __init__(self, *args: Any, help_text: str, **kwargs: Any) -> None:
        """Say what the text is for; the page brings the form's tag and buttons."""
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = help_text
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_text(self) -> str:
        """Return the words with plain line breaks."""
        return "\n".join(self.cleaned_data["text"].splitlines())
