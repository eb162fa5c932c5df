"""A question of the person's, and a clinician's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.matters import LONGEST
from consultations.forms.ticket import TicketForm
from consultations.forms.words import box


class QuestionForm(TicketForm):
    """One question, in the person's words."""

    text = box(
        _("Your question"),
        LONGEST,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write your question first.")},
    )


class AnswerForm(TicketForm):
    """The answer, in words that the person reads."""

    answer = box(
        _("Your answer"),
        LONGEST,
        required=True,
        help_text=_("The person reads it as you write it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write an answer first.")},
    )
