"""The medicines that were looked at, and the conditions of every medicine that is named."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.frozen import Frozen, FrozenPlace
from consultations.presenters.summary import Line, Section

FIRST = 3
"""How many of the first places open to choice are told with their reasons."""

IN_ONE_LINE = {
    "open": gettext_lazy("Also open to choice"),
    "not_placed": gettext_lazy("Not enough is known to place these"),
    "left_out": gettext_lazy("Not what the filter asked for"),
}
APART = {
    "gated": gettext_lazy("Usually kept for later. It has conditions, which stand below."),
    "withdrawn": gettext_lazy("Withdrawn here."),
    "unavailable": gettext_lazy("Not available here now."),
}


def looked_at(frozen: Frozen) -> Section:
    """Tell the first places with why, then every other medicine and why it stood apart (R49)."""
    first = first_places(frozen)
    shown = {each.code for each in first}
    lines = [_placed(frozen, each) for each in first]
    for group, heading in IN_ONE_LINE.items():
        others = [each for each in _of(frozen, group) if each.code not in shown]
        if others:
            names = ", ".join(named(frozen, each.code, each.name) for each in others)
            is_rest = bool(first) or group != "open"
            lines.append(Line(names, str(heading) if is_rest else _("Open to choice")))
    for group, why in APART.items():
        lines += [_apart(frozen, each, str(why)) for each in _of(frozen, group)]
    signs = _(
        "The signs: 0 none known; + uncommon or mild; ++ commoner or moderately severe; "
        "+++ common or more severe."
    )
    return Section(
        "looked-at", _("What we looked at"), tuple(lines), after=(signs,) if lines else ()
    )


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


def conditions(frozen: Frozen, texts: Iterable[str], codes: Collection[str] = ()) -> Section:
    """Return the conditions of each medicine that is meant, or named anywhere in some texts."""
    said = " ".join(texts).lower()
    lines = []
    for code, sentences in frozen.cautions.items():
        name = name_of(frozen, code, code)
        if sentences and (code in codes or name.lower() in said or code.lower() in said):
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
