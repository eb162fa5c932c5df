"""The rows of a draft one by one, each with the way to correct it; and those that were retired."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.models import Card, CardFact, Evidence, RetiredEvidence, RetiredFact
from medications.presenters.benefit_words import MEASURE_WORDS as BENEFIT_WORDS
from medications.presenters.benefits import all_benefits
from medications.presenters.card import fact_kind_words, presented_fact
from medications.presenters.figures import UNITS, Figure, every_figure
from medications.presenters.medicines import in_a_sentence
from medications.presenters.sources import presented_source
from medications.sections import FACT_SECTIONS, SECTIONS
from medications.selectors.rows import Row, kind_of
from medications.selectors.subjects import BENEFITS, NO_LINE, Subject

MEASURE_WORDS: dict[str, Promise] = {
    "frequency_class": gettext_lazy("A frequency class of product information"),
    "comparative_grade": gettext_lazy("A grade of a table that compares medicines"),
    "incidence_percent": gettext_lazy("How many of 100 people had it in a trial"),
    "relative_risk": gettext_lazy("How many times as many people as on placebo"),
    "mean_difference": gettext_lazy("A mean difference against placebo"),
}
"""What kind of figure a measure is, for a choice."""

SUBJECT_WORDS: dict[str, Promise] = {
    BENEFITS: gettext_lazy("What it may help with"),
    NO_LINE: gettext_lazy("Not one of the 36 lines"),
}


@dataclass(frozen=True)
class DraftedFigure:
    """One row of a draft; `counts` tells whether the suggested level rests on it."""

    figure: Figure
    url: str
    counts: bool = False


@dataclass(frozen=True)
class PresentedRetired:
    """A row that was taken out: why, by whom, what came instead; `back_url` puts it back."""

    figure: Figure
    about: str
    reason: str
    who: str
    instead: str
    back_url: str


def measure_words(about: Subject) -> dict[str, Promise]:
    """Return what can be measured of something, in words by measure."""
    if about.is_benefit:
        return BENEFIT_WORDS
    graded = ("frequency_class", "comparative_grade")
    is_line = about.effect is not None
    return {name: words for name, words in MEASURE_WORDS.items() if is_line or name not in graded}


def measures(draft: Card, about: Subject) -> list[tuple[str, str]]:
    """Return the kinds of figures that can be added on something, each with its address."""
    return [
        (str(words), reverse("draft_new_figure", args=[draft.pk, about.code, measure]))
        for measure, words in measure_words(about).items()
    ]


IN_THE_NAME = ("say it", "uk brand", "family")


def remark_on(row: Row) -> str:
    """Say of a fact that the top of a card repeats that the top stays as it is."""
    if isinstance(row, CardFact) and row.kind in IN_THE_NAME:
        return _("The line below the medicine's name at the top of the card stays as it is.")
    return ""


def fact_sections(draft: Card) -> list[tuple[str, str]]:
    """Return the sections of the card that show facts, each with where one is added."""
    return [
        (str(heading), reverse("draft_new_fact", args=[draft.pk, code]))
        for code, (heading, kinds) in SECTIONS.items()
        if kinds
    ]


def needs_term(about: Subject, measure: str) -> bool:
    """Tell whether a row says nothing without the source's own word: of what, in which unit."""
    if about.effect is not None:
        return measure == "mean_difference" and about.effect.code not in UNITS
    return not about.is_benefit


def subject_words(about: Subject) -> str:
    """Return what a row is about, as a heading."""
    return about.effect.label if about.effect else str(SUBJECT_WORDS[about.code])


def row_figure(row: Row, medicine: str) -> Figure:
    """Return one row as a sentence, whatever it measures or says."""
    if isinstance(row, CardFact):
        fact = presented_fact(row)
        return Figure(fact.value, "", fact.source)
    found = all_benefits([row]) if row.is_benefit else every_figure([row], medicine)
    if found:
        return found[0]
    return Figure(f"{row.measure}: {row.value}", row.population, presented_source(row.source))


def drafted_figures(
    draft: Card, rows: Iterable[Row], counted: Iterable[str] = ()
) -> list[DraftedFigure]:
    """Return rows with the way to correct each, those that the suggestion rests on first."""
    name, keys = in_a_sentence(draft), set(counted)
    shown = [
        DraftedFigure(
            row_figure(row, name),
            reverse(f"draft_{kind_of(row).word}", args=[draft.pk, row.pk]),
            row.key in keys,
        )
        for row in rows
    ]
    return sorted(shown, key=lambda each: not each.counts)


def figures_by_effect(
    draft: Card, rows: Iterable[Evidence]
) -> list[tuple[str, list[DraftedFigure]]]:
    """Return every row of a draft below the line that it is about, benefits last."""
    ordered = sorted(
        rows, key=lambda row: (row.effect.number if row.effect else 99, row.is_benefit)
    )
    return [
        (about, drafted_figures(draft, members)) for about, members in groupby(ordered, key=_about)
    ]


def facts_by_kind(draft: Card, rows: Iterable[CardFact]) -> list[tuple[str, list[DraftedFigure]]]:
    """Return every fact of a draft below its kind, in the order in which a card shows them."""
    order = list(FACT_SECTIONS)
    ordered = sorted(rows, key=lambda row: order.index(row.kind))
    return [
        (about, drafted_figures(draft, members)) for about, members in groupby(ordered, key=_about)
    ]


def _about(row: Row) -> str:
    """Say what a row is about."""
    if isinstance(row, CardFact):
        return fact_kind_words(row.kind)
    return subject_words(Subject(row.effect, row.is_benefit))


def retired_rows(
    draft: Card, gone: Iterable[RetiredEvidence | RetiredFact]
) -> list[PresentedRetired]:
    """Return the rows that were retired, with why, and the way back."""
    name = in_a_sentence(draft)
    return [
        PresentedRetired(
            row_figure(each.row, name),
            _about(each.row),
            each.reason,
            _("Retired by %(name)s on %(date)s, from version %(version)d.")
            % {
                "name": each.by.name,
                "date": formats.date_format(timezone.localtime(each.at), "j F Y"),
                "version": each.card.version,
            },
            row_figure(each.replaced_by, name).sentence if each.replaced_by else "",
            reverse(f"put_back_{kind_of(each.row).word}", args=[draft.pk, each.row.pk]),
        )
        for each in gone
    ]
