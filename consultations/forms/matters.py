"""Open lines before the checklist: the person's words, all of them optional."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.ticket import TicketForm
from consultations.forms.words import box
from consultations.models import Goal, Stance
from consultations.selectors.matters import STANCES, TOPICS, Matters

LONGEST = 2000
APART = (Stance.Kind.NO_MEDICINE, Stance.Kind.LESS)
"""Neither can be wanted together with going on as it is."""

GOALS = (Goal.Kind.GET_BETTER, Goal.Kind.GOOD_LIFE)


def _lines(label: Any, **more: Any) -> forms.CharField:
    """Return a field for a few lines in own words."""
    return box(label, LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **more)


class MattersForm(TicketForm):
    """What should get better, a good life, where the person stands, what to bring up."""

    get_better = _lines(
        _("What should get better?"),
        help_text=_("Sleep, work or study, people close to you, thoughts, mood: whatever counts."),
    )
    good_life = _lines(_("What does a good day look like?"))
    stances = forms.MultipleChoiceField(
        label=_("Where do you stand on medicine now?"),
        help_text=_("Every answer is a good place to begin. None of them ends the conversation."),
        choices=[each for each in Stance.Kind.choices if each[0] != Stance.Kind.OTHER],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stand = _lines(_("Or in your own words"))
    topics = _lines(
        _("Please bring this up for me"),
        help_text=_("One on each line. Your clinician sees it at the top."),
    )
    private = forms.MultipleChoiceField(
        label=_("Keep this from my carer"),
        help_text=_("A carer sees none of what you tick here, whatever else you agree to."),
        choices=[
            (GOALS[0], _("What should get better")),
            (GOALS[1], _("What a good day looks like")),
            (STANCES, _("Where I stand on medicine")),
            (TOPICS, _("What to bring up for me")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def showing(cls, matters: Matters, ticket: str) -> "MattersForm":
        """Return the form filled with what was said so far."""
        words = {str(kind): matters.goals.get(kind, "") for kind in GOALS}
        words |= {"topics": "\n".join(matters.topics), "stand": matters.stand}
        ticked = {"stances": matters.stances, "private": matters.private}
        return cls(initial={"ticket": ticket, **ticked, **words})

    def clean_stances(self) -> list[str]:
        """Ask which of two answers holds where they cannot both be so."""
        chosen = self.cleaned_data["stances"]
        apart = [each.label for each in APART if each in chosen]
        if apart and Stance.Kind.NO_CHANGE in chosen:
            words = {"one": Stance.Kind.NO_CHANGE.label, "other": apart[0]}
            raise forms.ValidationError(
                _("“%(one)s” and “%(other)s” do not go together. Keep the one you mean most."),
                params=words,
            )
        return chosen

    def matters(self) -> Matters:
        """Return what was typed."""
        typed = self.cleaned_data
        topics = (line.strip() for line in typed["topics"].splitlines())
        return Matters(
            {kind: typed[kind].strip() for kind in GOALS},
            tuple(dict.fromkeys(line for line in topics if line)),
            tuple(typed["stances"]),
            tuple(typed["private"]),
            typed["stand"].strip(),
        )
