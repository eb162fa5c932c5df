"""What the person has chosen on the checklist, read in one question."""

from dataclasses import dataclass

from django.db.models import CharField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from consultations.checklist import Checklist
from consultations.models import Avoidance, Consultation, HelpfulEffect, Mark, Participant

NOTHING = Value("", output_field=CharField())
Row = tuple[str, str, int, str, str, str, str | None]


@dataclass(frozen=True)
class SaidChecklist:
    """The person's checklist as it is kept.

    typed_by    names of those who typed lines for the person
    copied_by   names of those who copied lines from a paper sheet
    """

    checklist: Checklist
    typed_by: tuple[str, ...]
    copied_by: tuple[str, ...]


def said_checklist(consultation: Consultation, is_ordered: bool | None = None) -> SaidChecklist:
    """Return the person's checklist. `is_ordered` saves a question to whoever knows it."""
    rows = sorted(_rows(consultation), key=lambda row: (row[0], row[2], row[1]))
    if is_ordered is None:
        person = Participant.Kind.SERVICE_USER
        mine = Participant.objects.filter(consultation=consultation, kind=person)
        is_ordered = mine.values_list("order_is_kept", flat=True).first() or False
    avoided = [row for row in rows if row[0] == "avoid"]
    chosen = Checklist(
        tuple(row[1] for row in avoided),
        tuple(row[1] for row in rows if row[0] == "help"),
        {row[1]: row[3] for row in rows if row[0] == "mark"},
        {row[1]: row[3] for row in avoided if row[3]},
        next((row[4] for row in rows if row[4]), ""),
        is_ordered,
    )
    return SaidChecklist(
        chosen,
        tuple(sorted({row[5] for row in rows})),
        tuple(sorted({row[6] for row in rows if row[6]})),
    )


def _rows(consultation: Consultation) -> QuerySet:
    """Return the three tables of the checklist as one list of rows."""
    mine = {"consultation": consultation, "voice__kind": Participant.Kind.SERVICE_USER}
    by = ("entered_by__name", "copied_from_paper_by__name")
    words = ("own_words", *by)
    avoided = Avoidance.objects.filter(**mine).order_by()
    helpful = HelpfulEffect.objects.filter(**mine).order_by()
    marks = Mark.objects.filter(**mine).order_by()
    key = Cast("pk", IntegerField())
    return avoided.values_list(_kind("avoid"), "effect__code", "priority", "why", *words).union(
        helpful.values_list(_kind("help"), "effect__code", key, NOTHING, *words),
        marks.values_list(_kind("mark"), "effect__code", key, "kind", NOTHING, *by),
        all=True,
    )


def _kind(word: str) -> Value:
    """Return a column that says which table a row is from."""
    return Value(word, output_field=CharField())
