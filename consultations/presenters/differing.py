"""Where the lists differ, in neutral words: "you" is the person, but on a carer's own page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.checklist import Checklist
from consultations.differing import groups
from consultations.models import Participant
from consultations.presenters.wishes import listed


@dataclass(frozen=True)
class PresentedGroup:
    """What the same people named: "Only you named", and the lines."""

    said: str
    lines: list[str]


@dataclass(frozen=True)
class PresentedList:
    """One list as its voice has it: each line with why, which may be ''."""

    title: str
    lines: list[tuple[str, str]]
    is_in_order: bool


@dataclass(frozen=True)
class PresentedDiffering:
    """Everything that was named. `empty` says what is missing, '' when nothing is."""

    groups: list[PresentedGroup]
    lists: list[PresentedList]
    empty: str


@dataclass(frozen=True)
class Voice:
    """One list, what its voice is called in a sentence, and the heading of the list."""

    name: str
    title: str
    list: Checklist


def presented_differing(
    person: Checklist, others: Sequence[tuple[Participant, Checklist]], labels: Mapping[str, str]
) -> PresentedDiffering:
    """Return the lists side by side, the person's first; labels are those of the lines."""
    voices = [Voice(_("you"), _("Your list"), person)] if person.avoid else []
    for voice, its in others:
        name = voice_name(voice)
        voices.append(Voice(name, _("List of %(name)s") % {"name": name}, its))
    return _side_by_side(voices, labels, _empty(bool(person.avoid), bool(others)))


def differing_for_carer(
    name: str, person: Checklist, own: Checklist, labels: Mapping[str, str]
) -> PresentedDiffering:
    """Return what is shared of the person's list beside the carer's own: here "you" is the carer.

    Whether a line is kept apart is not told: what is not shared is not here.
    """
    words = {"name": name}
    voices = [
        Voice(name, _("List of %(name)s") % words, person),
        Voice(_("you"), _("Your list"), own),
    ]
    missing = [
        "" if person.avoid else _("Nothing from the list of %(name)s is here yet.") % words,
        "" if own.avoid else _("You have not made a list of your own yet."),
    ]
    there = [each for each in voices if each.list.avoid]
    return _side_by_side(there, labels, " ".join(filter(None, missing)))


def _side_by_side(
    voices: Sequence[Voice], labels: Mapping[str, str], empty: str
) -> PresentedDiffering:
    """Return who named what, and each list by itself."""
    names = [each.name for each in voices]
    found = groups([each.list.avoid for each in voices]) if len(voices) > 1 else []
    return PresentedDiffering(
        [
            PresentedGroup(_said(who, names), [labels[each] for each in codes])
            for who, codes in found
        ],
        [
            PresentedList(each.title, _lines(each.list, labels), each.list.has_order)
            for each in voices
        ],
        empty,
    )


def voice_name(voice: Participant) -> str:
    """Return what a voice is called beside the person's."""
    if voice.kind == Participant.Kind.CLINICIAN:
        return _("%(name)s (your clinician)") % {"name": voice.name}
    if voice.kind == Participant.Kind.CARER:
        return _("%(name)s (carer)") % {"name": voice.name}
    return voice.name


def _said(who: tuple[int, ...], names: list[str]) -> str:
    """Say who named what follows."""
    words = {"names": capfirst(listed([names[each] for each in who]))}
    if len(who) == 1:
        return _("Only %(name)s named") % {"name": names[who[0]]}
    if len(who) < len(names):
        return _("%(names)s named") % words
    return (_("%(names)s both named") if len(who) == 2 else _("%(names)s all named")) % words


def _lines(its: Checklist, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each line with why."""
    return [(labels[code], its.why.get(code, "")) for code in its.avoid]


def _empty(has_person: bool, has_others: bool) -> str:
    """Say what is not there yet."""
    if not has_person and not has_others:
        return _("Nobody has named a side effect to avoid yet.")
    if not has_person:
        return _("You have not named a side effect to avoid yet.")
    return "" if has_others else _("Nobody else has made a list of their own yet.")
