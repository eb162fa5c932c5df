"""A link given before the visit: opened, made or taken back; and how much is explained."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.words import box
from consultations.models import Participant


class LinkForm(forms.Form):
    """What stands behind the # of a link: a script puts it there, or somebody types it."""

    link = box(
        _("The letters and figures on your sheet"),
        200,
        required=True,
        help_text=_("Seven groups of four. Capital or small letters, with or without dashes."),
        error_messages={"required": _("Type the letters and figures on your sheet.")},
    )

    def clean_link(self) -> str:
        """Take what stands behind the # of a whole link."""
        return self.cleaned_data["link"].rpartition("#")[2]


class LinkPressForm(forms.Form):
    """One press of the clinician: make a link, or take it back."""

    MAKE, TAKE_BACK = "make", "take_back"

    do = forms.ChoiceField(choices=[(each, each) for each in (MAKE, TAKE_BACK)])


class ExplanationForm(forms.Form):
    """How much the person wants explained."""

    explanation = forms.ChoiceField(choices=Participant.Explanation.choices)
