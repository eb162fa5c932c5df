"""The cards of a release as many people's orders need them, now and after a change."""

from collections.abc import Iterable, Mapping
from typing import Any

from consultations.comparing import is_gated, state_of
from consultations.matching import Profile, Profiles
from consultations.touching import Side
from medications import selectors as library
from medications.content import Content
from medications.impact import CardChange
from medications.models import Availability, Release

Changed = Mapping[str, Mapping[str, Any]]
"""By medicine: its `levels` by effect, whether `is_gated`, whether `is_withdrawn`; plain, so that
it can be kept as JSON."""


def side(release: Release) -> Side:
    """Return a release as it stands, with what can be had of it today."""
    return _side(release, _as_it_stands(release))


def side_with(release: Release, changed: Changed) -> Side:
    """Return a release with some cards in the place of its own, or beside them."""
    return _side(release, {**_as_it_stands(release), **changed})


def effects_of(release: Release) -> tuple[str, ...]:
    """Return the codes of the effects that cards rate, in a fixed order."""
    return tuple(line.code for line in library.rated_effects(release))


def changed_cards(changes: Iterable[CardChange]) -> Changed:
    """Return what changes bear on an order: levels, conditions, and whether it is withdrawn."""
    return {each.after.medication: _of_content(each.after) for each in changes}


def _as_it_stands(release: Release) -> Changed:
    """Return the same of every card of a release."""
    levels = library.levels(release)
    return {
        card.medication.code: {
            "levels": levels[card.medication.code],
            "is_gated": is_gated(card),
            "is_withdrawn": card.is_withdrawal,
        }
        for card in library.cards(release)
        if card.medication.code in levels
    }


def _of_content(content: Content) -> Mapping[str, Any]:
    """Return the same of what a version says."""
    return {
        "levels": {effect: rating.level for effect, rating in content.ratings.items()},
        "is_gated": any(each.is_gating for each in content.cautions),
        "is_withdrawn": content.is_withdrawn,
    }


def _side(release: Release, cards: Changed) -> Side:
    """Return cards as profiles: what no card says of an effect is not known."""
    lines = effects_of(release)
    here = {code: its for code, its in cards.items() if not its["is_withdrawn"]}
    gated = {code for code, its in here.items() if its["is_gated"]}
    return Side(
        Profiles(
            Profile(code, dict.fromkeys(lines) | dict(its["levels"])) for code, its in here.items()
        ),
        frozenset(gated | (_not_stocked(release) & set(here))),
    )


def _not_stocked(release: Release) -> set[str]:
    """Return the codes of medicines that cannot be had here."""
    states = library.availability(release.organisation)
    return {
        card.medication.code
        for card in library.cards(release)
        if (state := state_of(card, states)) and state.state == Availability.State.NOT_STOCKED
    }
