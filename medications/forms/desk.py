"""What a pharmacist says of a medicine here: whether it can be had, and a local note."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.words import WordsField
from medications.models import Availability

LONGEST = 500
TOO_LONG = _(
    "These are more words than fit (%(show_value)d letters; %(limit_value)d fit). "
    "Please shorten them."
)


class DeskForm(forms.Form):
    """A form of the desk, drawn without a form tag of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the form's tag and button to the page."""
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class AvailabilityForm(DeskForm):
    """Whether a medicine can be had here. `seen` is the newest row that the form was drawn from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    state = forms.ChoiceField(
        label=_("Can this medicine be had here?"),
        choices=[
            (Availability.State.AVAILABLE, _("Yes")),
            (Availability.State.NEEDS_APPROVAL, _("Yes, when somebody has approved it first")),
            (Availability.State.NOT_STOCKED, _("No, it is not stocked")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it can be had here.")},
    )
    reason = WordsField(
        label=_("Why"),
        help_text=_("The person reads this beside the medicine. Leave it empty when it is yes."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where something stands in the way, and for none where nothing does."""
        cleaned = super().clean() or self.cleaned_data
        if "state" not in cleaned or "reason" not in cleaned:
            return cleaned
        is_available = cleaned["state"] == Availability.State.AVAILABLE
        if is_available and cleaned["reason"]:
            self.add_error(
                "reason",
                _("With “Yes” no reason is shown. Take it out, or say it in a local note."),
            )
        if not is_available and not cleaned["reason"]:
            self.add_error("reason", _("Say why, in words that the person can read."))
        return cleaned


class LocalNoteForm(DeskForm):
    """A sentence that stands on the card as a local note; `key` makes it count once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = WordsField(
        label=_("A local note"),
        help_text=_("It stands on the card, and in summaries, as a local note."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note first."), "max_length": TOO_LONG},
    )
