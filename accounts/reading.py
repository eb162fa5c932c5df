"""Rows of a question that is written out, as models.

Django's `raw` does the same, but prepares itself anew for each question, which takes longer than
the question; here that is kept for each process.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models
from django.db.models.expressions import Expression

Row = TypeVar("Row", bound=models.Model)


class _Shape(NamedTuple):
    """What a question answers, column by column.

    fields     the places of the model's own columns, in the order of its fields
    converted  fields whose value Django reads in a way of its own, by their number
    beside     name and place of every other column
    """

    fields: tuple[int, ...]
    converted: tuple[tuple[int, Expression, Sequence[Callable]], ...]
    beside: tuple[tuple[str, int], ...]


def read(model: type[Row], statement: str, values: Sequence[Any]) -> list[Row]:
    """Ask, and return each row as a model; columns that are none of its own stand beside it.

    All columns of the model must be among those asked for, under their own names.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        shape = _shape(model, tuple(column[0] for column in cursor.description))
        rows = cursor.fetchall()
    return [_made(model, shape, row) for row in rows]


@cache
def _shape(model: type[models.Model], columns: tuple[str, ...]) -> _Shape:
    """Work out once how the answer to a question becomes rows of a model."""
    fields = model._meta.concrete_fields
    own = [str(each.column) for each in fields]
    converted = []
    for number, field in enumerate(fields):
        its = field.get_col(model._meta.db_table)
        found = connection.ops.get_db_converters(its) + its.get_db_converters(connection)
        if found:
            converted.append((number, its, found))
    return _Shape(
        tuple(columns.index(name) for name in own),
        tuple(converted),
        tuple((name, place) for place, name in enumerate(columns) if name not in own),
    )


def _made(model: type[Row], shape: _Shape, row: Sequence[Any]) -> Row:
    """Return one row as a model."""
    values = [row[place] for place in shape.fields]
    for number, expression, converters in shape.converted:
        for convert in converters:
            values[number] = convert(values[number], expression, connection)
    names = [each.attname for each in model._meta.concrete_fields]
    made = model.from_db(connection.alias, names, values)
    for name, place in shape.beside:
        setattr(made, name, row[place])
    return made
