"""Forms of the front door: so far the gallery's example with every kind of field."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

HOW_OFTEN = [
    ("daily", _("Every day")),
    ("weekly", _("Once a week")),
    ("monthly", _("Once a month")),
]


class GalleryForm(forms.Form):
    """One field of each kind that the NHS form pack can draw."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As you would like to be called."),
        error_messages={"required": _("Enter your name")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Enter your e-mail address")},
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter a password")},
    )
    hopes = forms.CharField(
        label=_("What should get better?"),
        help_text=_("A few words are enough."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    form = forms.ChoiceField(
        label=_("How would you take it?"),
        choices=[("", _("Any form")), ("tablet", _("Tablet")), ("liquid", _("Liquid"))],
        required=False,
    )
    how_often = forms.ChoiceField(
        label=_("How often?"),
        choices=HOW_OFTEN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often")},
    )
    helpful = forms.MultipleChoiceField(
        label=_("What would help you?"),
        help_text=_("Tick any number."),
        choices=[("sleep", _("Sleeping at night")), ("weight", _("Losing weight"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(
        label=_("I have read this with my clinician"),
        error_messages={"required": _("Tick this once you have read it")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1, required=False)

    @property
    def helper(self) -> FormHelper:
        """Return how crispy draws the form: one button at the end."""
        helper = FormHelper()
        helper.form_id = f"{self.prefix}-form"
        helper.add_input(Submit("save", _("Save")))
        return helper
