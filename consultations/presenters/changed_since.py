"""What is different between two checklists, in words: pure, each line once."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from consultations.checklist import Checklist
from consultations.matching import SOMETHING_ELSE
from consultations.presenters.wishes import Names


def changed_since(then: Checklist, now: Checklist, names: Names) -> list[str]:
    """Return a sentence for each wish: new, no longer there, moved, or the same as last time.

    Those of now come first, in their order. Places are compared when both have an order. Line 37
    with other words is another wish.
    """
    before, today = _said(then, names), _said(now, names)
    has_places = then.has_order and now.has_order
    return [*_avoided(before[0], today[0], has_places), *_helpful(before[1], today[1])]


def _said(checklist: Checklist, names: Names) -> tuple[list[str], list[str]]:
    """Return what is avoided and what would help, each in words that tell it apart."""
    own = _("“%(words)s”") % {"words": checklist.own_words}
    words = {**names, SOMETHING_ELSE: own}
    return [words[code] for code in checklist.avoid], [words[code] for code in checklist.helpful]


def _avoided(then: list[str], now: list[str], has_places: bool) -> Iterator[str]:
    """Compare what one most wants to avoid."""
    for place, wish in enumerate(now, 1):
        words = {"wish": begun(wish), "place": place}
        if wish not in then:
            yield _("%(wish)s: new on your list.") % words
            continue
        words["before"] = then.index(wish) + 1
        if not has_places or words["before"] == place:
            yield _("%(wish)s: the same as last time.") % words
        elif place < then.index(wish) + 1:
            yield _("%(wish)s: moved up, from number %(before)d to %(place)d.") % words
        else:
            yield _("%(wish)s: moved down, from number %(before)d to %(place)d.") % words
    for wish in then:
        if wish not in now:
            yield _("%(wish)s: no longer on your list.") % {"wish": begun(wish)}


def _helpful(then: list[str], now: list[str]) -> Iterator[str]:
    """Compare what would help."""
    for wish in now:
        words = {"wish": begun(wish)}
        if wish in then:
            yield _("%(wish)s: would help you, the same as last time.") % words
        else:
            yield _("%(wish)s: new, this would help you.") % words
    for wish in then:
        if wish not in now:
            yield _("%(wish)s: no longer said to help you.") % {"wish": begun(wish)}


def begun(wish: str) -> str:
    """Return a wish as it stands at the start of a line."""
    return wish[:1].upper() + wish[1:]
