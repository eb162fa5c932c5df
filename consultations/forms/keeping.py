"""A record is restricted or put on hold, or that is lifted, with a reason."""

from collections.abc import Collection
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.matters import LONGEST
from consultations.forms.words import box
from consultations.models import RecordMove


class MoveForm(forms.Form):
    """What is to be done, of what may be, and why."""

    kind = forms.ChoiceField(
        label=_("What should be done?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what should be done."),
            "invalid_choice": _("This cannot be done now. Look at what stands above."),
        },
    )
    reason = box(
        _("Why?"),
        LONGEST,
        required=True,
        help_text=_("It is kept with your name. Managers read it: say no more than is needed."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why.")},
    )

    def __init__(self, *args: Any, allowed: Collection[str], **kwargs: Any) -> None:
        """Offer what may be done."""
        super().__init__(*args, **kwargs)
        offered = [each for each in RecordMove.Kind.choices if each[0] in allowed]
        cast(forms.ChoiceField, self.fields["kind"]).choices = offered
        self.helper = FormHelper()
        self.helper.form_tag = False
