"""Reads of the library, always through one organisation's release.

reading.py   what the cards of a release say
desk.py      what the pharmacist's desk shows of an organisation
versions.py  what one version of a card says, and how it came to be
since.py     which cards changed for safety between two releases
changes.py   what stands behind the keys in two versions
exchange.py  what goes into spreadsheets, and what they are held against
"""

from medications.selectors.reading import (
    ALWAYS_SHOWN,
    KEPT_RELEASES,
    Cell,
    Cells,
    availability,
    card,
    cards,
    cells,
    conditions,
    current_release,
    effect,
    effect_figures,
    effect_keys,
    effects,
    forget,
    found_on,
    gated_cards,
    levels,
    lines,
    local_notes,
    names,
    rated_effects,
    rating,
    release_of,
    sources,
    standing_approval,
    starters_not_approved,
    terms,
    whole_cards,
)

__all__ = [
    "ALWAYS_SHOWN",
    "KEPT_RELEASES",
    "Cell",
    "Cells",
    "availability",
    "card",
    "cards",
    "cells",
    "conditions",
    "current_release",
    "effect",
    "effect_figures",
    "effect_keys",
    "effects",
    "forget",
    "found_on",
    "gated_cards",
    "levels",
    "lines",
    "local_notes",
    "names",
    "rated_effects",
    "rating",
    "release_of",
    "sources",
    "standing_approval",
    "starters_not_approved",
    "terms",
    "whole_cards",
]
