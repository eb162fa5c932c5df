"""What the person has chosen on the checklist, read in one question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import CharField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from consultations.checklist import Checklist
from consultations.models import Avoidance, Consultation, HelpfulEffect, Mark, Participant

NOTHING = Value("", output_field=CharField())


class EnteredBy(NamedTuple):
    """Who typed a line (a participant), and who copied it from paper (an account), if anybody."""

    key: int
    name: str
    copier: int | None = None
    copier_name: str = ""


@dataclass(frozen=True)
class SaidChecklist:
    """The person's checklist as it is kept.

    entered   who entered each line, by table ("avoid", "help", "mark") and effect code
    """

    checklist: Checklist
    entered: Mapping[tuple[str, str], EnteredBy]

    @property
    def typed_by(self) -> tuple[str, ...]:
        """Names of those who typed lines for the person."""
        return tuple(sorted({by.name for by in self.entered.values()}))

    @property
    def copied_by(self) -> tuple[str, ...]:
        """Names of those who copied lines from a paper sheet."""
        return tuple(sorted({by.copier_name for by in self.entered.values() if by.copier}))


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
        {row[:2]: EnteredBy(row[5], row[6], row[7], row[8] or "") for row in rows},
    )


def _rows(consultation: Consultation) -> QuerySet:
    """Return the three tables of the checklist as one list of rows."""
    mine = {"consultation": consultation, "voice__kind": Participant.Kind.SERVICE_USER}
    copied = ("copied_from_paper_by", "copied_from_paper_by__name")
    by = ("entered_by", "entered_by__name", *copied)
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
