"""What has been worked out from cards, kept for each process: cards never change.

Keys are those of cards and releases, so nothing needs to be thrown away when a card is
published; the oldest go when there are too many.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import unescape
from typing import TypeVar

from medications import selectors
from medications.models import Card, Effect, Evidence, Release
from medications.presenters import lists
from medications.presenters.card import PresentedCard, presented_card
from medications.presenters.effects import PresentedEffect, presented_effect
from medications.presenters.figures import Figure, main_figures
from medications.presenters.medicines import (
    PresentedMedicine,
    changed_since_words,
    presented_medicine,
)
from medications.presenters.translated import english_texts
from medications.selectors.since import SafetyChange, safety_changes
from medications.translating import English

KEPT_CARDS = 200
KEPT_GRIDS = 50
KEPT_EFFECTS = 100

_presented: dict[int, PresentedCard] = {}
_unlinked: dict[int, PresentedMedicine] = {}
_effects: dict[int, PresentedEffect] = {}
_english: dict[int, Mapping[str, English]] = {}

Row = TypeVar("Row", Card, Effect)
Value = TypeVar("Value")


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


def english(card: Card) -> Mapping[str, English]:
    """Return the words of a card that can be translated, by section code."""
    return _kept(_english, KEPT_CARDS, card, lambda its: english_texts(presented([its])[0]))


def unlinked(card: Card) -> PresentedMedicine:
    """Return the name of a card's medicine with its conditions, leading nowhere."""
    return _kept(_unlinked, KEPT_CARDS, card, lambda its: replace(presented_medicine(its), url=""))


@lru_cache(maxsize=KEPT_EFFECTS)
def marked(medicine: PresentedMedicine, change: SafetyChange) -> PresentedMedicine:
    """Return a name that says how its card changed for safety since. Kept, to be drawn once."""
    return replace(medicine, withdrawn=changed_since_words(change))


def gated(release: Release) -> list[PresentedMedicine]:
    """Return the medicines with conditions, for a page that offers every medicine of a release."""
    return [unlinked(card) for card in selectors.gated_cards(release)]


def gates_left_out(release: Release, page: str) -> list[PresentedMedicine]:
    """Return the medicines with conditions that a page names, in anybody's words, without these.

    A brand is a name, too. `page` is HTML.
    """
    named = page.casefold()
    return [
        unlinked(card)
        for card in selectors.gated_cards(release)
        if any(each.casefold() in named for each in card.medication.called)
        and not _says(page, unlinked(card).gate)
    ]


def _says(page: str, gate: Sequence[str]) -> bool:
    """Tell whether all of some sentences stand on a page."""
    text = unescape(page)
    return all(sentence in text for sentence in gate)


def effect(effect: Effect) -> PresentedEffect:
    """Return a line of the checklist as pages name it."""
    return _kept(_effects, KEPT_EFFECTS, effect, presented_effect)


def _kept(
    kept: dict[int, Value], at_most: int, row: Row, work_out: Callable[[Row], Value]
) -> Value:
    """Return what was worked out of a row. By its key: to tell rows themselves apart is slow."""
    found = kept.get(row.id)
    if found is None:
        if len(kept) >= at_most:
            kept.clear()
        found = kept[row.id] = work_out(row)
    return found


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
    _unlinked.clear()
    _effects.clear()
    _english.clear()
    figures_of_100.cache_clear()
    marked.cache_clear()
    safety_changes.cache_clear()
    selectors.forget()
