"""A form that adds a person adds one, however often it is sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever is here already was added by no form that could be sent again."""

    dependencies = [("consultations", "0002_people_by_every_name")]

    operations = [
        migrations.AddField(
            "serviceuser",
            "added_with",
            models.UUIDField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            "serviceuser",
            models.UniqueConstraint(
                fields=("organisation", "added_with"), name="service_user_added_once"
            ),
        ),
    ]
