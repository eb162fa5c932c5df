"""A list of one's own: up to five side effects to avoid for the person, in order."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from consultations.checklist import Checklist
from consultations.forms.checklist import LONGEST_WHY, WHY
from consultations.forms.ticket import TicketForm
from consultations.forms.words import box
from consultations.matching import AVOIDANCES_AT_MOST
from medications.models import Effect

PLACES = range(1, AVOIDANCES_AT_MOST + 1)
PLACE = "place-"


class OwnViewForm(TicketForm):
    """A side effect for each place from 1 to 5, with a line on why; every one may stay empty."""

    def __init__(self, *args: Any, lines: Iterable[Effect], **kwargs: Any) -> None:
        """Offer the lines that cards rate, in the order of the checklist."""
        super().__init__(*args, **kwargs)
        choices = [("", _("none")), *((each.code, each.label) for each in lines)]
        for place in PLACES:
            self.fields[f"{PLACE}{place}"] = forms.ChoiceField(
                label=_("Number %(place)d to avoid") % {"place": place}, required=False
            )
            field = cast(forms.ChoiceField, self.fields[f"{PLACE}{place}"])
            field.choices = choices
            label = _("Why number %(place)d, in your own words") % {"place": place}
            self.fields[f"{WHY}{place}"] = box(label, LONGEST_WHY)

    @staticmethod
    def showing(view: Checklist) -> dict[str, str]:
        """Return the fields filled with a list as it is kept."""
        filled = {f"{PLACE}{place}": code for place, code in enumerate(view.avoid, 1)}
        whys = enumerate((view.why.get(code, "") for code in view.avoid), 1)
        return filled | {f"{WHY}{place}": words for place, words in whys}

    def clean(self) -> dict[str, Any]:
        """Refuse, with a sentence, a side effect at two places, and words without one."""
        cleaned = super().clean() or self.cleaned_data
        taken: dict[str, int] = {}
        for place in PLACES:
            code = cleaned.get(f"{PLACE}{place}")
            if code and code in taken:
                words = {"place": taken[code]}
                self.add_error(
                    f"{PLACE}{place}",
                    _("This is number %(place)d already. Choose another.") % words,
                )
            elif code:
                taken[code] = place
            elif cleaned.get(f"{WHY}{place}") and f"{PLACE}{place}" not in self.errors:
                self.add_error(
                    f"{PLACE}{place}", _("Choose a side effect here, or take out the words.")
                )
        return cleaned

    def view(self) -> Checklist:
        """Return what was chosen; an empty place moves the next ones up."""
        typed = self.cleaned_data
        chosen = {typed[f"{PLACE}{place}"]: typed[f"{WHY}{place}"].strip() for place in PLACES}
        codes = tuple(code for code in chosen if code)
        why = {code: chosen[code] for code in codes if chosen[code]}
        return Checklist(codes, why=why, is_ordered=True)
