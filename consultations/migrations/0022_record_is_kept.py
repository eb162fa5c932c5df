from django.db import migrations

CONVERSATION = """(SELECT 'consultation:' || {code} FROM consultations_consultation talk
                     WHERE talk.id = OLD.consultation_id)"""
PERSON = "'service_user:' || OLD.service_user_id"
OPENING = """(SELECT 'service_user:' || its.service_user_id
                FROM consultations_emergencyopening its WHERE its.id = OLD.opening_id)"""

RECORDS = {
    "consultations_change": CONVERSATION,
    "consultations_decision": CONVERSATION,
    "consultations_addendum": CONVERSATION,
    "consultations_consentevent": CONVERSATION,
    "consultations_recordmove": PERSON,
    "consultations_emergencyseen": OPENING,
    "consultations_emergencyopening": PERSON,
}
"""Which record of the audit a row of each table belongs to, in SQL; last whatever others name."""

TABLES = tuple(RECORDS)
CODE = {
    "postgresql": "talk.code",
    # Kept without dashes there.
    "sqlite": "substr(talk.code, 1, 8) || '-' || substr(talk.code, 9, 4) || '-'"
    " || substr(talk.code, 13, 4) || '-' || substr(talk.code, 17, 4) || '-'"
    " || substr(talk.code, 21)",
}

# The path is said: a table of the same name that somebody makes for their own session counts not.
ON_POSTGRESQL = (
    """CREATE FUNCTION {table}_is_kept() RETURNS trigger LANGUAGE plpgsql
          SET search_path = public, pg_temp AS $$
       BEGIN
           IF TG_OP = 'DELETE' THEN
               IF EXISTS (SELECT FROM accounts_tombstone stone WHERE stone.record = {record}) THEN
                   RETURN OLD;
               END IF;
           END IF;
           RAISE EXCEPTION 'The record is kept as it was written: no % of %.', TG_OP, TG_TABLE_NAME
               USING ERRCODE = 'insufficient_privilege';
       END
       $$""",
    """CREATE TRIGGER is_kept BEFORE UPDATE OR TRUNCATE ON {table}
          FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_kept()""",
    """CREATE TRIGGER is_kept_unless_removed BEFORE DELETE ON {table}
          FOR EACH ROW EXECUTE FUNCTION {table}_is_kept()""",
)
OFF_POSTGRESQL = (
    "DROP TRIGGER IF EXISTS is_kept ON {table}",
    "DROP TRIGGER IF EXISTS is_kept_unless_removed ON {table}",
    "DROP FUNCTION IF EXISTS {table}_is_kept()",
)
ON_SQLITE = (
    """CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table}
       BEGIN SELECT RAISE(ABORT, 'The record is kept as it was written.'); END""",
    """CREATE TRIGGER {table}_no_DELETE BEFORE DELETE ON {table}
         WHEN NOT EXISTS (SELECT 1 FROM accounts_tombstone stone WHERE stone.record = {record})
       BEGIN SELECT RAISE(ABORT, 'The record is kept as it was written.'); END""",
)
OFF_SQLITE = (
    "DROP TRIGGER IF EXISTS {table}_no_UPDATE",
    "DROP TRIGGER IF EXISTS {table}_no_DELETE",
)


def on(table, vendor):
    """Return the statements that keep the rows of a table as they were written."""
    record = RECORDS[table].format(code=CODE[vendor])
    its = ON_POSTGRESQL if vendor == "postgresql" else ON_SQLITE
    return [each.format(table=table, record=record) for each in its]


def off(table, vendor):
    """Return the statements that take that back."""
    its = OFF_POSTGRESQL if vendor == "postgresql" else OFF_SQLITE
    return [each.format(table=table) for each in its]


def guard(apps, schema_editor):
    """Let rows go where a tombstone stands for their record, and nothing else."""
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        for statement in (*off(table, vendor), *on(table, vendor)):
            schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    """Take it back, so that earlier migrations can be undone."""
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        for statement in off(table, vendor):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """What is written once (`KeptRow`) is kept by the database too.

    No column of these tables is ever changed, so every UPDATE is refused. A row goes with its whole
    record, after a tombstone was left for it (accounts/services/retention.py).

    SQLite makes a table anew when a column of it is changed, forgets its triggers, and stumbles over
    those of other tables that read it: a later migration that changes one of these tables, the
    conversations or the tombstones runs `unguard` before that and `guard` after it. A test tells.
    """

    dependencies = [
        ("accounts", "0012_sessions"),
        ("consultations", "0021_carers_take_home"),
    ]

    operations = [
        migrations.RunPython(guard, unguard),
    ]
