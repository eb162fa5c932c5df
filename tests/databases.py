"""A test database that several threads may use at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def database_in(file: Path) -> Iterator[None]:
    """Move SQLite's test database into a file while several threads use it.

    One connection to a database in memory, shared by threads, mixes up their transactions.
    """
    connection.ensure_connection()
    name, in_memory = connection.settings_dict["NAME"], connection.connection
    assert "memory" in name, "not a test database"
    connection.settings_dict["NAME"], connection.connection = str(file), None
    connection.ensure_connection()
    in_memory.backup(connection.connection)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = name, in_memory


def count_rows() -> None:
    """Let PostgreSQL count what was loaded within a transaction, as it does by itself after one.

    Without it, it takes every table for empty and joins the library row by row. Only our own
    tables are named: those that all databases share would stay locked for the other worker.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.introspection.table_names())
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")
