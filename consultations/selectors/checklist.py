"""What the person has chosen on the checklist, read in one question or two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection

from accounts.models import Account
from consultations.checklist import Checklist
from consultations.models import Change, Consultation, Participant
from consultations.selectors.participants import everybody
from medications.selectors import effect_keys

RECORD, UNDO = CHANGES = ("record_checklist", "undo_checklist")
"""The verbs of what changes the checklist, as changes keep them."""

# Written out, because a press waits for it: to put this union together takes Django ten times as
# long as it takes the database to answer it. One table each and no join: to plan joins takes the
# database longer than to read these rows; who took part is at hand, and lines are known by key.
ROWS = """
SELECT 'avoid', effect_id, priority, why, own_words,
       entered_by_id, copied_from_paper_by_id, entered_at, voice_id
  FROM consultations_avoidance WHERE consultation_id = %s
UNION ALL
SELECT 'help', effect_id, id, '', own_words,
       entered_by_id, copied_from_paper_by_id, entered_at, voice_id
  FROM consultations_helpfuleffect WHERE consultation_id = %s
UNION ALL
SELECT 'mark', effect_id, id, kind, '',
       entered_by_id, copied_from_paper_by_id, entered_at, voice_id
  FROM consultations_mark WHERE consultation_id = %s
"""
"""The columns of _Row, whose line is a key still, and the voice."""


class _Row(NamedTuple):
    """A line as it is kept: its table and code, its place or key, why or the kind of mark."""

    table: str
    code: str
    place: int
    words: str
    own_words: str
    typed: int
    copied: int | None
    at: datetime


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
    person    what the person is called
    voice     which participant the person is; 0 when nobody is known
    """

    checklist: Checklist
    entered: Mapping[tuple[str, str], EnteredBy]
    person: str = ""
    voice: int = 0

    @property
    def typed_by(self) -> tuple[str, ...]:
        """Names of those who typed lines for the person."""
        others = (by for by in self.entered.values() if by.key != self.voice)
        return tuple(sorted({by.name for by in others}))

    @property
    def is_partly_own(self) -> bool:
        """Tell whether the person entered some of the lines themselves."""
        return any(by.key == self.voice for by in self.entered.values())

    @property
    def copied_by(self) -> tuple[str, ...]:
        """Names of those who copied lines from a paper sheet."""
        return tuple(sorted({by.copier_name for by in self.entered.values() if by.copier}))


def said_checklist(
    consultation: Consultation, here: Sequence[Participant] | None = None
) -> SaidChecklist:
    """Return the person's checklist. `here` saves a question to whoever knows who takes part."""
    here = everybody(consultation) if here is None else here
    person = next((each for each in here if each.kind == Participant.Kind.SERVICE_USER), None)
    if person is None:
        return SaidChecklist(Checklist(), {})
    rows = sorted(_rows(consultation, person), key=lambda row: (row.table, row.place, row.code))
    avoided = [row for row in rows if row.table == "avoid"]
    chosen = Checklist(
        tuple(row.code for row in avoided),
        tuple(row.code for row in rows if row.table == "help"),
        {row.code: row.words for row in rows if row.table == "mark"},
        {row.code: row.words for row in avoided if row.words},
        next((row.own_words for row in rows if row.own_words), ""),
        person.order_is_kept,
    )
    return SaidChecklist(chosen, _entered(rows, here), vars(person)["preferred_name"], person.pk)


def checklist_at(consultation: Consultation, version: int) -> Checklist | None:
    """Return the checklist as it was at a version; None when nothing has changed it since.

    A change to version n + 1 is the n-th.
    """
    rows = Change.objects.filter(consultation=consultation, what__in=CHANGES)
    later = rows.filter(sequence__gte=version).order_by("sequence")
    kept = later.values_list("before", flat=True).first()
    return None if kept is None else Checklist.from_kept(kept)


def _entered(rows: Sequence[_Row], here: Sequence[Participant]) -> dict[tuple[str, str], EnteredBy]:
    """Return who entered each line."""
    names = {each.pk: each.name for each in here}
    copied = {row.copied for row in rows if row.copied}
    copiers = Account.objects.in_bulk(copied) if copied else {}
    return {
        (row.table, row.code): EnteredBy(
            row.typed,
            names[row.typed],
            row.copied,
            copiers[row.copied].name if row.copied else "",
            row.at,
        )
        for row in rows
    }


def _rows(consultation: Consultation, person: Participant) -> list[_Row]:
    """Return the person's rows of the three tables of the checklist as one list."""
    codes = {key: code for code, key in effect_keys().items()}
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [consultation.pk] * 3)
        return [
            _Row(table, codes[key], place, why, own_words, typed, copied, _moment(at))
            for table, key, place, why, own_words, typed, copied, at, voice in cursor.fetchall()
            if voice == person.pk
        ]


def _moment(stored: datetime) -> datetime:
    """Return a moment as the models have it: SQLite keeps the hour of UTC without saying so."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
