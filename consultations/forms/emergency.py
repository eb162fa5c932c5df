"""What somebody has to say before they open the record of a person of another clinic."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Account, Organisation
from consultations.forms.words import box
from consultations.models import EmergencyOpening, ServiceUser
from consultations.selectors.emergency import is_kept_elsewhere, person_numbered

LONGEST = 500


class EmergencyForm(forms.Form):
    """Whose record, by its whole number, and why; `person` is who has the number."""

    number = box(
        _("The person's local number"),
        40,
        required=True,
        help_text=_("The whole number. Names and parts of a number find nobody here."),
        error_messages={"required": _("Type the person's local number.")},
    )
    kind = forms.ChoiceField(
        label=_("Why can it not wait?"),
        choices=EmergencyOpening.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it cannot wait.")},
    )
    why = box(
        _("In a few words, what has happened?"),
        LONGEST,
        required=True,
        help_text=_("The person's clinic reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words what has happened.")},
    )

    def __init__(
        self, *args: Any, account: Account, organisation: Organisation, **kwargs: Any
    ) -> None:
        """Keep who asks, and where."""
        super().__init__(*args, **kwargs)
        self.account, self.organisation = account, organisation
        self.person: ServiceUser | None = None
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_number(self) -> str:
        """Find the person, of whom something is kept that they cannot read as they are."""
        number = self.cleaned_data["number"]
        self.person = person_numbered(self.organisation, number)
        if self.person is None:
            raise forms.ValidationError(_("Nobody here has this number. Check every letter of it."))
        if not is_kept_elsewhere(self.account, self.person):
            raise forms.ValidationError(
                _("All that is kept of this person is in your own clinics. Find them there.")
            )
        return number


class EmergencySeenForm(forms.Form):
    """Which opening of a record somebody has read of."""

    key = forms.IntegerField(min_value=1)
