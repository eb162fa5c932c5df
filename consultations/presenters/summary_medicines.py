"""The medicines that were looked at, and the conditions of every medicine that is named."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.frozen import Frozen, FrozenPlace
from consultations.presenters.summary import Line, Section

FIRST = 3
"""How many of the first places open to choice are told with their reasons."""

IN_ONE_LINE = {
    "open": gettext_lazy("Also open to choice"),
    "not_placed": gettext_lazy("Not enough is known to place these"),
    "left_out": gettext_lazy("Not what the filter asked for"),
}
SIGNS: dict[str, Promise] = {
    "0": gettext_lazy("none known"),
    "+": gettext_lazy("uncommon or mild"),
    "++": gettext_lazy("commoner or moderately severe"),
    "+++": gettext_lazy("common or more severe"),
    "?": gettext_lazy("not known, or how often is not known"),
}
SIGN = re.compile(r"(?<![+\w])\+{1,3}(?![+\w])")
"""A sign within a sentence."""

APART = {
    "gated": gettext_lazy("Usually kept for later. It has conditions, which stand below."),
    "withdrawn": gettext_lazy("Withdrawn here."),
    "unavailable": gettext_lazy("Not available here now."),
}


def looked_at(frozen: Frozen, decided: str = "", considered: Collection[str] = ()) -> Section:
    """Tell the first places with why, then every other medicine and why it stood apart (R49).

    `decided` and `considered` are codes: of the medicine that was decided, and of those usually
    kept for later that somebody spoke of.
    """
    first = first_places(frozen)
    lines = [_placed(frozen, each) for each in first]
    for group, heading in IN_ONE_LINE.items():
        others = [each for each in _of(frozen, group) if each not in first]
        if others:
            is_rest = bool(first) or group != "open"
            lead = str(heading) if is_rest else _("Open to choice")
            lines.append(Line(_in_one_line(frozen, others), lead))
    for group, why in APART.items():
        apart = [each for each in _of(frozen, group) if _is_told(frozen, each, considered)]
        lines += [_apart(frozen, each, str(why)) for each in apart]
    lines += _kept_for_later(frozen, considered)
    signs = legend(frozen, decided)
    return Section(
        "looked-at", _("What we looked at"), tuple(lines), after=(signs,) if signs else ()
    )


def considered(frozen: Frozen, texts: Iterable[str], codes: Collection[str]) -> set[str]:
    """Return those usually kept for later that somebody meant, or named anywhere in some texts."""
    said = " ".join(texts).lower()
    later = _of(frozen, "gated")
    return {
        each.code
        for each in later
        if each.code in codes
        or any(
            known.lower() in said
            for known in (each.name, each.code, *frozen.called.get(each.code, []))
        )
    }


def legend(frozen: Frozen, decided: str) -> str:
    """Say what each sign on the sheet means, and no other; '' when there is none."""
    shown = [*first_places(frozen), *(each for each in frozen.ranking if each.code == decided)]
    text = " ".join(f"{each.sentence} {each.also}" for each in shown)
    used = set(SIGN.findall(text))
    used |= {level[1] for each in shown if each.code == decided for level in each.levels}
    signs = "; ".join(f"{sign} {words}" for sign, words in SIGNS.items() if sign in used)
    return _("The signs: %(signs)s.") % {"signs": signs} if signs else ""


def _in_one_line(frozen: Frozen, places: Iterable[FrozenPlace]) -> str:
    """Return medicines by name, those of one place together behind it: "4th Pimozide"."""
    parts = []
    for place, members in groupby(places, key=lambda each: each.place):
        names = ", ".join(named(frozen, each.code, each.name) for each in members)
        parts.append(" ".join(filter(None, [place, names])))
    return "; ".join(parts)


def _is_told(frozen: Frozen, place: FrozenPlace, considered: Collection[str]) -> bool:
    """Tell whether a medicine that stood apart is told by name, with its conditions below."""
    is_for_later = place.group == "gated" and frozen.cautions.get(place.code)
    return not is_for_later or place.code in considered


def _kept_for_later(frozen: Frozen, considered: Collection[str]) -> list[Line]:
    """Count those kept for later that nobody spoke of, without the name.

    Where the name stands, all its conditions stand (H10): they would fill half of the sheet.
    """
    untold = [each for each in _of(frozen, "gated") if not _is_told(frozen, each, considered)]
    if not untold:
        return []
    words = ngettext(
        "%(count)d medicine that has conditions. It was on the page where the "
        "medicines are compared. Its name and its conditions stand there, and on its card.",
        "%(count)d medicines that have conditions. They were on the page where the "
        "medicines are compared. Their names and conditions stand there, and on their cards.",
        len(untold),
    )
    return [Line(words % {"count": len(untold)}, _("Usually kept for later"))]


def first_places(frozen: Frozen) -> list[FrozenPlace]:
    """Return the first places open to choice, with all that share the last of them."""
    placed = [each for each in _of(frozen, "open") if each.place]
    if len(placed) <= FIRST:
        return placed
    last = placed[FIRST - 1].place
    return placed[:FIRST] + [each for each in placed[FIRST:] if each.place == last]


def name_of(frozen: Frozen, code: str, otherwise: str) -> str:
    """Return a medicine's name as it was then."""
    return next((each.name for each in frozen.ranking if each.code == code), otherwise)


