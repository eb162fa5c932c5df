"""Medicines that the person takes now or took before, read in one question; pregnancy."""

from dataclasses import dataclass

from django.db import connection

from consultations.models import Consultation, Pregnancy

NOW, BEFORE = "now", "before"

# Written out for the same reason as the checklist's rows.
ROWS = """
SELECT 'now', said.id, COALESCE(its.code, ''), COALESCE(its.name, said.name),
       said.preparation, said.dose, '', '', '', typed.name
  FROM consultations_currentmedicine said
  LEFT JOIN medications_medication its ON its.id = said.medication_id
  JOIN consultations_participant typed ON typed.id = said.entered_by_id
 WHERE said.consultation_id = %s
UNION ALL
SELECT 'before', said.id, COALESCE(its.code, ''), COALESCE(its.name, said.name),
       said.preparation, said.dose, said.taken_when, said.good, said.bad, typed.name
  FROM consultations_experience said
  LEFT JOIN medications_medication its ON its.id = said.medication_id
  JOIN consultations_participant typed ON typed.id = said.entered_by_id
 WHERE said.consultation_id = %s
"""
"""The columns of SaidMedicine, in their order."""


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
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [consultation.pk] * 2)
        rows = [SaidMedicine(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda each: (each.kind != NOW, each.key))


def answered(consultation: Consultation) -> dict[str, str]:
    """Return the answer to each question on pregnancy; without a row it was not asked."""
    rows = Pregnancy.objects.filter(consultation=consultation).values_list("question", "answer")
    return dict.fromkeys(Pregnancy.Question.values, Pregnancy.Answer.NOT_ASKED.value) | dict(rows)
