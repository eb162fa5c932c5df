"""Rows without the triggers that keep them: for tests that tamper, and that empty the database.

Only who owns the tables can do this; the service has no switch for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

audit = import_module("accounts.migrations.0011_retention")
record = import_module("consultations.migrations.0022_record_is_kept")
empty = BaseDatabaseOperations.execute_sql_flush


@contextmanager
def unguarded() -> Iterator[None]:
    """Let rows of the audit, and what is written once in a record, be changed meanwhile."""
    with connection.cursor() as cursor:
        for statement in _statements(is_on=False):
            cursor.execute(statement)
        try:
            yield
        finally:
            if connection.vendor != "postgresql" or not connection.needs_rollback:
                for statement in _statements(is_on=True):
                    cursor.execute(statement)


def _statements(is_on: bool) -> Iterator[str]:
    """Return what takes the triggers away, or what brings them back."""
    if connection.vendor == "postgresql":
        yield "SET CONSTRAINTS ALL IMMEDIATE"  # a table with checks outstanding cannot be altered
        for table in (*audit.TABLES, *record.TABLES):
            yield f"ALTER TABLE {table} {'ENABLE' if is_on else 'DISABLE'} TRIGGER USER"
        yield "SET CONSTRAINTS ALL DEFERRED"
        return
    for table in audit.TABLES:
        for what in ("UPDATE", "DELETE"):
            yield f"DROP TRIGGER IF EXISTS {table}_no_{what}"
            if is_on:
                yield audit.on_sqlite(table, what)
    for table in record.TABLES:
        yield from record.off(table, "sqlite")
        if is_on:
            yield from record.on(table, "sqlite")


def let_tests_empty_the_database() -> None:
    """Take the triggers away for as long as a test's rows are taken out of all tables."""

    def emptied(self: BaseDatabaseOperations, statements: list[str]) -> None:
        with unguarded():
            empty(self, statements)

    BaseDatabaseOperations.execute_sql_flush = emptied
