"""Side effects that the person has now, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.matching import SOMETHING_ELSE
from consultations.models import Consultation, CurrentEffect
from consultations.presenters.entered import entered_on
from consultations.selectors.effects_now import SaidEffect
from medications import kept
from medications.models import Effect
from medications.presenters.effects import PresentedEffect


@dataclass(frozen=True)
class PresentedNow:
    """One side effect felt now; `how` is '' when only its name was said."""

    effect: PresentedEffect
    how: str
    own_words: str
    entered: str
    url: str


@dataclass(frozen=True)
class LineToAdd:
    """A line of the checklist that can be said to be felt now."""

    effect: PresentedEffect
    url: str


@dataclass(frozen=True)
class GroupToAdd:
    """A group of them."""

    label: str
    lines: tuple[LineToAdd, ...]


def presented_now(
    consultation: Consultation, said: Iterable[SaidEffect], lines: Sequence[Effect]
) -> list[PresentedNow]:
    """Return what the person has now, each with what was said of it."""
    by_code = {each.code: each for each in lines}
    return [
        PresentedNow(
            kept.effect(by_code[each.effect]),
            how_words(each).capitalize(),
            each.own_words,
            entered_on(consultation, each.entered_by, each.is_own, each.at),
            _url(consultation, each.effect),
        )
        for each in said
    ]


def lines_to_add(
    consultation: Consultation, said: Iterable[SaidEffect], lines: Sequence[Effect]
) -> list[GroupToAdd]:
    """Return the lines of which nothing was said yet, in the checklist's groups and order."""
    known = {each.effect for each in said}
    left = [each for each in lines if each.code not in known]
    return [
        GroupToAdd(
            group.label,
            tuple(LineToAdd(kept.effect(each), _url(consultation, each.code)) for each in members),
        )
        for group, members in groupby(left, key=lambda its: its.group)
    ]


def how_words(said: SaidEffect) -> str:
    """Return how strong it is and how much it bothers: "moderate, bothers quite a lot"."""
    severity = str(CurrentEffect.Severity(said.severity).label) if said.severity else ""
    bother = ""
    if said.bother is not None:
        much = CurrentEffect.Bother(said.bother).label
        bother = _("bothers %(much)s") % {"much": much}
    return ", ".join(filter(None, [severity, bother]))


def in_one_line(said: Iterable[SaidEffect], lines: Iterable[Effect]) -> list[str]:
    """Return each in a few words: "Shaking or tremor (moderate, bothers quite a lot)"."""
    labels = {each.code: each.label for each in lines}
    return [_in_one_line(each, labels[each.effect]) for each in said]


def _in_one_line(said: SaidEffect, label: str) -> str:
    """Return one of them; line 37 goes by the words that were typed for it."""
    is_own = said.effect == SOMETHING_ELSE
    words = {"what": said.own_words if is_own else label, "how": how_words(said)}
    return _("%(what)s (%(how)s)") % words if words["how"] else words["what"]


def _url(consultation: Consultation, effect: str) -> str:
    """Return where something is said of a line."""
    return reverse("effect_now", args=[consultation.code, effect])
