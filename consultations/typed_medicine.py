"""A medicine that is typed by name: one that is on the cards is chosen from the list instead.

Chosen, it stands everywhere with its card: its conditions, its place, "taken now". Typed, it would
be a name like any other, and nothing would stand beside it: "clozapin" without its blood tests.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from medications.models import Card

WORDS = re.compile(r"[^\W\d_]+")
ALIKE = 0.88
"""A letter or two amiss in a name. The nearest two names of different antipsychotics, such as
triflupromazine and trifluoperazine, are 0.87 alike, as difflib counts."""


def on_the_cards(typed: str, cards: Iterable[Card]) -> str:
    """Return why a typed name is not taken: it is, or is nearly, a card's. '' for any other."""
    words = WORDS.findall(typed.casefold())
    every = list(cards)
    for card in every:
        if {each.casefold() for each in card.medication.called}.intersection(words):
            said = {"name": card.medication.name}
            return _("%(name)s is on the cards. Choose it from the list.") % said
    names = [card.medication.name.casefold() for card in every]
    for word in words:
        for near in get_close_matches(word, names, n=1, cutoff=ALIKE):
            sentence = _("Is “%(typed)s” %(name)s, which is on the cards? Choose it from the list.")
            return sentence % {"typed": word, "name": near}
    return ""
