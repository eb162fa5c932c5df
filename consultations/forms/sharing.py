"""What is agreed that a carer sees, and what a carer writes."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from consultations.forms.matters import LONGEST
from consultations.forms.ticket import TicketForm
from consultations.forms.words import box
from consultations.models.consent import SCOPE, Scope
from consultations.presenters.carer import AGREED


def _choices() -> list[tuple[str, str]]:
    """Return what can be agreed, each as a line of its own."""
    return [(each, capfirst(str(AGREED[each]))) for each in SCOPE]


class ScopeForm(TicketForm):
    """Six ticks, each for itself; none of them is the default."""

    scope = forms.MultipleChoiceField(
        label=_("What may they see?"),
        help_text=_("Tick nothing to share nothing. It can be changed at any time."),
        choices=_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def agreed(self) -> Scope:
        """Return what was ticked."""
        return Scope(**dict.fromkeys(self.cleaned_data["scope"], True))


class NoteForm(TicketForm):
    """One thing in a carer's own words."""

    text = box(
        _("How you see it"),
        LONGEST,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first.")},
    )
