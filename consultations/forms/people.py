"""Finding a person, or adding one with as little as a name and a number."""

import datetime
from dataclasses import asdict
from typing import Any
from uuid import UUID

import nhs_number
from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from consultations.forms.codes import new_code, read_code
from consultations.forms.words import box
from consultations.models import ServiceUser
from consultations.names import search_key
from consultations.services import PersonDetails
from consultations.services.people import details_of, digest

SALT = "new person"
OLDEST = 1900


class SearchForm(forms.Form):
    """Words to find a person by."""

    words = box(
        _("Local number, NHS number, or how the name begins"),
        100,
        required=True,
        error_messages={"required": _("Type a number or the beginning of a name.")},
    )


class PersonForm(forms.Form):
    """A new person. Only what a conversation needs has to be filled in."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    preferred_name = box(
        _("Preferred name"),
        100,
        required=True,
        help_text=_("What they like to be called. It is shown on every page."),
        error_messages={"required": _("Say what the person likes to be called.")},
    )
    local_number = box(
        _("Local number"),
        40,
        required=True,
        help_text=_("The number your service knows them by."),
        error_messages={"required": _("Give the number your service knows them by.")},
    )
    nhs_number = box(_("NHS number, if known"), 20)
    given_names = box(_("Given names, if known"), 150)
    family_name = box(_("Family name, if known"), 100)
    year_of_birth = forms.IntegerField(
        label=_("Year of birth, if known"),
        required=False,
        error_messages={"invalid": _("Write the year with four digits, such as 1985.")},
    )
    communication_needs = box(
        _("What helps in talking"),
        500,
        help_text=_("Large print, one question at a time, more time …"),
    )
    interpreter_language = box(_("Interpreter for which language, if one is needed"), 60)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        """Keep the organisation in which numbers must be free.

        `before` is whom this very form has added, when it is sent a second time.
        """
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.before: ServiceUser | None = None
        self.initial["code"] = new_code(SALT, organisation.pk)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_code(self) -> UUID | None:
        """Read the code that this form was drawn with, and look whom it has added."""
        if not self.cleaned_data["code"]:
            return None
        code, _organisation = read_code(self.cleaned_data["code"], SALT)
        here = ServiceUser.objects.filter(organisation=self.organisation)
        self.before = here.filter(added_with=code).first()
        return code

    def clean_local_number(self) -> str:
        """Refuse a number that somebody here already has."""
        number = self.cleaned_data["local_number"]
        if self._is_taken(search_local_number=search_key(number)):
            raise forms.ValidationError(
                _("Somebody here already has this number. Search for it instead.")
            )
        return number

    def clean_nhs_number(self) -> str:
        """Check the digits; spaces and hyphens may stand between them."""
        number = self.cleaned_data["nhs_number"]
        digits = "".join(each for each in number if each not in " -")
        is_real = digits.isascii() and nhs_number.is_valid(digits) and len(set(digits)) > 1
        if digits and not is_real:
            raise forms.ValidationError(
                _("This is no valid NHS number. Check it, or leave it out.")
            )
        if digits and self._is_taken(nhs_number=digits):
            raise forms.ValidationError(
                _("Somebody here already has this NHS number. Search for it instead.")
            )
        return digits

    def clean_year_of_birth(self) -> int | None:
        """Refuse a year in which nobody alive was born."""
        year, now = self.cleaned_data["year_of_birth"], timezone.localdate().year
        if year is not None and not OLDEST <= year <= now:
            raise forms.ValidationError(
                _("Give a year from %(oldest)d to %(now)d."), params={"oldest": OLDEST, "now": now}
            )
        return year

    def _is_taken(self, **number: str) -> bool:
        """Tell whether somebody else of the organisation has this number."""
        here = ServiceUser.objects.filter(organisation=self.organisation, **number)
        return here.exclude(pk=self.before.pk if self.before else 0).exists()

    def details(self) -> PersonDetails:
        """Return what was typed, checked."""
        typed = dict(self.cleaned_data)
        del typed["code"]
        return PersonDetails(**typed)


class ChangePersonForm(PersonForm):
    """What is known of a person, to be put right; `seen` tells whether it is still what it was."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    died_on = forms.DateField(
        label=_("The day on which they died, if they have"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("How long the record is kept follows from it."),
        error_messages={"invalid": _("Give a day that there is.")},
    )

    def __init__(self, *args: Any, service_user: ServiceUser, **kwargs: Any) -> None:
        """Begin with what is known; their own numbers are theirs."""
        known = details_of(service_user)
        initial = asdict(known) | {"seen": digest(known)}
        here = service_user.organisation
        super().__init__(*args, initial=initial, organisation=here, **kwargs)
        del self.fields["code"]
        self.before = service_user

    def clean_died_on(self) -> datetime.date | None:
        """Refuse a day that is still to come."""
        day = self.cleaned_data["died_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def details(self) -> PersonDetails:
        """Return what was typed, checked."""
        typed = self.cleaned_data
        return PersonDetails(**{name: typed[name] for name in typed if name != "seen"})
