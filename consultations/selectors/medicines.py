"""Medicines that the person takes now or took before, read in one question; pregnancy."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce

from consultations.models import Consultation, CurrentMedicine, Experience, Pregnancy

EMPTY = Value("", output_field=CharField())
NOW, BEFORE = "now", "before"


@dataclass(frozen=True)
class SaidMedicine:
    """A medicine taken "now" or "before"; `code` is '' for one that the library does not have."""

    kind: str
    key: int
    code: str
    name: str
    preparation: str
    dose: str
    taken_when: str
    good: str
    bad: str
    entered_by: str


def said_medicines(consultation: Consultation) -> list[SaidMedicine]:
    """Return what is taken now, then what was taken before, each as it was said."""
    here = {"consultation": consultation}
    now = _named(CurrentMedicine.objects.filter(**here), NOW, EMPTY, EMPTY, EMPTY)
    before = _named(Experience.objects.filter(**here), BEFORE, "taken_when", "good", "bad")
    rows = [SaidMedicine(*row) for row in now.union(before, all=True)]
    return sorted(rows, key=lambda each: (each.kind != NOW, each.key))


def answered(consultation: Consultation) -> dict[str, str]:
    """Return the answer to each question on pregnancy; without a row it was not asked."""
    rows = Pregnancy.objects.filter(consultation=consultation).values_list("question", "answer")
    return dict.fromkeys(Pregnancy.Question.values, Pregnancy.Answer.NOT_ASKED.value) | dict(rows)


def _named(rows: QuerySet, kind: str, *words: Any) -> QuerySet:
    """Return the columns of a SaidMedicine."""
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()),
        "pk",
        Coalesce("medication__code", EMPTY, output_field=CharField()),
        Coalesce("medication__name", "name", output_field=CharField()),
        "preparation",
        "dose",
        *words,
        "entered_by__name",
    )
