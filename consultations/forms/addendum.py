"""A correction to the record of a conversation that has ended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.matters import LONGEST
from consultations.forms.ticket import TicketForm
from consultations.forms.words import box
from consultations.models import Addendum


class AddendumForm(TicketForm):
    """What is right, and who wishes that it stands there."""

    text = box(
        _("What should be put right, or is missing?"),
        LONGEST,
        required=True,
        help_text=_("The person reads it as you write it, below the summary."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the correction first.")},
    )
    wish = forms.ChoiceField(
        label=_("At whose wish?"),
        choices=Addendum.Wish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose at whose wish it is added.")},
    )
