"""One row of evidence, one fact, one source: each in one line, to stand in a list of changes."""

from django.utils.translation import gettext as _

from medications.models import CardFact, Evidence, Source
from medications.presenters.benefits import all_benefits
from medications.presenters.card import fact_kind_words
from medications.presenters.change import ended
from medications.presenters.figures import Figure, every_figure
from medications.presenters.sources import date_words


def evidence_words(row: Evidence) -> str:
    """Return a row as a sentence, who was studied, and its source."""
    name = row.medication.name.lower() if row.medication else _("the medicine")
    figures = all_benefits([row]) if row.is_benefit else every_figure([row], name)
    said = " ".join(filter(None, map(_with_who, figures)))
    said = said or f"{row.reported_term or row.measure}: {row.value}"
    return f"{said} ({source_words(row.source)})"


def _with_who(figure: Figure) -> str:
    """Return a figure and who was studied, as a draft's own page says it."""
    who = _("Who: %(who)s") % {"who": figure.who} if figure.who else ""
    return " ".join(filter(None, [ended(figure.sentence), who]))


def evidence_about(row: Evidence) -> str:
    """Say what a row of evidence speaks of."""
    if row.is_benefit:
        return _("what it may help with")
    return row.effect.label.lower() if row.effect else _("none of the 36 lines")


def fact_words(fact: CardFact) -> str:
    """Return a fact in its own words, with its kind and source."""
    return f"{fact_kind_words(fact.kind)}: {fact.value} ({source_words(fact.source)})"


def source_words(source: Source) -> str:
    """Return a source's title and date."""
    return f"{source.title}, {date_words(source)}"
