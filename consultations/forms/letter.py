"""The letter that the clinician edits before it is printed."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.words import WordsField

LONGEST = 10_000


class LetterForm(forms.Form):
    """One text; nothing of it is stored."""

    text = WordsField(
        label=_("The letter"),
        help_text=_("Change what you like. Nothing is stored: it is only put on paper."),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea({"rows": 24}),
        error_messages={
            "required": _("Write the letter first."),
            "max_length": _("The letter is long. Please shorten it."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Draw the field without a form tag of its own."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
