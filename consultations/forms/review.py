"""Cards have changed: going on with the newest ones, or saying why nothing needs another look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.words import WordsField
from consultations.forms.ticket import TicketForm


class NewestCardsForm(TicketForm):
    """One press, after reading: `read` is the release that was read about."""

    read = forms.IntegerField(widget=forms.HiddenInput)


class SetAsideForm(TicketForm):
    """Why a decision needs no other look."""

    reason = WordsField(
        label=_("Why does this need no other look?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say why in a few words."),
            "max_length": _(
                "These are more words than fit (%(limit_value)d). Please shorten them."
            ),
        },
    )
