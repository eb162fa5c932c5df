"""What the person has chosen on the checklist, read in one question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection

from consultations.checklist import Checklist
from consultations.models import Consultation, Participant

# Written out, because a press waits for it: to put this union together takes Django ten times as
# long as it takes the database to answer it.
ROWS = """
SELECT 'avoid', line.code, said.priority, said.why, said.own_words,
       typed.id, typed.name, copied.id, copied.name, said.entered_at
  FROM consultations_avoidance said
  JOIN consultations_participant voice ON voice.id = said.voice_id AND voice.kind = 'service_user'
  JOIN medications_effect line ON line.id = said.effect_id
  JOIN consultations_participant typed ON typed.id = said.entered_by_id
  LEFT JOIN accounts_account copied ON copied.id = said.copied_from_paper_by_id
 WHERE said.consultation_id = %s
UNION ALL
SELECT 'help', line.code, said.id, '', said.own_words,
       typed.id, typed.name, copied.id, copied.name, said.entered_at
  FROM consultations_helpfuleffect said
  JOIN consultations_participant voice ON voice.id = said.voice_id AND voice.kind = 'service_user'
  JOIN medications_effect line ON line.id = said.effect_id
  JOIN consultations_participant typed ON typed.id = said.entered_by_id
  LEFT JOIN accounts_account copied ON copied.id = said.copied_from_paper_by_id
 WHERE said.consultation_id = %s
UNION ALL
SELECT 'mark', line.code, said.id, said.kind, '',
       typed.id, typed.name, copied.id, copied.name, said.entered_at
  FROM consultations_mark said
  JOIN consultations_participant voice ON voice.id = said.voice_id AND voice.kind = 'service_user'
  JOIN medications_effect line ON line.id = said.effect_id
  JOIN consultations_participant typed ON typed.id = said.entered_by_id
  LEFT JOIN accounts_account copied ON copied.id = said.copied_from_paper_by_id
 WHERE said.consultation_id = %s
"""
"""Table, line, place or key, why or kind of mark, own words; who typed and who copied it, when."""


class EnteredBy(NamedTuple):
    """Who typed a line (a participant), and who copied it from paper (an account), if anybody.

    `at` is when it was entered; None for what is being entered now.
    """

    key: int
    name: str
    copier: int | None = None
    copier_name: str = ""
    at: datetime | None = None


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
        {row[:2]: EnteredBy(row[5], row[6], row[7], row[8] or "", _moment(row[9])) for row in rows},
    )


def _moment(stored: datetime) -> datetime:
    """Return a moment as the models have it: SQLite keeps the hour of UTC without saying so."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)


def _rows(consultation: Consultation) -> list[tuple]:
    """Return the three tables of the checklist as one list of rows."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [consultation.pk] * 3)
        return cursor.fetchall()
