"""One side effect that is felt now."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.ticket import TicketForm
from consultations.forms.words import box
from consultations.matching import SOMETHING_ELSE
from consultations.models import CurrentEffect
from consultations.selectors.effects_now import SaidEffect
from consultations.services.effects_now import EffectWords

LONGEST = 2000


class EffectNowForm(TicketForm):
    """How much it bothers, how strong it is, in own words; all of it can be left out.

    Only line 37 needs words: without them nobody knows what it is.
    """

    bother = forms.ChoiceField(
        label=_("How much does it bother you?"),
        choices=CurrentEffect.Bother.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    severity = forms.ChoiceField(
        label=_("How strong is it?"),
        choices=CurrentEffect.Severity.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    own_words = box(
        _("In your own words"),
        LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: when it comes, what it keeps you from"),
    )
    is_private = forms.BooleanField(label=_("Keep this from my carer"), required=False)

    def __init__(self, *args: Any, effect: str, **kwargs: Any) -> None:
        """Ask for words where the line has none of its own."""
        super().__init__(*args, **kwargs)
        if effect == SOMETHING_ELSE:
            words = self.fields["own_words"]
            words.required = True
            words.label = _("What is it, in your own words?")
            words.error_messages["required"] = _("Write what it is.")

    @staticmethod
    def showing(said: SaidEffect) -> dict[str, Any]:
        """Return the fields filled with what was said."""
        names = ("severity", "bother", "own_words", "is_private")
        return {name: getattr(said, name) for name in names}

    def said(self) -> EffectWords:
        """Return what was typed."""
        typed = self.cleaned_data
        bother = int(typed["bother"]) if typed["bother"] else None
        words = typed["own_words"].strip()
        return EffectWords(typed["severity"], bother, words, typed["is_private"])
