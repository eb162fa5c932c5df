"""What is typed at the door of a conversation, and pressed beside it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.words import box


class JoinForm(forms.Form):
    """The code, or what a link carried behind its #."""

    code = box(_("Code"), 40)
    link = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)


class DoorForm(forms.Form):
    """One press on the page of who takes part: which, and about whom."""

    OPEN, ADMIT, SHUT, REMOVE, HAND_OVER = "open", "admit", "shut", "remove", "hand_over"

    do = forms.ChoiceField(
        choices=[(each, each) for each in (OPEN, ADMIT, SHUT, REMOVE, HAND_OVER)]
    )
    key = forms.IntegerField(required=False, min_value=1)
