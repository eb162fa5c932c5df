"""The person's wishes in words: each line as it stands in a sentence, and all of them read back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.checklist import Checklist
from consultations.matching import SOMETHING_ELSE, Overlap, overlaps
from medications.models import Effect

Names = Mapping[str, str]
"""Effect code to the line as it stands within a sentence."""


WITHIN: Mapping[str, Promise] = MappingProxyType(
    {
        "evening_sleepiness": gettext_lazy("sleepiness in the evening or at night"),
        "irregular_periods": gettext_lazy("irregular periods that come less often"),
        "restless_body_parts": gettext_lazy(
            "parts of the body that are restless or seem to move by themselves (e.g. feet)"
        ),
    }
)
"""The lines whose own words are no name of a thing: "may bring sleepy" is not English."""


def names(lines: Iterable[Effect], own_words: str = "") -> Names:
    """Return every line as it stands within a sentence; line 37 in the person's own words."""
    found = {each.code: each.label[:1].lower() + each.label[1:] for each in lines}
    found |= {code: str(words) for code, words in WITHIN.items() if code in found}
    if own_words:
        found[SOMETHING_ELSE] = _("“%(words)s”") % {"words": own_words}
    return MappingProxyType(found)


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def read_back(checklist: Checklist, names: Names) -> str:
    """Return the checklist read aloud; '' when nothing was chosen."""
    avoided = [names[code] for code in checklist.avoid]
    said = []
    if avoided and checklist.has_order:
        said.append(_in_order(avoided))
    elif avoided:
        words = {"wishes": listed(avoided)}
        said.append(_("You want to avoid %(wishes)s. They are not in order yet.") % words)
    if checklist.helpful:
        helpful = listed([names[code] for code in checklist.helpful])
        said.append(_("This would help you: %(wishes)s.") % {"wishes": helpful})
    return " ".join(said)


def _in_order(avoided: list[str]) -> str:
    """Say what one most wants to avoid, then what comes after it."""
    if len(avoided) == 1:
        return _("Most of all you want to avoid %(first)s.") % {"first": avoided[0]}
    words = {"first": avoided[0], "then": _(", then ").join(avoided[1:])}
    return _("Most of all you want to avoid %(first)s, then %(then)s.") % words


def notes(checklist: Checklist, names: Names, is_by_place: bool) -> Iterator[str]:
    """Say what to know before reading a comparison; overlaps as soon as two lines are picked."""
    if not (checklist.avoid or checklist.helpful):
        yield _("Nothing is picked yet, so the medicines stand by name.")
    elif not checklist.has_order:
        yield _("The medicines stand by name until your list is in order and you keep it.")
    elif not is_by_place:
        yield _("This service lists the medicines by name.")
    elif not checklist.wishes.are_comparable:
        yield _("Only your own words are picked, so the medicines stand by name.")
    for overlap in overlaps(checklist.wishes):
        yield overlap_note(overlap, names)
    if checklist.wishes.has_something_else:
        yield _(
            "Your own words are not on the cards: ask about them with every medicine. "
            "They do not move the order."
        )


OVERLAPPING = MappingProxyType(
    {
        "sleepiness": gettext_lazy("being sleepy or tired"),
        "sex": gettext_lazy("sex"),
        "periods": gettext_lazy("periods"),
        "movement": gettext_lazy("movement"),
    }
)


def overlap_note(overlap: Overlap, names: Names) -> str:
    """Say that some of the five are about one thing, which then counts more than once."""
    wishes = listed([names[code] for code in overlap.effects])
    words = {
        "wishes": f"{wishes[:1].upper()}{wishes[1:]}",
        "group": str(OVERLAPPING[overlap.group]),
    }
    return (
        _(
            "%(wishes)s are about one thing, %(group)s: it counts more than once. "
            "That is fine if it is what you mean."
        )
        % words
    )
