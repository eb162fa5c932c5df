"""What pharmacists write and say of card text in another language."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.words import WordsField
from medications.draft_parts import TranslationPart
from medications.forms.desk import LONGEST, TOO_LONG, DeskForm
from medications.forms.drafting import LONGEST_WORDS, PartForm, line, text
from medications.languages import Language
from medications.translation_stages import TranslationMove

LONGEST_HEADING = 120
BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
ASK_FOR_WORDS = {
    TranslationMove.COMMENT: gettext_lazy("Write the comment first."),
    TranslationMove.SEND_BACK: gettext_lazy("Say what has to be changed."),
    TranslationMove.WITHDRAW: gettext_lazy("Say why it is taken away."),
}
"""The moves that are of no use without words, with the sentence that asks for them."""

ANSWERS = tuple(each for each in TranslationMove if each is not TranslationMove.SUBMIT)
"""What is done with one text; it is handed over together with the others."""


class TranslationForm(PartForm):
    """One section in another language. `english` is the digest of the words beside it."""

    english = forms.CharField(widget=forms.HiddenInput, max_length=64)
    heading = line(
        gettext_lazy("What the section is called"),
        LONGEST_HEADING,
        required=False,
        help_text=gettext_lazy("It stands beside the English heading. It may stay empty."),
    )
    text = text(
        gettext_lazy("The text"),
        rows=12,
        longest=LONGEST_WORDS,
        help_text=gettext_lazy(
            "All that the English says, and no more. Leave an empty line between two paragraphs."
            " Numbers, doses and names of medicines stay as they are."
        ),
        error_messages={"required": gettext_lazy("Write the text first.")},
    )

    def __init__(self, *args: Any, language: Language, **kwargs: Any) -> None:
        """Let the fields be spelt, spoken and typed in their language."""
        super().__init__(*args, **kwargs)
        for name in ("heading", "text"):
            field = self.fields[name]
            field.label = _("%(question)s in %(language)s") % {
                "question": field.label,
                "language": language.english,
            }
            field.widget.attrs |= {"lang": language.code, "dir": language.direction}

    def part(self) -> TranslationPart:
        """Return what was written as a plain value."""
        said = self.cleaned_data
        paragraphs = (each.strip() for each in BETWEEN_PARAGRAPHS.split(said["text"]))
        return TranslationPart(
            said["heading"], tuple(each for each in paragraphs if each), said["english"]
        )

    @classmethod
    def filled(cls, now: TranslationPart | None) -> dict[str, Any]:
        """Put an empty line between paragraphs."""
        if now is None:
            return {"heading": "", "text": ""}
        return {"heading": now.heading, "text": "\n\n".join(now.paragraphs)}


class HandOverForm(DeskForm):
    """Hand all that is ready to a second pharmacist; `read` is the digest of what that is."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def renew(self, read: str) -> None:
        """Point to what stands on the page now."""
        self.data = {"read": read, "key": uuid4()}


class AnswerForm(DeskForm):
    """What is done with one text; the button pressed is the move."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    key = forms.UUIDField(widget=forms.HiddenInput)
    words = WordsField(
        label=gettext_lazy("What you want to say to it"),
        help_text=gettext_lazy(
            "With a comment, or when it is sent back or taken away. Only pharmacists read it."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the move is of no use without."""
        cleaned = super().clean() or self.cleaned_data
        asked = self.data.get("move")
        if asked not in ANSWERS:
            self.add_error(None, _("Choose what to do."))
            return cleaned
        move = TranslationMove(asked)
        if move in ASK_FOR_WORDS and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", str(ASK_FOR_WORDS[move]))
        return cleaned | {"move": move}

    def renew(self, read: str) -> None:
        """Point to what stands on the page now; what was typed stays."""
        self.data = {"words": self.data.get("words", ""), "read": read, "key": uuid4()}
