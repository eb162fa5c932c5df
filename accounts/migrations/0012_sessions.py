import django.utils.timezone
from django.db import migrations, models


def end_all_sessions(apps, schema_editor):
    """Let everybody sign in anew, once: what Django kept in its own table opens nothing now."""
    apps.get_model("sessions", "Session").objects.all().delete()
    apps.get_model("accounts", "SignIn").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0011_retention"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_key", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key")),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.RunPython(end_all_sessions, migrations.RunPython.noop),
    ]
