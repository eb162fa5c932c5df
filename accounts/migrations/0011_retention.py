from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

before = import_module("accounts.migrations.0008_audit_is_kept")
TABLES = (*before.TABLES, "accounts_tombstone")

UNLESS_REMOVED = """
CREATE FUNCTION accounts_is_kept_unless_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM accounts_tombstone its
                WHERE its.record = OLD.record AND its.sequence >= OLD.sequence) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The audit is kept as it was written: no % of %.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$
"""
ON_POSTGRESQL = (
    UNLESS_REMOVED,
    "DROP TRIGGER is_kept ON accounts_auditentry",
    """CREATE TRIGGER is_kept BEFORE UPDATE OR TRUNCATE ON accounts_auditentry
          FOR EACH STATEMENT EXECUTE FUNCTION accounts_is_kept()""",
    """CREATE TRIGGER is_kept_unless_removed BEFORE DELETE ON accounts_auditentry
          FOR EACH ROW EXECUTE FUNCTION accounts_is_kept_unless_removed()""",
    before.ON_POSTGRESQL.format(table="accounts_tombstone"),
)
BACK_ON_POSTGRESQL = (
    "DROP TRIGGER is_kept_unless_removed ON accounts_auditentry",
    "DROP FUNCTION accounts_is_kept_unless_removed()",
    "DROP TRIGGER is_kept ON accounts_auditentry",
    before.ON_POSTGRESQL.format(table="accounts_auditentry"),
)
ENTRIES_ON_SQLITE = """
CREATE TRIGGER accounts_auditentry_no_DELETE BEFORE DELETE ON accounts_auditentry
  WHEN NOT EXISTS (SELECT 1 FROM accounts_tombstone its
                    WHERE its.record = OLD.record AND its.sequence >= OLD.sequence)
BEGIN SELECT RAISE(ABORT, 'The audit is kept as it was written.'); END
"""


def on_sqlite(table, what):
    """Return what keeps a table as it was written."""
    if (table, what) == ("accounts_auditentry", "DELETE"):
        return ENTRIES_ON_SQLITE
    return before.ON_SQLITE.format(table=table, what=what)


def guard(apps, schema_editor):
    """Let entries go where a tombstone stands for their record, and nothing else."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in ON_POSTGRESQL:
            schema_editor.execute(statement, params=None)
        return
    schema_editor.execute("DROP TRIGGER accounts_auditentry_no_DELETE")
    schema_editor.execute(ENTRIES_ON_SQLITE)
    for what in ("UPDATE", "DELETE"):
        schema_editor.execute(on_sqlite("accounts_tombstone", what))


def unguard(apps, schema_editor):
    """Take it back, so that earlier migrations can be undone."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in BACK_ON_POSTGRESQL:
            schema_editor.execute(statement, params=None)
        return
    schema_editor.execute("DROP TRIGGER accounts_auditentry_no_DELETE")
    schema_editor.execute(before.ON_SQLITE.format(table="accounts_auditentry", what="DELETE"))


class Migration(migrations.Migration):
    """How long records are kept, what is left of them, and the one way in which entries go.

    SQLite reads the triggers of all tables when one is made anew: a later migration that does that
    to the tombstones takes the trigger of the entries away first, and runs `guard` again.
    """

    dependencies = [
        ('accounts', '0010_sign_ins'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('contact', 'so many years after the last contact'), ('death', 'so many years after death'), ('draft', 'planned and never begun')], max_length=7)),
                ('record', models.CharField(max_length=120, unique=True)),
                ('sequence', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('rows', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='days_for_drafts',
            field=models.PositiveSmallIntegerField(db_default=90, default=90),
        ),
        migrations.AddField(
            model_name='organisation',
            name='years_after_contact',
            field=models.PositiveSmallIntegerField(db_default=20, default=20),
        ),
        migrations.AddField(
            model_name='organisation',
            name='years_after_death',
            field=models.PositiveSmallIntegerField(db_default=10, default=10),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('days_for_drafts__range', (14, 365)), ('years_after_contact__range', (8, 50)), ('years_after_death__range', (8, 50))), name='organisation_keeps_within_bounds'),
        ),
        migrations.AddField(
            model_name='tombstone',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.RunPython(guard, unguard),
    ]
