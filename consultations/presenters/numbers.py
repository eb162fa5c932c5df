"""Numbers out of 100 of what the person chose, as a medicine's card has them."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from consultations.matching import SOMETHING_ELSE
from consultations.presenters.wishes import Names, listed
from medications.presenters.card import PresentedNumbers


def numbers_words(
    numbers: Iterable[PresentedNumbers] | None, wishes: Sequence[str], names: Names
) -> list[str]:
    """Return the first figure of each wish, and name those for which none was found.

    The first is one beside placebo, where there is one; the card has every other one. Without
    numbers at hand (None) nothing is told.
    """
    if numbers is None:
        return []
    by_name = {each.name.lower(): each.main[0] for each in numbers if each.main}
    rated = [wish for wish in wishes if wish != SOMETHING_ELSE]
    found = {wish: by_name[key] for wish in rated if (key := names[wish].lower()) in by_name}
    said = [
        _("Out of 100, %(wish)s: %(sentence)s Who: %(who)s.")
        % {"wish": names[wish], "sentence": figure.sentence, "who": figure.who}
        for wish, figure in found.items()
    ]
    silent = listed([names[wish] for wish in rated if wish not in found])
    if silent:
        said.append(_("No number out of 100 was found for %(wishes)s.") % {"wishes": silent})
    return said
