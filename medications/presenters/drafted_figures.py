"""The rows of a draft one by one, each with the way to correct it; and those that were retired."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.models import Card, Evidence, RetiredEvidence, Source
from medications.presenters.benefits import all_benefits
from medications.presenters.figures import Figure, every_figure
from medications.presenters.medicines import in_a_sentence
from medications.presenters.sources import PresentedSource, presented_source

MEASURE_WORDS: dict[str, Promise] = {
    "frequency_class": gettext_lazy("A frequency class of product information"),
    "comparative_grade": gettext_lazy("A grade of a table that compares medicines"),
    "incidence_percent": gettext_lazy("How many of 100 people had it in a trial"),
    "relative_risk": gettext_lazy("How many times as many people as on placebo"),
    "mean_difference": gettext_lazy("A mean difference against placebo"),
}
"""What kind of figure a measure is, for a choice."""


@dataclass(frozen=True)
class DraftedFigure:
    """One row of a draft; `counts` tells whether the suggested level rests on it."""

    figure: Figure
    url: str
    counts: bool = False


@dataclass(frozen=True)
class RetiredFigure:
    """A row that was taken out: why, by whom, what came instead; `back_url` puts it back."""

    figure: Figure
    about: str
    reason: str
    who: str
    instead: str
    back_url: str


@dataclass(frozen=True)
class OwnSource:
    """A source of the organisation, with the way to correct it."""

    source: PresentedSource
    revision: str
    is_retired: bool
    url: str
    state_url: str


def row_figure(row: Evidence, medicine: str) -> Figure:
    """Return one row as a sentence, whatever it measures."""
    found = all_benefits([row]) if row.is_benefit else every_figure([row], medicine)
    if found:
        return found[0]
    return Figure(f"{row.measure}: {row.value}", row.population, presented_source(row.source))


def drafted_figures(
    draft: Card, rows: Iterable[Evidence], counted: Iterable[str] = ()
) -> list[DraftedFigure]:
    """Return rows with the way to correct each, those that the suggestion rests on first."""
    name, keys = in_a_sentence(draft), set(counted)
    shown = [
        DraftedFigure(
            row_figure(row, name), reverse("draft_figure", args=[draft.pk, row.pk]), row.key in keys
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


def _about(row: Evidence) -> str:
    """Say what a row is about."""
    if row.is_benefit:
        return _("What it may help with")
    return row.effect.label if row.effect else _("Not one of the 36 lines")


def retired_figures(draft: Card, rows: Iterable[RetiredEvidence]) -> list[RetiredFigure]:
    """Return the rows that were retired, with why, and the way back."""
    name = in_a_sentence(draft)
    return [
        RetiredFigure(
            row_figure(each.evidence, name),
            _about(each.evidence),
            each.reason,
            _("Retired by %(name)s on %(date)s, from version %(version)d.")
            % {
                "name": each.by.name,
                "date": formats.date_format(timezone.localtime(each.at), "j F Y"),
                "version": each.card.version,
            },
            row_figure(each.replaced_by, name).sentence if each.replaced_by else "",
            reverse("put_back_figure", args=[draft.pk, each.evidence_id]),
        )
        for each in rows
    ]


def own_sources(sources: Iterable[Source]) -> list[OwnSource]:
    """Return the sources that were written here."""
    return [
        OwnSource(
            presented_source(each),
            each.revision,
            each.is_retired,
            reverse("desk_source", args=[each.pk]),
            reverse("retire_source", args=[each.pk]),
        )
        for each in sources
    ]