def named(frozen: Frozen, code: str, name: str) -> str:
    """Return a medicine's name; one with conditions says where they stand."""
    if not frozen.cautions.get(code):
        return name
    return _("%(name)s (see its conditions below)") % {"name": name}


def about(frozen: Frozen, code: str) -> tuple[str, ...]:
    """Return whether a medicine was to be had, and what the service had noted about it."""
    had = ". ".join(filter(None, frozen.availability.get(code, [])))
    return tuple(filter(None, [had, *frozen.notes.get(code, [])]))


def compared(frozen: Frozen, code: str) -> Iterator[Line]:
    """Return how the decided medicine compared with the person's list."""
    place = next((each for each in frozen.ranking if each.code == code), None)
    if place is None:
        return
    if place not in first_places(frozen):
        said = ". ".join(filter(None, [place.place, place.sentence]))
        yield Line(said or _("it had no place"), _("How it compared"), about(frozen, code))
    if place.levels:
        levels = (" ".join(filter(None, [f"{label}:", *said])) for label, *said in place.levels)
        yield Line("; ".join(levels), _("What its card says of my list"))


def conditions(frozen: Frozen, texts: Iterable[str], codes: Collection[str] = ()) -> Section:
    """Return the conditions of each medicine that is meant, or named anywhere in some texts."""
    said = " ".join(texts).lower()
    lines = []
    for code, sentences in frozen.cautions.items():
        name = name_of(frozen, code, code)
        known = {name, code, *frozen.called.get(code, [])}
        if sentences and (code in codes or any(each.lower() in said for each in known)):
            lines.append(Line("", name, tuple(sentences)))
    return Section("conditions", _("Conditions of medicines named here"), tuple(lines))


def _of(frozen: Frozen, group: str) -> list[FrozenPlace]:
    """Return the medicines of one group, in the order of the page."""
    return [each for each in frozen.ranking if each.group == group]


def _placed(frozen: Frozen, place: FrozenPlace) -> Line:
    """Return a medicine with its place and why it stood there."""
    also = f"{place.also[:1].upper()}{place.also[1:].removesuffix('.')}." if place.also else ""
    more = filter(None, [place.sentence, also, *about(frozen, place.code)])
    return Line(f"{named(frozen, place.code, place.name)}.", place.place, tuple(more))


def _apart(frozen: Frozen, place: FrozenPlace, why: str) -> Line:
    """Return a medicine that stood apart, and why."""
    return Line(why, named(frozen, place.code, place.name), about(frozen, place.code))
