"""The checklist in words: the lines by group, the five that are picked, what just happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from consultations.checklist import Checklist, NotPossible, Overtaken
from consultations.matching import AVOIDANCES_AT_MOST, SOMETHING_ELSE
from consultations.models import Mark
from consultations.presenters.wishes import Names, listed, names, read_back
from consultations.selectors.checklist import SaidChecklist
from medications import kept
from medications.models import Effect
from medications.presenters.effects import PresentedEffect

INSTEAD = {
    "swap": gettext_lazy("Swap it for number 5, %(fifth)s"),
    "unavoid": gettext_lazy("Take out %(wish)s"),
    "words": gettext_lazy("Leave the five as they are"),
    "avoid_instead": gettext_lazy("Avoid it instead"),
    "help_instead": gettext_lazy("It would help me instead"),
    "drop": gettext_lazy("Take it out"),
}


@dataclass(frozen=True)
class Line:
    """One of the 37 lines as it stands. `mark` is in words; `place` 0 when not avoided."""

    effect: PresentedEffect
    explanation: str
    place: int
    is_helpful: bool
    mark: str

    @property
    def is_avoided(self) -> bool:
        """Whether it is among the five."""
        return self.place > 0


@dataclass(frozen=True)
class LineGroup:
    """A heading with its lines, and how many of them are chosen, in words."""

    code: str
    label: str
    lines: tuple[Line, ...]
    chosen: str


@dataclass(frozen=True)
class Pick:
    """One of the five, with the person's line on why."""

    place: int
    effect: PresentedEffect
    words: str
    why: str


@dataclass(frozen=True)
class Notice:
    """Why a press could not be carried out, and (press, words) of what can be done instead.

    typed   words that were typed and are not saved, each in a sentence
    """

    sentence: str
    instead: tuple[tuple[str, str], ...] = ()
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class PresentedChecklist:
    """The whole page's words."""

    picks: tuple[Pick, ...]
    helpful: tuple[Pick, ...]
    groups: tuple[LineGroup, ...]
    own_words: str
    room_left: str
    heading: str
    needs_order: bool
    read_back: str
    typed_by: str


def presented_checklist(said: SaidChecklist, lines: Sequence[Effect]) -> PresentedChecklist:
    """Return the checklist as it is kept."""
    checklist = said.checklist
    return PresentedChecklist(
        _picks(checklist, checklist.avoid, lines),
        _picks(checklist, checklist.helpful, lines),
        tuple(_groups(checklist, lines)),
        checklist.own_words,
        _room_left(checklist),
        _heading(checklist),
        not checklist.has_order,
        read_back(checklist, names(lines, checklist.own_words)),
        _typed_by(said),
    )


def _groups(checklist: Checklist, lines: Sequence[Effect]) -> Iterable[LineGroup]:
    """Return the lines by group, in their fixed order."""
    for group, members in groupby(lines, key=lambda each: each.group):
        shown = tuple(_line(checklist, each) for each in members)
        count = sum(each.is_avoided or each.is_helpful for each in shown)
        chosen = ngettext("%(count)d chosen", "%(count)d chosen", count) % {"count": count}
        yield LineGroup(group.code, group.label, shown, chosen if count else "")


def _line(checklist: Checklist, effect: Effect) -> Line:
    """Return one line as it stands."""
    code = effect.code
    mark = checklist.marks.get(code)
    return Line(
        kept.effect(effect),
        effect.explanation,
        checklist.avoid.index(code) + 1 if code in checklist.avoid else 0,
        code in checklist.helpful,
        str(Mark.Kind(mark).label).capitalize() if mark else "",
    )


def _picks(checklist: Checklist, codes: Sequence[str], lines: Sequence[Effect]) -> tuple[Pick, ...]:
    """Return what is picked, in its order."""
    by_code = {each.code: kept.effect(each) for each in lines if each.code in codes}
    return tuple(
        Pick(
            place,
            by_code[code],
            checklist.own_words if code == SOMETHING_ELSE else by_code[code].label,
            checklist.why.get(code, ""),
        )
        for place, code in enumerate(codes, 1)
    )


def _heading(checklist: Checklist) -> str:
    """Say what to do with the picked ones now."""
    if not checklist.avoid:
        return _("Pick up to five below")
    if checklist.has_order:
        return _("Your list, most important first")
    return _("Your list: now put it in order, most important first")


def _room_left(checklist: Checklist) -> str:
    """Say how many more can be picked; '' when there is no room."""
    left = AVOIDANCES_AT_MOST - len(checklist.avoid)
    if not left:
        return ""
    return ngettext(
        "Room for %(count)d more: press “Avoid” below.",
        "Room for %(count)d more: press “Avoid” below.",
        left,
    ) % {"count": left}


