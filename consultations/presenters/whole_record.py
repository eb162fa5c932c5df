"""Everything that is kept about one person: as values for a file, and in words for paper."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AuditEntry
from consultations.models import Consultation, Participant
from consultations.presenters.moments import moment_words
from consultations.selectors.whole_record import Rows, columns
from medications.models import Release

HEADINGS = {
    "ServiceUser": gettext_lazy("Who it is"),
    "Consultation": gettext_lazy("How it began, and where it stands"),
    "RecordMove": gettext_lazy("How the record is kept"),
    "Participant": gettext_lazy("Who takes part, and what carers may see"),
    "ConsentEvent": gettext_lazy("What was agreed for carers, and when"),
    "Goal": gettext_lazy("What should get better, and a good life"),
    "Topic": gettext_lazy("Please bring this up"),
    "Stance": gettext_lazy("Where somebody stood"),
    "Pregnancy": gettext_lazy("Pregnancy and breast-feeding"),
    "Avoidance": gettext_lazy("Side effects to avoid"),
    "HelpfulEffect": gettext_lazy("Effects that would help"),
    "Mark": gettext_lazy("Lines that were left out"),
    "CurrentMedicine": gettext_lazy("Medicines taken now"),
    "Experience": gettext_lazy("Medicines taken before"),
    "CurrentEffect": gettext_lazy("Side effects felt now"),
    "Question": gettext_lazy("Questions between visits"),
    "Decision": gettext_lazy("What was decided, with everything it rests on"),
    "Addendum": gettext_lazy("What was added afterwards"),
    "ReviewPrompt": gettext_lazy("Changed cards, and what became of them"),
    "Invitation": gettext_lazy("Codes and links to join"),
    "Together": gettext_lazy("Cards that were looked at together"),
    "EmergencyOpening": gettext_lazy("When the record was opened in an emergency"),
    "EmergencySeen": gettext_lazy("Who of the clinic has read that"),
    "Change": gettext_lazy("Every change that was saved"),
}
"""By model; one that is missing here is called as its model is."""


@dataclass(frozen=True)
class Line:
    """One column of a row in words."""

    label: str
    words: str


@dataclass(frozen=True)
class Group:
    """The rows of one kind, each as lines."""

    heading: str
    rows: list[list[Line]]


@dataclass(frozen=True)
class Part:
    """What is kept of the person themselves, of one conversation, or of who looked.

    `summaries` are the texts of its summaries, as they were printed.
    """

    heading: str
    groups: list[Group]
    summaries: list[str]


def values(row: models.Model) -> dict[str, Any]:
    """Return a row as values; what it points at by number, and by name where it has one."""
    return {each.name: _value(row, each) for each in columns(type(row))}


def _value(row: models.Model, field: models.Field) -> Any:
    """Return one column."""
    its = getattr(row, field.attname)
    name = _name(row, field)
    return {"id": its, "name": name} if name else its


def _name(row: models.Model, field: models.Field) -> str:
    """Return what a row that a column points at is called; "" for none, or one without a name."""
    if not isinstance(field, models.ForeignKey):
        return ""
    its = getattr(row, field.name)
    if isinstance(its, Participant):
        return f"{its.name} ({its.get_kind_display()})"
    if isinstance(its, Release):
        return _("release %(number)d") % {"number": its.number}
    return getattr(its, "name", "") or getattr(its, "label", "")


def entry_values(entry: AuditEntry) -> dict[str, Any]:
    """Return an entry of the audit as values; its digests prove it here and nowhere else."""
    return {
        "at": entry.at,
        "by": entry.by.name if entry.by else None,
        "action": entry.action,
        "record": entry.record,
        "number": entry.sequence,
        "detail": entry.detail,
    }


def parts(rows: Rows, entries: Iterable[AuditEntry], summaries: dict[int, list[str]]) -> list[Part]:
    """Return everything in words: the person, each conversation, and who looked or wrote."""
    talks = rows.get(Consultation, [])
    apart = Part(_("The person"), list(_groups(rows, None)), [])
    looked = [_lines_of(entry_values(each)) for each in entries]
    return [
        apart,
        *(_talk(rows, each, summaries.get(each.pk, [])) for each in talks),
        Part(_("Who looked and who wrote"), [Group("", looked)], []),
    ]


def _talk(rows: Rows, talk: models.Model, summaries: list[str]) -> Part:
    """Return one conversation in words."""
    begun = _value(talk, Consultation._meta.get_field("starts_at"))
    heading = _("The conversation of %(moment)s") % {"moment": moment_words(begun)}
    return Part(heading, list(_groups(rows, talk.pk)), summaries)


def _groups(rows: Rows, talk: int | None) -> Iterator[Group]:
    """Return what is kept of one conversation, by kind; for None, of the person apart from any."""
    for model, every in rows.items():
        mine = [each for each in every if _talk_of(each) == talk]
        if mine:
            name = model._meta.object_name or ""
            heading = str(HEADINGS.get(name, capfirst(str(model._meta.verbose_name_plural))))
            yield Group(heading, [list(_lines(each)) for each in mine])


def _talk_of(row: models.Model) -> int | None:
    """Return the key of the conversation that a row belongs to."""
    return row.pk if isinstance(row, Consultation) else getattr(row, "consultation_id", None)


def _lines(row: models.Model) -> Iterator[Line]:
    """Return the columns of a row in words; what is empty says nothing."""
    for field in columns(type(row)):
        its = getattr(row, field.attname)
        shown = _name(row, field) or (row.serializable_value(field.name) if its is not None else "")
        if field.choices:
            shown = str(dict(field.flatchoices).get(its, its))
        words = _words(shown)
        if words:
            yield Line(capfirst(str(field.verbose_name)), words)


def _lines_of(its: dict[str, Any]) -> list[Line]:
    """Return values in words."""
    found = [Line(capfirst(name), _words(each)) for name, each in its.items()]
    return [each for each in found if each.words]


def _words(its: Any) -> str:
    """Return a value in words; "" for what is empty."""
    if isinstance(its, bool):
        return _("yes") if its else _("no")
    if isinstance(its, datetime.datetime):
        return moment_words(its)
    if isinstance(its, datetime.date):
        return formats.date_format(its, "j F Y")
    if isinstance(its, dict | list):
        return "; ".join(_leaves(its, ()))
    return "" if its is None else str(its)


def _leaves(its: Any, path: tuple[str, ...]) -> Iterator[str]:
    """Return what stands in a value that holds others, each with the way to it."""
    if isinstance(its, dict):
        for name, each in its.items():
            yield from _leaves(each, (*path, str(name).replace("_", " ")))
    elif isinstance(its, list):
        for number, each in enumerate(its, 1):
            yield from _leaves(each, (*path, str(number)))
    elif its not in (None, ""):
        yield f"{' / '.join(path)}: {_words(its)}"
