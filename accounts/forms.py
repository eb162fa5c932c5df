"""Forms of the front door, with the gallery's example of every kind of field."""

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.auditing import Asked
from accounts.models import Clinic, Organisation, Role
from accounts.selectors import accounts_of, clinics
from accounts.sign_in import ADDRESS
from accounts.words import WordsField

LONGEST_NAME = 200
ALL_CLINICS = _("All clinics")
HOW_OFTEN = [
    ("daily", _("Every day")),
    ("weekly", _("Once a week")),
    ("monthly", _("Once a month")),
]


class EndSessionsForm(forms.Form):
    """Which session is to end; without a key all but this one."""

    key = forms.IntegerField(required=False, min_value=1)


class RoleForm(forms.Form):
    """A role, in one clinic of the organisation or in all."""

    role = forms.TypedChoiceField(
        label=_("Role"),
        coerce=Role,
        choices=[("", _("Choose a role")), *Role.choices],
        error_messages={"required": _("Choose a role")},
    )
    clinic = forms.ModelChoiceField(
        label=_("Where"), queryset=Clinic.objects.none(), required=False, empty_label=ALL_CLINICS
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        """Offer the clinics of the organisation."""
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["clinic"]).queryset = clinics(organisation)


class LetInForm(RoleForm):
    """Who is let in, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"), error_messages={"required": ADDRESS, "invalid": ADDRESS}
    )
    name = WordsField(
        label=_("Name"),
        help_text=_("As others here read it."),
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Enter a name"),
            "max_length": _("Enter a name of 200 letters at most"),
        },
    )
    field_order = ("email", "name", "role", "clinic")


class ClinicForm(forms.Form):
    """A clinic that is opened."""

    name = WordsField(
        label=_("Name of the clinic"),
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Enter the name of the clinic"),
            "max_length": _("Enter a name of 200 letters at most"),
        },
    )


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


class AuditForm(forms.Form):
    """Which entries of the audit to show; everything may be left open."""

    by: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Who"), queryset=None, required=False, empty_label=_("Anybody")
    )
    action = forms.CharField(
        label=_("What was done, as the list says it"), max_length=60, required=False
    )
    record = forms.CharField(label=_("Record, as the list says it"), max_length=120, required=False)
    since = forms.DateField(
        label=_("From this day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    until = forms.DateField(
        label=_("To this day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        """Offer whoever works in the organisation."""
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["by"]).queryset = accounts_of(organisation)

    @property
    def helper(self) -> FormHelper:
        """Return how crispy draws it: fields alone, within the page's own form."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def asked(self) -> Asked:
        """Return what is asked for; all of it when the form says nothing that can be read."""
        said = self.cleaned_data if self.is_valid() else {}
        chosen = said.get("by")
        return Asked(
            chosen.pk if chosen else None,
            said.get("action", ""),
            said.get("record", ""),
            said.get("since"),
            said.get("until"),
        )


class TouchForm(forms.Form):
    """That somebody touches a screen, and how many seconds ago they did."""

    ago = forms.IntegerField(min_value=0, max_value=90)
