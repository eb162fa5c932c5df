from django.db import migrations

FUNCTION = "accounts_is_kept_unless_removed()"


def say_the_path(apps, schema_editor):
    """Read the table of tombstones, and no table of that name that somebody makes for a session."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER FUNCTION {FUNCTION} SET search_path = public, pg_temp")


def forget_the_path(apps, schema_editor):
    """Take it back."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER FUNCTION {FUNCTION} RESET search_path")


class Migration(migrations.Migration):
    """PostgreSQL looks among the tables of a session first, unless it is told where to look."""

    dependencies = [
        ("accounts", "0013_keys_of_apps"),
    ]

    operations = [
        migrations.RunPython(say_the_path, forget_the_path),
    ]
