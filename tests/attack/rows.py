"""Everything that is kept, as one digest for each table."""

import hashlib
from collections.abc import Collection

from django.apps import apps
from django.db import connection, models

State = dict[str, str]


def state(without: Collection[str] = ()) -> State:
    """Return a digest of each table; `without` are tables or columns ("table.column")."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table not in without and model._meta.managed:
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
        for row in cursor.fetchall():
            found.update(repr(row).encode())
    return found.hexdigest()


def changed(before: State, after: State) -> list[str]:
    """Return the tables that differ."""
    return sorted(name for name in before | after if before.get(name) != after.get(name))
