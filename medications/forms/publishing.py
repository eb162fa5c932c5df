"""What a pharmacist says of a draft on its way into use, and of a card that is withdrawn.

`key` makes each form count once; `read` is the digest of what stood on the page.
"""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.words import WordsField
from medications.forms.desk import LONGEST, TOO_LONG, DeskForm
from medications.stages import Move

ONE_LINE = 200
LARGEST = 2**31 - 1
ASK_FOR_WORDS = {
    Move.COMMENT: _("Write the comment first."),
    Move.SEND_BACK: _("Say what has to be changed, so that the author can do it."),
}
"""The moves that are of no use without words, with the sentence that asks for them."""

REVIEWS = (Move.PUBLISH, Move.SEND_BACK, Move.TAKE_BACK, Move.COMMENT)
"""What can be done with a version that waits for a second pharmacist."""


class SubmitForm(DeskForm):
    """Hand a draft to a second pharmacist."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    key = forms.UUIDField(widget=forms.HiddenInput)
    words = WordsField(
        label=_("Why this card is changed, in one line"),
        help_text=_("It stands in the history, and clinicians read it beside what changed."),
        max_length=ONE_LINE,
        error_messages={
            "required": _("Say in one line why the card is changed."),
            "max_length": TOO_LONG,
        },
    )
    is_safety_change = forms.TypedChoiceField(
        label=_("Is this a safety change?"),
        help_text=_(
            "Choose yes when somebody could come to harm who does not hear of it. Every open"
            " conversation is then marked at once, and the change has to be read before a"
            " decision is written down."
        ),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether this is a safety change.")},
    )

    def renew(self, read: str) -> None:
        """Point to what stands on the page now, so that it can be sent; what was typed stays."""
        self.data = _kept(self) | {"read": read}


class ReviewForm(DeskForm):
    """What is done with a submitted version; `release` is the one it was compared with."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    release = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    words = WordsField(
        label=_("What you want to say to it"),
        help_text=_("With a comment, or when it is sent back. It stays in the history."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the move is of no use without; the button pressed is the move."""
        cleaned = super().clean() or self.cleaned_data
        asked = self.data.get("move")
        if asked not in REVIEWS:
            self.add_error(None, _("Choose what to do."))
            return cleaned
        move = Move(asked)
        if move in ASK_FOR_WORDS and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", ASK_FOR_WORDS[move])
        return cleaned | {"move": move}

    def renew(self, read: str, release: int) -> None:
        """Point to what stands on the page now; what was typed stays."""
        self.data = _kept(self) | {"read": read, "release": release}


class WithdrawalForm(DeskForm):
    """Withdraw a card at once, with the reason that everyone reads."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = WordsField(
        label=_("Why it is withdrawn"),
        help_text=_("Everyone who sees this medicine reads it, the person too."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say why, in words that the person can read."),
            "max_length": TOO_LONG,
        },
    )


class PairForm(forms.Form):
    """Two versions by key, or two releases by number: what changed from one to the other."""

    before = forms.IntegerField(min_value=1, max_value=LARGEST)
    after = forms.IntegerField(min_value=1, max_value=LARGEST)

    def pair(self) -> tuple[int, int] | None:
        """Return both; None when one is missing or is no number."""
        if not self.is_valid():
            return None
        return self.cleaned_data["before"], self.cleaned_data["after"]


class BelowForm(forms.Form):
    """From which number on a list goes down; what is no number begins it anew."""

    below = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)

    def number(self) -> int | None:
        """Return the number, None for the top of the list."""
        return self.cleaned_data["below"] if self.is_valid() else None


def _kept(form: forms.Form) -> dict[str, Any]:
    """Return what was sent, under a key of its own only where there was none."""
    return {"key": uuid4()} | {name: form.data.get(name) for name in form.data}
