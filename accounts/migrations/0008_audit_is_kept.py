from django.db import migrations

TABLES = ("accounts_auditentry", "accounts_auditseal", "accounts_sealedhead")

REFUSE = """
CREATE FUNCTION accounts_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit is kept as it was written: no % of %.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$
"""
ON_POSTGRESQL = """
CREATE TRIGGER is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
   FOR EACH STATEMENT EXECUTE FUNCTION accounts_is_kept()
"""
ON_SQLITE = """
CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, 'The audit is kept as it was written.'); END
"""


def guard(apps, schema_editor):
    """Let the database refuse to change what is kept, whoever asks."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE, params=None)
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(ON_POSTGRESQL.format(table=table))
        else:
            for what in ("UPDATE", "DELETE"):
                schema_editor.execute(ON_SQLITE.format(table=table, what=what))


def unguard(apps, schema_editor):
    """Take it back, so that earlier migrations can be undone."""
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER is_kept ON {table}")
        else:
            for what in ("UPDATE", "DELETE"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{what}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION accounts_is_kept()")


class Migration(migrations.Migration):
    """The triggers of three tables.

    SQLite makes a table anew when a column of it is changed, and forgets its triggers: a later
    migration of that kind has to run `guard` again. A test tells.
    """

    dependencies = [
        ("accounts", "0007_audit_seals"),
    ]

    operations = [
        migrations.RunPython(guard, unguard),
    ]
