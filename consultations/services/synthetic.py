"""Writes made-up conversations, in one transaction, past the one door: there is nobody to ask.

Only for measuring. Keys are taken from the largest one on, so nobody else may write meanwhile.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from accounts.models import Clinic, Membership, Role
from accounts.services import record_audit
from consultations.models import Consultation, ServiceUser
from consultations.synthetic import (
    COLUMNS,
    Counts,
    Keys,
    Named,
    Place,
    Rows,
    conversation,
    draw,
    people,
)
from medications.selectors import cards, current_release, gated_cards, rated_effects

CHUNK = 5_000
"""Conversations, or people, written together: what is held in memory at once."""

REFERENCES = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint
    WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)
    ORDER BY conname
"""
NULL = r"\N"
ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


@dataclass(frozen=True)
class Asked:
    """How many conversations, with how many people, in which clinics, by which seed."""

    clinics: list[Clinic]
    conversations: int
    people: int
    seed: int
    now: datetime.datetime

    @property
    def counts(self) -> Counts:
        """How many, without where and when."""
        return Counts(self.conversations, self.people)


class NobodyToHoldThem(ValueError):
    """No clinician works in the clinics that are asked for."""


@transaction.atomic
def make_conversations(asked: Asked, tell: Callable[[int], object] = int) -> None:
    """Make people and conversations with them, or nothing; tell how many there are so far.

    Raises NobodyToHoldThem before anything is written.
    """
    place, keys = _place(asked), _next_keys()
    last: dict[int, int] = {}
    with _references_checked_at_once():
        for numbers in _chunks(asked.people):
            _write(people(place, numbers, keys[ServiceUser]))
        for numbers in _chunks(asked.conversations):
            seed = (asked.seed, keys[Consultation])
            drawn = draw(place, numbers, asked.counts, seed)
            _write(_together(conversation(place, each, keys, last) for each in drawn))
            tell(numbers.stop)
    _finish(asked)


def _place(asked: Asked) -> Place:
    """Return who holds the conversations, and what they can be about."""
    organisation = asked.clinics[0].organisation
    here = Membership.objects.filter(organisation=organisation, role=Role.CLINICIAN)
    clinicians = [
        (clinic.pk, Named(account, name))
        for clinic in asked.clinics
        for account, name in here.filter(models.Q(clinic=clinic) | models.Q(clinic=None))
        .order_by("account")
        .values_list("account", "account__name")
    ]
    if not clinicians:
        raise NobodyToHoldThem("No clinician works there: add one with `manage.py add_account`.")
    release = current_release(organisation)
    gated = {card.pk for card in gated_cards(release)}
    medicines = [card.medication for card in cards(release) if card.pk not in gated]
    return Place(
        organisation.pk,
        release.pk,
        tuple(clinicians),
        tuple(Named(line.pk, line.label, line.code) for line in rated_effects(release)),
        tuple(Named(medicine.pk, medicine.name, medicine.code) for medicine in medicines),
        asked.now,
    )


def _chunks(count: int) -> Iterator[range]:
    """Cut 0 … count into ranges."""
    return (range(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK))


def _next_keys() -> Keys:
    """Return the next free key of each table."""
    return {
        model: (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
        for model in COLUMNS
    }


def _together(each: Iterable[Rows]) -> Rows:
    """Gather the rows of many conversations by table."""
    gathered: Rows = {model: [] for model in COLUMNS}
    for rows in each:
        for model, added in rows.items():
            gathered[model] += added
    return gathered


@contextmanager
def _references_checked_at_once() -> Iterator[None]:
    """Let PostgreSQL check who refers to whom once for all rows, which is far quicker.

    Within the one transaction: nobody else ever sees a table without its constraints.
    """
    found: list[tuple[str, str, str]] = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()
            tables = [model._meta.db_table for model in COLUMNS]
            cursor.execute(REFERENCES, [tables])
            found = cursor.fetchall()
        for table, name, _definition in found:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        for table, name, definition in found:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def _write(rows: Rows) -> None:
    """Write the rows of every table."""
    write = _copy if connection.vendor == "postgresql" else _insert
    for model, values in rows.items():
        if values:
            write(model._meta.db_table, COLUMNS[model].split(), values)


def _copy(table: str, columns: list[str], values: list[tuple]) -> None:
    """Write rows as PostgreSQL takes them quickest."""
    text = "".join("\t".join(map(_text, row)) + "\n" for row in values)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", StringIO(text))


def _text(value: Any) -> str:
    """Return a value as COPY reads it."""
    if isinstance(value, str):
        return value.translate(ESCAPED) if value else value
    return NULL if value is None else str(value)


def _insert(table: str, columns: list[str], values: list[tuple]) -> None:
    """Write rows as every database takes them."""
    marks = ", ".join(["%s"] * len(columns))
    words = ["INSERT INTO", table, f"({', '.join(columns)})", "VALUES", f"({marks})"]
    with connection.cursor() as cursor:
        cursor.executemany(" ".join(words), [[_plain(value) for value in row] for row in values])


def _plain(value: Any) -> Any:
    """Return a value as the database keeps it."""
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _finish(asked: Asked) -> None:
    """Let keys go on after these, the database look anew what is where, and leave word."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(COLUMNS)):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    record_audit(
        action="make_conversations",
        record=f"organisation:{asked.clinics[0].organisation_id}",
        organisation=asked.clinics[0].organisation,
        detail={"conversations": asked.conversations, "people": asked.people, "seed": asked.seed},
    )
