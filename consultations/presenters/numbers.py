"""Numbers out of 100 of what the person chose, as a medicine's card has them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from consultations.presenters.wishes import Names, listed
from medications.presenters.figures import Figure

Figures = Mapping[str, Mapping[str, Figure]]
"""The figure of each chosen line that stands first on a card: by line, then by medicine."""


def numbers_words(
    medicine: str, figures: Figures | None, wishes: Sequence[str], names: Names
) -> list[str]:
    """Return a medicine's first figure of each wish, and name those for which none was found.

    The first is one beside placebo, where there is one; the card has every other one. Without
    figures at hand (None) nothing is told, nor of line 37, which no card has.
    """
    if figures is None:
        return []
    rated = [wish for wish in wishes if wish in figures]
    found = {wish: figures[wish][medicine] for wish in rated if medicine in figures[wish]}
    said = [
        _("Out of 100, %(wish)s: %(sentence)s Who: %(who)s.")
        % {"wish": names[wish], "sentence": figure.sentence, "who": figure.who}
        for wish, figure in found.items()
    ]
    silent = listed([names[wish] for wish in rated if wish not in found])
    if silent:
        said.append(_("No number out of 100 was found for %(wishes)s.") % {"wishes": silent})
    return said
