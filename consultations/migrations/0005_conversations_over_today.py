"""What was decided or ended today is found along an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Another list of the clinician's day: by clinic, stage, moment of the end, id."""

    dependencies = [("consultations", "0004_decision_by_typed_name")]

    operations = [
        migrations.AddIndex(
            "consultation",
            models.Index(
                fields=["clinic", "stage", "ended_at", "id"], name="consultation_over_today"
            ),
        ),
    ]