def _typed_by(said: SaidChecklist) -> str:
    """Say who entered it for the person, and who copied it from paper."""
    sentences = []
    if said.typed_by:
        words = {"person": said.person, "names": listed(said.typed_by)}
        sentence = _("Entered for %(person)s by %(names)s.")
        if said.is_partly_own:
            sentence = _("Entered by %(person)s, some lines for %(person)s by %(names)s.")
        sentences.append(sentence % words)
    if said.copied_by:
        sentences.append(_("Copied from paper by %(names)s.") % {"names": listed(said.copied_by)})
    return " ".join(sentences)


def notice(reason: Exception, checklist: Checklist, lines: Sequence[Effect]) -> Notice:
    """Return why a press could not be carried out, with what can be done instead."""
    if not isinstance(reason, NotPossible):
        return Notice(str(reason))
    said = names(lines, checklist.own_words)
    if isinstance(reason, Overtaken) and reason.effect:
        words = _(
            "%(wish)s: somebody else changed this line while you had no connection. Your press was "
            "not kept; press again if it still holds."
        )
        return Notice(words % {"wish": said[reason.effect]})
    fifth = said[checklist.avoid[-1]] if checklist.avoid else ""
    return Notice(
        str(reason),
        tuple(
            (f"{verb}:{effect}", str(INSTEAD[verb]) % {"fifth": fifth, "wish": said.get(effect)})
            for verb, effect in reason.instead
        ),
    )


def press_again(shown: Notice) -> Notice:
    """Say also that the press was not kept, where the page now shows what somebody else saved."""
    words = _("%(why)s Your press was not kept: the list now shows theirs. Press again.")
    return replace(shown, sentence=words % {"why": shown.sentence})


def typed_beside(
    checklist: Checklist,
    why: Mapping[str, str],
    typed: Mapping[str, str],
    lines: Sequence[Effect],
) -> tuple[str, ...]:
    """Return the words typed on an older page that differ from those that are kept."""
    said, own_words = names(lines), typed.get("own_words", "").strip()
    words = {
        said[code]: its.strip()
        for code, its in why.items()
        if code in said and its.strip() != checklist.why.get(code, "")
    }
    if own_words != checklist.own_words:
        words[_("something else")] = own_words
    sentence = _("You typed, about %(wish)s: “%(words)s”. This is not saved.")
    return tuple(sentence % {"wish": wish, "words": its} for wish, its in words.items() if its)


HAPPENED = (
    (
        ngettext_lazy("%(wish)s is on your list.", "%(wish)s are on your list.", "count"),
        ngettext_lazy("%(wish)s is off your list.", "%(wish)s are off your list.", "count"),
    ),
    (
        # "Would help me" can be read as "help me with it": what was said comes in other words.
        ngettext_lazy(
            "You want to have this: %(wish)s. To have less of it, press “Avoid”.",
            "You want to have these: %(wish)s. To have less of one, press “Avoid” there.",
            "count",
        ),
        ngettext_lazy(
            "%(wish)s is no longer marked as helpful.",
            "%(wish)s are no longer marked as helpful.",
            "count",
        ),
    ),
    (
        ngettext_lazy("%(wish)s is left out.", "%(wish)s are left out.", "count"),
        ngettext_lazy(
            "%(wish)s is no longer left out.", "%(wish)s are no longer left out.", "count"
        ),
    ),
)
"""What is said of lines that come, and of lines that go: to avoid, helpful, left out."""


def happened(before: Checklist, after: Checklist, said: Names) -> str:
    """Say what a press did, for the eye and for a screen reader; "Saved." when only words."""
    were, now = ((set(its.avoid), set(its.helpful), set(its.marks)) for its in (before, after))
    for old, new, (came, went) in zip(were, now, HAPPENED, strict=True):
        for sentence, codes in ((came, new - old), (went, old - new)):
            if codes:
                wish = listed([said[code] for code in sorted(codes)])
                words = sentence % {"wish": wish, "count": len(codes)}
                return _("Saved. %(words)s") % {"words": f"{words[:1].upper()}{words[1:]}"}
    if after.avoid != before.avoid:
        return _("Saved. Your order has changed.")
    if after.is_ordered and not before.is_ordered:
        return _("Saved. Your order is kept.")
    return _("Saved.")


def changed_lines(before: Checklist, after: Checklist) -> set[str]:
    """Return the codes of the lines that look different now, places in the list included."""
    codes = {*before.avoid, *after.avoid, *before.helpful, *after.helpful}
    codes |= {*before.marks, *after.marks, SOMETHING_ELSE}
    return {code for code in codes if _state(before, code) != _state(after, code)}


def _state(checklist: Checklist, code: str) -> tuple[int, bool, str, str]:
    """Return how a line stands."""
    place = checklist.avoid.index(code) + 1 if code in checklist.avoid else 0
    words = checklist.own_words if code == SOMETHING_ELSE else ""
    return place, code in checklist.helpful, checklist.marks.get(code, ""), words
