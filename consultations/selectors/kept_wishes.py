"""What people wished in all conversations kept of an organisation, in pieces, as numbers.

A million conversations have some five million rows. Each piece asks five questions, and each
answer comes as one text of whole numbers, which costs a fifth of as many rows; what is held in
memory does not grow with the history.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, F, IntegerField, QuerySet, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.db.models.sql.compiler import SQLCompiler
from numpy.typing import NDArray

from accounts.models import Organisation
from consultations.matching import SOMETHING_ELSE, WishTable
from consultations.matching.wishes import AVOIDANCES_AT_MOST
from consultations.models import Avoidance, Consultation, Decision, HelpfulEffect, Participant
from consultations.touching import Rows
from medications.selectors import effect_keys

Numbers = NDArray[np.int64]
NONE = -1
CAST: dict[str, Combinable] = {
    "order_is_kept": Cast("order_is_kept", IntegerField()),
    "medication_id": Coalesce("medication_id", 0),
}
"""Columns that are not whole numbers on every database, or may be null."""


@dataclass(frozen=True, eq=False)
class KeptWishes:
    """Some conversations, a row each: their keys, clinics, wishes, and the medicine decided on.

    table       wishes from which an order can be worked out; none where the order was not kept
    medicines   keys of medicines, 0 where none was decided on
    """

    keys: Numbers
    clinics: Numbers
    table: WishTable
    medicines: Numbers

    def part(self, rows: Rows) -> "KeptWishes":
        """Return the same of some rows."""
        table = WishTable(self.table.effects, self.table.avoid[rows], self.table.helpful[rows])
        return KeptWishes(self.keys[rows], self.clinics[rows], table, self.medicines[rows])

    @property
    def have_order(self) -> Rows:
        """Return which rows have a wish to order medicines by."""
        avoid, helpful = self.table.counts()
        return np.asarray((avoid + helpful) > 0)


class NumbersAsText(Aggregate):
    """The whole numbers of some columns, row after row, as one text; none may be null."""

    output_field = TextField()
    allow_distinct = False
    arg_joiner = " || ' ' || "

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **words: Any
    ) -> Any:
        """Return it as SQLite says it."""
        words["template"] = "GROUP_CONCAT(%(expressions)s, ' ')"
        return self.as_sql(compiler, connection, **words)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **words: Any
    ) -> Any:
        """Return it as PostgreSQL says it."""
        words["template"] = "STRING_AGG(%(expressions)s, ' ')"
        return self.as_sql(compiler, connection, **words)


def last_key(organisation: Organisation) -> int:
    """Return the key of the newest conversation kept; 0 when there is none."""
    return _keys(organisation).order_by("-pk").values_list("pk", flat=True).first() or 0


def first_key(organisation: Organisation) -> int:
    """Return the key of the oldest conversation kept; 0 when there is none."""
    return _keys(organisation).order_by("pk").values_list("pk", flat=True).first() or 0


def kept_wishes(
    organisation: Organisation, after: int, upto: int, effects: tuple[str, ...]
) -> KeptWishes:
    """Return the conversations whose keys are in a range, with the wishes of the person's voice.

    `effects` are those that cards rate; a wish for anything else takes no part, as line 37.
    """
    rows = Consultation.objects.filter(organisation=organisation, pk__gt=after, pk__lte=upto)
    here = {"organisation": organisation, "consultation__gt": after, "consultation__lte": upto}
    return _kept(_read(rows, here), effects)


def kept_wishes_of(keys: list[int], effects: tuple[str, ...]) -> KeptWishes:
    """Return some conversations by their keys, for whoever has found out which they may see."""
    rows = Consultation.objects.filter(pk__in=keys)
    return _kept(_read(rows, {"consultation__in": keys}), effects)


def _keys(organisation: Organisation) -> QuerySet[Consultation]:
    return Consultation.objects.filter(organisation=organisation)


def _read(rows: QuerySet[Consultation], here: dict[str, Any]) -> tuple[Numbers, ...]:
    """Ask the five questions: clinics, voices, avoidances, helpful effects, what was decided.

    Each reads one table along one index: joined, the database would read whole tables.
    """
    people = Participant.objects.filter(**here, kind=Participant.Kind.SERVICE_USER)
    return (
        _numbers(rows, "pk", "clinic_id"),
        _numbers(people, "consultation_id", "pk", "order_is_kept"),
        _numbers(
            Avoidance.objects.filter(**here), "consultation_id", "voice_id", "effect_id", "priority"
        ),
        _numbers(HelpfulEffect.objects.filter(**here), "consultation_id", "voice_id", "effect_id"),
        _numbers(Decision.objects.filter(**here), "consultation_id", "pk", "medication_id"),
    )


def _numbers(rows: QuerySet, *columns: str) -> Numbers:
    """Return some columns of rows, read as one text."""
    asked = [CAST.get(each, F(each)) for each in columns]
    text = rows.order_by().aggregate(text=NumbersAsText(*asked))["text"] or ""
    return np.fromstring(text, dtype=np.int64, sep=" ").reshape(-1, len(columns))


def _kept(read: tuple[Numbers, ...], effects: tuple[str, ...]) -> KeptWishes:
    """Put what was read into rows, one for each conversation, in the order of their keys."""
    clinics, people, avoid, helpful, decided = (rows[np.argsort(rows[:, 0])] for rows in read)
    keys = clinics[:, 0]
    people, decided = _numbered(people, keys), _numbered(decided, keys)
    voices, is_ordered, medicines = (np.zeros(len(keys), dtype=np.int64) for _ in range(3))
    voices[people[:, 0]], is_ordered[people[:, 0]] = people[:, 1], people[:, 2]
    decided = decided[np.argsort(decided[:, 1])]  # the newest of a conversation is set last
    medicines[decided[:, 0]] = decided[:, 2]
    avoid, helpful = (
        rows[voices[rows[:, 0]] == rows[:, 1]]
        for rows in (_numbered(avoid, keys), _numbered(helpful, keys))
    )
    has_order = (is_ordered > 0) | (np.bincount(avoid[:, 0], minlength=len(keys)) < 2)
    number = _effect_numbers(effects)
    avoid = avoid[np.argsort(avoid[:, 0] * (AVOIDANCES_AT_MOST + 1) + avoid[:, 3])]
    table = WishTable(
        effects,
        _columns(avoid, number, has_order, AVOIDANCES_AT_MOST),
        _columns(helpful, number, has_order, 0),
    )
    return KeptWishes(keys, clinics[:, 1], table, medicines)


def _numbered(rows: Numbers, keys: Numbers) -> Numbers:
    """Put a conversation's position in the place of its key; leave out what came meanwhile."""
    if not len(keys):
        return rows[:0]
    found = np.minimum(np.searchsorted(keys, rows[:, 0]), len(keys) - 1)
    is_here = keys[found] == rows[:, 0]
    numbered = rows[is_here]
    numbered[:, 0] = found[is_here]
    return numbered


def _effect_numbers(effects: tuple[str, ...]) -> Numbers:
    """Return the position of each effect by its key; -1 for those that take no part."""
    by_code = effect_keys()
    number = np.full(max(by_code.values(), default=0) + 1, NONE, dtype=np.int64)
    for position, code in enumerate(effects):
        if code != SOMETHING_ELSE:
            number[by_code[code]] = position
    return number


def _columns(said: Numbers, number: Numbers, has_order: Rows, width: int) -> NDArray[np.int16]:
    """Return a row of effects for each conversation, without gaps."""
    effects = number[said[:, 2]]
    takes_part = (effects >= 0) & has_order[said[:, 0]]
    rows, effects = said[takes_part, 0], effects[takes_part]
    counts = np.bincount(rows, minlength=len(has_order))
    starts = np.cumsum(counts) - counts
    table = np.full((len(has_order), max(width, counts.max(initial=0))), NONE, dtype=np.int16)
    table[rows, np.arange(len(rows)) - starts[rows]] = effects
    return table
