"""All cards, the grid, one effect across medicines: always by name, never by merit."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.filters import CardFilter, LeftOut, Sifted
from medications.models import Card, Effect, Evidence, NiceClass
from medications.presenters.effects import PresentedEffect, presented_effect
from medications.presenters.figures import Figure, main_figures
from medications.presenters.levels import GRADED, LISTED, NOT_KNOWN, Level, presented_level
from medications.presenters.medicines import PresentedMedicine, in_a_sentence, presented_medicine
from medications.selectors import Cells

LEFT_OUT_WORDS: dict[LeftOut, Promise] = {
    LeftOut.OTHER_FORMS: gettext_lazy("This form was not found for:"),
    LeftOut.HIGHER: gettext_lazy("Marked higher for this side effect:"),
    LeftOut.NOT_KNOWN: gettext_lazy("Not known for this side effect, so neither lower nor higher:"),
}


@dataclass(frozen=True)
class ListedCard:
    """One medicine in the list: name, how to say it, forms, and the levels asked for."""

    medicine: PresentedMedicine
    say_it: str
    brands: str
    forms: str
    levels: list[tuple[PresentedEffect, Level]]


@dataclass(frozen=True, eq=False)
class Grid:
    """Effects by group against medicines; each row holds one level per medicine."""

    medicines: list[PresentedMedicine]
    groups: list[tuple[str, list[tuple[PresentedEffect, list[Level]]]]]


@dataclass(frozen=True)
class LeveledMedicine:
    """One medicine under one level of an effect, with the figures to tell."""

    medicine: PresentedMedicine
    url: str
    figures: list[Figure]


def listed_cards(
    cards: Iterable[Card], cells: Cells, effects: Iterable[Effect], wanted: CardFilter
) -> list[ListedCard]:
    """Return cards for the list. Levels stand there only for what a filter asks about."""
    asked = [
        (each.code, presented_effect(each))
        for each in effects
        if (wanted.nice_class and each.nice_class == wanted.nice_class)
        or each.code == wanted.effect
    ]
    return [_listed(card, cells, asked) for card in cards]


def _listed(card: Card, cells: Cells, asked: list[tuple[str, PresentedEffect]]) -> ListedCard:
    """Return one card for the list."""
    row = cells[card.medication.code]
    forms = {str(each.get_form_display()): None for each in card.preparations.all()}
    return ListedCard(
        presented_medicine(card),
        card.medication.say_it,
        card.medication.brands,
        ", ".join(forms),
        [(effect, presented_level(*row[code])) for code, effect in asked],
    )


def left_out(sifted: Sifted) -> list[tuple[str, list[PresentedMedicine]]]:
    """Return what a filter leaves out, by reason."""
    return [
        (str(LEFT_OUT_WORDS[reason]), [presented_medicine(card) for card in cards])
        for reason, cards in sifted.left_out.items()
    ]


def class_words(wanted: CardFilter) -> str:
    """Say that only one class is shown, when that is so."""
    if not wanted.nice_class:
        return ""
    label = NiceClass(wanted.nice_class).label
    return _("Only side effects of the class “%(label)s” are shown.") % {"label": label}


def grid(cards: Iterable[Card], cells: Cells, effects: Iterable[Effect]) -> Grid:
    """Return the grid of medicines by effects, in the checklist's groups."""
    cards = list(cards)
    rows = [cells[card.medication.code] for card in cards]
    return Grid(
        [presented_medicine(card) for card in cards],
        [
            (
                label,
                [
                    (presented_effect(each), [presented_level(*row[each.code]) for row in rows])
                    for each in members
                ],
            )
            for label, members in groupby(effects, key=lambda each: each.group.label)
        ],
    )


def across_medicines(
    effect: Effect, cards: Iterable[Card], cells: Cells, rows: Iterable[Evidence]
) -> list[tuple[Level, list[LeveledMedicine]]]:
    """Return one effect across all medicines, by level; each level lists medicines by name."""
    figures: dict[int | None, list[Evidence]] = {}
    for row in rows:
        figures.setdefault(row.medication_id, []).append(row)
    by_level: dict[Level, list[LeveledMedicine]] = {}
    for card in cards:
        level = presented_level(*cells[card.medication.code][effect.code])
        medicine = LeveledMedicine(
            presented_medicine(card),
            reverse("rating", args=[card.medication.code, effect.code]),
            main_figures(figures.get(card.medication_id, []), in_a_sentence(card)),
        )
        by_level.setdefault(level, []).append(medicine)
    return [(level, by_level[level]) for level in (*GRADED, LISTED, NOT_KNOWN) if level in by_level]


def gated(medicines: Iterable[PresentedMedicine]) -> list[PresentedMedicine]:
    """Return the medicines whose conditions the page must carry in full."""
    return [each for each in medicines if each.gate]
