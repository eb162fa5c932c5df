"""What has been worked out from cards, kept for each process: cards never change.

Keys are those of cards and releases, so nothing needs to be thrown away when a card is
published; the oldest go when there are too many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from medications import selectors
from medications.models import Card, Effect, Evidence, Release
from medications.presenters import lists
from medications.presenters.card import PresentedCard, presented_card
from medications.presenters.effects import PresentedEffect, presented_effect
from medications.presenters.figures import Figure, main_figures
from medications.presenters.medicines import PresentedMedicine, presented_medicine

KEPT_CARDS = 200
KEPT_GRIDS = 50
KEPT_EFFECTS = 100

_presented: dict[int, PresentedCard] = {}


def presented(cards: Sequence[Card]) -> list[PresentedCard]:
    """Return cards in words, in the given order; those not met before are read together."""
    missing = [card.pk for card in cards if card.pk not in _presented]
    if missing:
        if len(_presented) + len(missing) > KEPT_CARDS:
            _presented.clear()
            missing = [card.pk for card in cards]
        for card in selectors.whole_cards(missing):
            _presented[card.pk] = presented_card(card)
    return [_presented[card.pk] for card in cards]


@lru_cache(maxsize=KEPT_CARDS)
def unlinked(card: Card) -> PresentedMedicine:
    """Return the name of a card's medicine with its conditions, leading nowhere."""
    return replace(presented_medicine(card), url="")


def gated(release: Release) -> list[PresentedMedicine]:
    """Return the medicines with conditions, for a page that offers every medicine of a release."""
    return [unlinked(card) for card in selectors.gated_cards(release)]


@lru_cache(maxsize=KEPT_EFFECTS)
def effect(effect: Effect) -> PresentedEffect:
    """Return a line of the checklist as pages name it."""
    return presented_effect(effect)


@lru_cache(maxsize=KEPT_EFFECTS)
def figures_of_100(release: Release, effect: Effect) -> Mapping[str, Figure]:
    """Return the first figure out of 100 of one effect by medicine, one beside placebo if any.

    It is the one that each card draws first, read without the rest of the cards.
    """
    rows: dict[str, list[Evidence]] = {}
    for row in selectors.effect_figures(release, effect):
        if row.medication is not None:
            rows.setdefault(row.medication.code, []).append(row)
    drawn = {code: main_figures(its, str(its[0].medication).lower()) for code, its in rows.items()}
    return {code: figures[0] for code, figures in drawn.items() if figures}


def grid(release: Release, cards: Sequence[Card], nice_class: str) -> lists.Grid:
    """Return the grid of some cards of a release, of one NICE class or of all ('')."""
    return _grid(release, tuple(card.medication.code for card in cards), nice_class)


@lru_cache(maxsize=KEPT_GRIDS)
def _grid(release: Release, codes: tuple[str, ...], nice_class: str) -> lists.Grid:
    """Work out one grid; releases are told apart by their key."""
    effects = selectors.rated_effects(release)
    shown = [each for each in effects if nice_class in ("", each.nice_class)]
    cards = [selectors.card(release, code) for code in codes]
    return lists.grid(cards, selectors.cells(release), shown)


def forget() -> None:
    """Drop everything kept, here and in the selectors (between tests)."""
    _presented.clear()
    _grid.cache_clear()
    unlinked.cache_clear()
    effect.cache_clear()
    figures_of_100.cache_clear()
    selectors.forget()
