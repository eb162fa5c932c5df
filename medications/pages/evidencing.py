"""What the pages on the rows of a draft need: all of them, one to correct, a new one."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from medications.forms.rows import RetireForm
from medications.models import Card, CardFact, Release
from medications.pages.drafting import named
from medications.presenters import drafted_figures as figures
from medications.presenters.medicines import in_a_sentence
from medications.selectors import rows
from medications.selectors.rows import FACTS, FIGURES, Row, kind_of
from medications.selectors.subjects import BENEFITS, NO_LINE, Subject, subject
from medications.stages import Stage

Context = dict[str, Any]


def evidence(release: Release, card: Card) -> Context:
    """Gather every row of a draft, and those that were retired."""
    gone = [*rows.retired(card, FIGURES), *rows.retired(card, FACTS)]
    return named(release, card) | {
        "groups": figures.figures_by_effect(card, rows.held(card, FIGURES)),
        "facts": figures.facts_by_kind(card, rows.held(card, FACTS)),
        "retired": figures.retired_rows(card, gone),
        "ways": [
            (about.code, figures.subject_words(about), figures.measures(card, about))
            for about in (subject(card, BENEFITS), subject(card, NO_LINE))
        ],
        "fact_ways": figures.fact_sections(card),
        "is_draft": card.stage == Stage.DRAFT,
        "back": reverse("draft", args=[card.pk]),
    }


def row(card: Card, found: Row, retire: RetireForm | None) -> Context:
    """Gather the row that is corrected, what rests on it, and the form that retires it."""
    resting = rows.resting_on(card, found) if isinstance(found, CardFact) else []
    return {
        "row": figures.row_figure(found, in_a_sentence(card)),
        "remark": figures.remark_on(found),
        "resting": [each.text for each in resting],
        "retire": retire or RetireForm(),
        "retire_url": reverse(f"retire_{kind_of(found).word}", args=[card.pk, found.pk]),
    }


def new_figure(card: Card, about: Subject, measure: str) -> Context:
    """Gather what kind of figure is added, and the way to a source that is not in the list."""
    here = reverse("draft_new_figure", args=[card.pk, about.code, measure])
    return {"kind": figures.measure_words(about)[measure], "new_source_url": _new_source(here)}


def new_fact(card: Card, section: str) -> Context:
    """Gather the way to a source that is not in the list."""
    here = reverse("draft_new_fact", args=[card.pk, section])
    return {"kind": "", "new_source_url": _new_source(here)}


def _new_source(here: str) -> str:
    """Return where a source is added, with the way back."""
    return f"{reverse('desk_new_source')}?{urlencode({'back': here})}"
