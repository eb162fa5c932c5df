"""How the rows of a press are written: one statement each, and no more asked than is needed.

Django reads every new key back, and looks before it deletes for rows that would go with a row; the
rows here have none. Their fields are prepared by Django as ever.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models


def add(rows: Sequence[models.Model]) -> None:
    """Insert rows of one kind, whose keys nobody asks for; a moment that one has stays its own."""
    if not rows:
        return
    fields, head, places = _insert(type(rows[0]))
    values = [_value(row, each) for row in rows for each in fields]
    with connection.cursor() as cursor:
        cursor.execute(" ".join([head, ", ".join([places] * len(rows))]), values)


def remove(model: type[models.Model], voice: int, effects: Sequence[int]) -> None:
    """Delete the lines that a voice has on some effects."""
    if not effects:
        return
    places = ", ".join(["%s"] * len(effects))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = ["DELETE FROM", table, "WHERE voice_id = %s AND effect_id IN (", places, ")"]
    with connection.cursor() as cursor:
        cursor.execute(" ".join(statement), [voice, *effects])


@cache
def _insert(model: type[models.Model]) -> tuple[list[models.Field], str, str]:
    """Return the fields of a row but its key, how an insert begins, and the places of one row."""
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(each.column)) for each in fields)
    head = ["INSERT INTO", quoted(model._meta.db_table), "(", columns, ") VALUES"]
    return fields, " ".join(head), f"({', '.join(['%s'] * len(fields))})"


def _value(row: models.Model, field: models.Field) -> Any:
    """Return what is written: what the row has, else what the field puts there itself."""
    its = getattr(row, field.attname)
    return field.get_db_prep_save(field.pre_save(row, True) if its is None else its, connection)
