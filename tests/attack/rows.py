"""Everything that is kept, as one digest for each table."""

import hashlib
from collections.abc import Collection

from django.apps import apps
from django.db import connection, models

State = dict[str, str]


def state(without: Collection[str] = (), only: Collection[str] | None = None) -> State:
    """Return how many rows each table has, and a digest of them.

    `without` are tables or columns ("table.column"); `only` these tables, unless it is None.
    """
    found = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table not in without and (only is None or table in only):
            found[table] = _digest(model, without)
    return found


def _digest(model: type[models.Model], without: Collection[str]) -> str:
    """Return the digest of a table, as the database has it, in the order of its keys."""
    table, key = model._meta.db_table, model._meta.pk
    columns = [each.column for each in model._meta.concrete_fields]
    quote = connection.ops.quote_name
    wanted = ", ".join(quote(each) for each in columns if f"{table}.{each}" not in without)
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        order = quote(key.column) if key else "1"
        cursor.execute(f"SELECT {wanted} FROM {quote(table)} ORDER BY {order}")
        every = cursor.fetchall()
    for row in every:
        found.update(repr(row).encode())
    return f"{len(every)} {found.hexdigest()}"


def changed(before: State, after: State) -> list[str]:
    """Return the tables that differ, of those that were looked at again."""
    return sorted(name for name in after if before.get(name) != after[name])


def counted(its: State, tables: Collection[str]) -> dict[str, str]:
    """Return how many rows some tables have."""
    return {name: its[name].split()[0] for name in tables}
