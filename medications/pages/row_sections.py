"""The rows of a draft as sections: figures, and facts in words."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from medications import services
from medications.forms.evidencing import figure_form
from medications.forms.rows import FactForm
from medications.models import Card, CardFact, Evidence
from medications.pages.draft_sections import Section, seen
from medications.presenters.card import fact_kind_words
from medications.presenters.drafted_figures import needs_term, subject_words
from medications.sections import FACT_SECTIONS, SECTIONS
from medications.selectors import drafting as reads
from medications.selectors import rows
from medications.selectors.rows import Row
from medications.selectors.subjects import Subject


def row(draft: Card, found: Row) -> Section:
    """Return a row, to be corrected."""
    return fact(draft, found) if isinstance(found, CardFact) else figure(draft, found)


def new_figure(draft: Card, about: Subject, measure: str, source: int | None) -> Section:
    """Return a new row; `source` is chosen already when it was just added."""
    return Section(
        _("%(about)s: add a figure") % {"about": subject_words(about)},
        figure_form(measure),
        lambda: None,
        lambda form, by: services.add_figure(card=draft, about=about, said=form.part(), by=by),
        _figure_saved(about, _("The figure is added.")),
        _figures_of(draft, about),
        options={
            "sources": reads.offered_sources(draft),
            "measure": measure,
            "is_new": True,
            "needs_term": needs_term(about, measure),
        },
        chosen={"source": source},
        template="medications/desk/figure.html",
    )


def _figures_of(draft: Card, about: Subject) -> str:
    """Return where the rows on something stand: beside its level, or among all rows."""
    if about.effect is not None:
        return reverse("draft_level", args=[draft.pk, about.effect.code])
    return f"{reverse('draft_evidence', args=[draft.pk])}#{about.code}"


def _figure_saved(about: Subject, done: str) -> str:
    """Say what was done, and what that did to a level."""
    if about.effect is None:
        return done
    return f"{done} " + _("What is suggested was worked out again.")


def figure(draft: Card, row: Evidence) -> Section:
    """Return a row of evidence, to be corrected."""
    about = Subject(row.effect, row.is_benefit)
    sources = reads.offered_sources(draft, row.source_id)
    return Section(
        _("Correct a figure"),
        figure_form(row.measure),
        lambda: rows.part(rows.standing(draft, row)),
        lambda form, by: services.correct_row(
            card=draft,
            row=row,
            said=form.part(),
            reason=form.cleaned_data["reason"],
            seen=seen(form),
            by=by,
        ),
        _figure_saved(about, _("The figure is corrected.")),
        _figures_of(draft, about),
        options={
            "sources": sources,
            "measure": row.measure,
            "is_new": False,
            "needs_term": needs_term(about, row.measure),
        },
        template="medications/desk/figure.html",
    )


def new_fact(draft: Card, section: str, source: int | None) -> Section:
    """Return a new fact of one section of the card. Raises Http404 where none is shown."""
    heading, kinds = SECTIONS.get(section, ("", ()))
    if not kinds:
        raise Http404
    return Section(
        _("%(section)s: add a fact") % {"section": heading},
        FactForm,
        lambda: None,
        lambda form, by: services.add_fact(card=draft, said=form.part(), by=by),
        _("The fact is added."),
        reverse("draft_words", args=[draft.pk, section]),
        options={"sources": reads.offered_sources(draft), "kinds": kinds, "is_new": True},
        chosen={"source": source},
        template="medications/desk/figure.html",
    )


def fact(draft: Card, row: CardFact) -> Section:
    """Return a fact in words, to be corrected; its kind stays."""
    sources = reads.offered_sources(draft, row.source_id)
    return Section(
        _("%(kind)s: correct a fact") % {"kind": fact_kind_words(row.kind)},
        FactForm,
        lambda: rows.part(rows.standing(draft, row)),
        lambda form, by: services.correct_row(
            card=draft,
            row=row,
            said=form.part(),
            reason=form.cleaned_data["reason"],
            seen=seen(form),
            by=by,
        ),
        _("The fact is corrected."),
        reverse("draft_words", args=[draft.pk, FACT_SECTIONS[row.kind]]),
        options={"sources": sources, "kinds": [row.kind], "is_new": False},
        template="medications/desk/figure.html",
    )
