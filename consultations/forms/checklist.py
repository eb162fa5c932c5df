"""One press on the checklist, or the whole of it as one form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.checklist import PRESSES, WITHOUT_EFFECT, Checklist
from consultations.forms.words import box
from consultations.matching import AVOIDANCES_AT_MOST, SOMETHING_ELSE
from consultations.models import Mark
from medications.models import Effect
from medications.selectors import effect_keys

LONGEST_WHY = 300
WHY = "why-"


def _line(label: Any = "", **options: Any) -> forms.CharField:
    """Return a field for one line in own words."""
    return box(label, LONGEST_WHY, **options)


class TickForm(forms.Form):
    """One press: what it does to which line, with every line of own words as it stands.

    key      the press's own, from a script: the same press sent again counts once
    made_on  for a press that had to wait for the connection: the version that was on the screen
    """

    ticket = forms.CharField(required=False)
    do = forms.CharField(required=False)
    key = forms.UUIDField(required=False)
    made_on = forms.IntegerField(required=False, min_value=1)
    own_words = _line()

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take a line on why for each line that was sent."""
        super().__init__(data)
        for name in data:
            if name.startswith(WHY) and name.removeprefix(WHY) in effect_keys():
                self.fields[name] = _line()

    def clean_do(self) -> tuple[str, str]:
        """Read "avoid:weight_gain"; nothing sent saves the words."""
        verb, _colon, effect = (self.cleaned_data["do"] or "words:").partition(":")
        is_known = effect in effect_keys() or (verb in WITHOUT_EFFECT and not effect)
        if verb != "undo" and (verb not in PRESSES or not is_known):
            raise forms.ValidationError(_("This button is not known. Please open the page again."))
        return verb, effect

    @property
    def is_undo(self) -> bool:
        """Whether it takes the last thing back."""
        return self.cleaned_data["do"][0] == "undo"

    def change(self, before: Checklist) -> Checklist:
        """Return what the press makes of the checklist. Raises NotPossible."""
        verb, effect = self.cleaned_data["do"]
        typed = self.cleaned_data["own_words"]
        named = replace(before, own_words=typed or before.own_words)
        return PRESSES[verb](named, effect).saying(self._why()).calling_it(typed)

    def _why(self) -> dict[str, str]:
        """Return the lines on why that were sent."""
        return {
            name.removeprefix(WHY): words
            for name, words in self.cleaned_data.items()
            if name.startswith(WHY)
        }


class ChecklistForm(forms.Form):
    """All 37 lines at once: a number from 1 to 5, a tick, a reason to leave out, a line on why.

    For browsers without scripts, and for typing in a sheet that was filled in on paper.
    """

    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
    own_words = _line(gettext_lazy("Something else, in my own words"))
    from_paper = forms.BooleanField(
        label=gettext_lazy("This is copied from a sheet filled in on paper"), required=False
    )

    def __init__(
        self, *args: Any, lines: Sequence[Effect], checklist: Checklist, **kwargs: Any
    ) -> None:
        """Ask about every line, filled in with what is kept."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.fields["own_words"].initial = checklist.own_words
        numbers = [("", "–"), *((str(n), str(n)) for n in range(1, AVOIDANCES_AT_MOST + 1))]
        for line in lines:
            code = line.code
            place = checklist.avoid.index(code) + 1 if code in checklist.avoid else ""
            self.fields[f"avoid-{code}"] = forms.ChoiceField(
                choices=numbers, required=False, initial=str(place)
            )
            self.fields[f"help-{code}"] = forms.BooleanField(
                required=False, initial=code in checklist.helpful
            )
            self.fields[f"mark-{code}"] = forms.ChoiceField(
                choices=[("", "–"), *Mark.Kind.choices],
                required=False,
                initial=checklist.marks.get(code, ""),
            )
            self.fields[f"{WHY}{code}"] = _line(initial=checklist.why.get(code, ""))

    def clean(self) -> dict[str, Any]:
        """Refuse, with a sentence at the line, what the checklist has no meaning for."""
        cleaned = super().clean() or self.cleaned_data
        taken: dict[str, Effect] = {}
        for line in self.lines:
            number = cleaned.get(f"avoid-{line.code}")
            if number and number in taken:
                words = {"number": number, "other": taken[number].label}
                self.add_error(
                    f"avoid-{line.code}",
                    _("Number %(number)s is given to “%(other)s” too. Give each its own.") % words,
                )
            elif number:
                taken[number] = line
            self._check_line(line, cleaned)
        self._check_own_words(cleaned)
        return cleaned

    def _check_line(self, line: Effect, cleaned: dict[str, Any]) -> None:
        """Refuse a line chosen twice, left out and chosen, or words on why without a number."""
        avoids, helps = cleaned.get(f"avoid-{line.code}"), cleaned.get(f"help-{line.code}")
        if avoids and helps:
            self.add_error(
                f"help-{line.code}", _("It can be one of the two: avoid, or would help.")
            )
        elif (avoids or helps) and cleaned.get(f"mark-{line.code}"):
            self.add_error(
                f"mark-{line.code}", _("This line is chosen. Leave it out, or choose it.")
            )
        why = cleaned.get(f"{WHY}{line.code}")
        if why and not avoids and why != self.fields[f"{WHY}{line.code}"].initial:
            self.add_error(
                f"{WHY}{line.code}", _("Give this line a number too, or take out the words.")
            )

    def _check_own_words(self, cleaned: dict[str, Any]) -> None:
        """Refuse line 37 chosen without words, and new words for it that nothing was chosen for."""
        line, words = SOMETHING_ELSE, cleaned.get("own_words")
        is_chosen = cleaned.get(f"avoid-{line}") or cleaned.get(f"help-{line}")
        if is_chosen and not words and "own_words" not in self.errors:
            self.add_error("own_words", _("Write what it is, in your own words."))
        if words and not is_chosen and words != self.fields["own_words"].initial:
            self.add_error(
                "own_words", _("Give it a number, tick “Would help me”, or take out the words.")
            )

    def checklist(self, _before: Checklist) -> Checklist:
        """Return the whole checklist as it was filled in; the numbers are the order."""
        typed = self.cleaned_data
        codes = [line.code for line in self.lines]
        avoided = sorted(
            (code for code in codes if typed[f"avoid-{code}"]),
            key=lambda code: typed[f"avoid-{code}"],
        )
        return Checklist(
            tuple(avoided),
            tuple(code for code in codes if typed[f"help-{code}"]),
            {code: typed[f"mark-{code}"] for code in codes if typed[f"mark-{code}"]},
            {code: typed[f"{WHY}{code}"] for code in avoided if typed[f"{WHY}{code}"]},
            typed["own_words"],
            bool(avoided),
        )
