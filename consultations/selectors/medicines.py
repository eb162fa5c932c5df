"""Medicines that the person takes now or took before, read in one question; pregnancy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from consultations.models import Consultation, CurrentMedicine, Experience, Pregnancy
from consultations.stages import FINISHED

NOW, BEFORE = "now", "before"

# Written out for the same reason as the checklist's rows; joined once for both tables.
ROWS = """
SELECT said.kind, said.id, COALESCE(its.code, ''), COALESCE(its.name, said.name),
       said.preparation, said.dose, said.taken_when, said.good, said.bad, typed.name,
       said.is_private
  FROM (SELECT 'now' AS kind, id, name, preparation, dose, '' AS taken_when, '' AS good, '' AS bad,
               medication_id, entered_by_id, is_private
          FROM consultations_currentmedicine WHERE consultation_id = %s
         UNION ALL
        SELECT 'before', id, name, preparation, dose, taken_when, good, bad,
               medication_id, entered_by_id, is_private
          FROM consultations_experience WHERE consultation_id = %s) said
  LEFT JOIN medications_medication its ON its.id = said.medication_id
  JOIN consultations_participant typed ON typed.id = said.entered_by_id
"""
"""The columns of SaidMedicine, in their order."""


@dataclass(frozen=True)
class SaidMedicine:
    """A medicine taken "now" or "before"; `code` is '' for one that the library does not have.

    is_private  no carer sees it, whatever is agreed
    """

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
    is_private: bool = False

    @property
    def which(self) -> str:
        """Tell which medicine it is, however its name was typed."""
        return self.code or self.name.casefold()


@dataclass(frozen=True)
class EarlierMedicine:
    """A medicine as it was last said in an earlier conversation, and when that was."""

    said: SaidMedicine
    at: datetime


def said_medicines(consultation: Consultation) -> list[SaidMedicine]:
    """Return what is taken now, then what was taken before, each as it was said."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [consultation.pk] * 2)
        rows = [SaidMedicine(*_columns(row)) for row in cursor.fetchall()]
    return sorted(rows, key=lambda each: (each.kind != NOW, each.key))


def _columns(row: Sequence[Any]) -> list[Any]:
    """Return a row as it is read elsewhere: for SQLite true and false are figures."""
    return [*row[:-1], bool(row[-1])]


def earlier_medicines(
    consultation: Consultation, said: Iterable[SaidMedicine]
) -> list[EarlierMedicine]:
    """Return what earlier conversations know of medicines, and this one does not say, newest first.

    Those of the person in this clinic, and the one that it looks at again. Of each medicine what
    was said last: as taken then, and as taken before. Nothing is added to what has ended.
    """
    if consultation.stage in FINISHED:
        return []
    here = {(each.kind, each.which) for each in said}
    earlier = Consultation.objects.filter(
        Q(clinic=consultation.clinic_id) | Q(pk=consultation.follows_id),
        service_user=consultation.service_user_id,
        starts_at__lt=consultation.starts_at,
    ).exclude(pk=consultation.pk)
    found: dict[tuple[str, str], list[EarlierMedicine]] = {}
    for each in sorted(_said_in(earlier), key=lambda its: its.at, reverse=True):
        kind, which = each.said.kind, each.said.which
        last = found.setdefault((kind, which), [each])
        if each.at == last[0].at and each not in last:
            last.append(each)
    return [
        each
        for (kind, which), rows in found.items()
        if (BEFORE, which) not in here and (kind == BEFORE or (NOW, which) not in here)
        for each in rows
    ]


def _said_in(conversations: QuerySet[Consultation]) -> Iterator[EarlierMedicine]:
    """Return every medicine that was said in these conversations."""
    of_the_past = ("taken_when", "good", "bad")
    for kind, model in ((NOW, CurrentMedicine), (BEFORE, Experience)):
        rows = model.objects.filter(consultation__in=conversations).order_by("pk")
        for row in rows.select_related("medication", "entered_by", "consultation"):
            its = row.medication
            code, name = (its.code, its.name) if its else ("", row.name)
            past = [getattr(row, column, "") for column in of_the_past]
            rest: list[Any] = [row.preparation, row.dose, *past]
            rest += [row.entered_by.name, row.is_private]
            said = SaidMedicine(kind, row.pk, code, name, *rest)
            yield EarlierMedicine(said, row.consultation.starts_at)


def answered(consultation: Consultation) -> dict[str, str]:
    """Return the answer to each question on pregnancy; without a row it was not asked."""
    rows = Pregnancy.objects.filter(consultation=consultation).values_list("question", "answer")
    return dict.fromkeys(Pregnancy.Question.values, Pregnancy.Answer.NOT_ASKED.value) | dict(rows)
