"""Boxes for words: what does not fit is answered with a sentence, and never cut (nhs.py)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.words import WordsField

TOO_LONG = _(
    "These are more words than fit (%(show_value)d letters; %(limit_value)d fit). "
    "Please shorten them."
)


def box(label: Any, longest: int, **more: Any) -> forms.CharField:
    """Return a box for words, which may stay empty unless `more` says that it may not."""
    errors = {"max_length": TOO_LONG, **more.pop("error_messages", {})}
    return WordsField(
        label=label, max_length=longest, error_messages=errors, **{"required": False, **more}
    )
