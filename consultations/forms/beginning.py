"""Where people meet, under which rules, and who is there: asked at the start, corrected later."""

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.ticket import TicketForm
from consultations.forms.words import box
from consultations.models import Consultation, ServiceUser
from consultations.services import Guest


class BeginningForm(forms.Form):
    """What is said of how a conversation begins, drawn without a form tag of its own."""

    setting = forms.ChoiceField(
        label=_("Where you meet"), choices=Consultation.Setting.choices, initial="clinic"
    )
    legal_setting = forms.ChoiceField(
        label=_("Legal setting"),
        choices=Consultation.LegalSetting.choices,
        initial="informal",
        widget=forms.RadioSelect,
        help_text=_("It changes what is explained, never whether wishes can be said."),
    )
    carer = box(
        _("Carer who is there: name"),
        100,
        help_text=_("Only if the person wants it. A carer sees nothing without their consent."),
    )
    other = box(_("Anybody else who is there: name"), 100)
    other_role = box(
        _("What they are here"), 80, help_text=_("An interpreter, an advocate, a friend …")
    )

    def __init__(self, *args: Any, service_user: ServiceUser, **kwargs: Any) -> None:
        """Say which language is needed beside the name of who else is there."""
        super().__init__(*args, **kwargs)
        self.service_user = service_user
        language = service_user.interpreter_language
        if language:
            words = _("Needed: an interpreter for %(language)s.") % {"language": language}
            self.fields["other"].help_text = words
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        """Ask for the name of whoever is only said to be something here."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("other_role") and not cleaned.get("other") and "other" not in self.errors:
            self.add_error("other", _("Write the name as well."))
        return cleaned

    def guests(self) -> tuple[Guest, ...]:
        """Return who else is there: a carer, another one with what they are, or nobody."""
        typed = self.cleaned_data
        carer = (Guest(typed["carer"], is_carer=True),) if typed["carer"] else ()
        return carer + ((Guest(typed["other"], typed["other_role"]),) if typed["other"] else ())


class ChangeBeginningForm(BeginningForm, TicketForm):
    """The same, put right once the conversation has begun; those who took part stay named."""

    field_order = ("ticket", "setting", "legal_setting", "here", "carer", "other", "other_role")
    here = forms.MultipleChoiceField(
        label=_("Who is here"),
        help_text=_("In the room, or joining from elsewhere. Add somebody else below."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among those who take part.")},
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        """Offer everybody who takes part, by key."""
        super().__init__(*args, **kwargs)
        self.people = {str(key): words for key, words in people}
        cast(forms.MultipleChoiceField, self.fields["here"]).choices = list(self.people.items())

    def away(self) -> list[int]:
        """Return the keys of those who were offered and are not here."""
        return [int(key) for key in self.people if key not in self.cleaned_data["here"]]
