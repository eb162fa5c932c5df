"""The comparison by the list of somebody who is not the person: plainly said, wherever it stands.

To the person and the clinician nothing here says "you" but the person.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.checklist import Checklist
from consultations.matching import overlaps
from consultations.presenters.wishes import OVERLAPPING, Names, listed


@dataclass(frozen=True)
class OtherOrder:
    """One list by which the comparison can be looked at: whose, and where."""

    name: str
    url: str


@dataclass(frozen=True)
class OrderedBy:
    """Whose list a comparison goes by. `label` says it, and that it is not the person's."""

    title: str
    heading: str
    label: str


def ordered_by(name: str, person: str, is_by_place: bool) -> OrderedBy:
    """Return whose list it goes by; `person` is what the person is called, '' on their screen.

    Where the service lists the medicines by name, no list orders them.
    """
    words = {"name": name, "person": person}
    said = [
        _("Ordered by what %(name)s would most want to avoid.") % words
        if is_by_place
        else _("Compared with what %(name)s would most want to avoid.") % words,
        _("This is not the list of %(person)s.") % words if person else _("This is not your list."),
    ]
    return OrderedBy(
        _("The medicines by the list of %(name)s") % words,
        _("How the medicines compare by the list of %(name)s") % words,
        " ".join(said),
    )


def ordered_by_own(person: str, is_by_place: bool) -> OrderedBy:
    """Return the same for a carer who looks at their own list."""
    said = [
        _("Ordered by what you would most want to avoid, as a carer.")
        if is_by_place
        else _("Compared with what you would most want to avoid, as a carer."),
        _("This is not the list of %(person)s.") % {"person": person},
    ]
    return OrderedBy(
        _("The medicines by your own list, as a carer"),
        _("How the medicines compare by your own list"),
        " ".join(said),
    )


def said_by(name: str, checklist: Checklist, names: Names) -> str:
    """Read a list aloud as that of its voice."""
    wishes = _(", then ").join(names[code] for code in checklist.avoid)
    return _("Most of all, %(name)s would want to avoid %(wishes)s.") % {
        "name": name,
        "wishes": wishes,
    }


def notes_on(checklist: Checklist, names: Names, is_by_place: bool) -> Iterator[str]:
    """Say what to know before reading it."""
    if not is_by_place:
        yield _("This service lists the medicines by name.")
    for overlap in overlaps(checklist.wishes):
        words = {
            "wishes": capfirst(listed([names[code] for code in overlap.effects])),
            "group": str(OVERLAPPING[overlap.group]),
        }
        yield _("%(wishes)s are about one thing, %(group)s: it counts more than once.") % words
