"""A medicine that is typed by name: one that is on the cards is chosen from the list instead.

Chosen, it stands everywhere with its card: its conditions, its place, "taken now". Typed, it would
be a name like any other, and nothing would stand beside it.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from medications.models import Card

WORDS = re.compile(r"[^\W\d_]+")
BRANDS = re.compile(r"\b[A-Z][a-z]{3,}")
"""Brands stand among other words ("Largactil, older page"), and begin with a capital letter."""


def on_the_cards(typed: str, cards: Iterable[Card]) -> str:
    """Return why a typed name is not taken: it names a card's medicine. '' for any other name."""
    words = set(WORDS.findall(typed.casefold()))
    for card in cards:
        name = card.medication.name
        known = {name, *BRANDS.findall(card.medication.brands)}
        if words & {each.casefold() for each in known}:
            return _("%(name)s is on the cards. Choose it from the list.") % {"name": name}
    return ""
