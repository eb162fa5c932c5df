"""People are found by their given names too, and a local number is one in any case.

Stops, with nothing changed, where one organisation has a local number twice, as R1 and r1: the
two are one person, or one of them was mistyped, and only somebody there can tell.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import consultations.models.person
from consultations.names import search_key


def work_out_keys(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Work out the new keys of everybody who is here already."""
    people = apps.get_model("consultations", "ServiceUser").objects
    everybody = list(people.only("local_number", "given_names"))
    for each in everybody:
        each.search_local_number = search_key(each.local_number)
        each.search_given_names = search_key(each.given_names)
    people.bulk_update(everybody, ["search_local_number", "search_given_names"], batch_size=500)


class Migration(migrations.Migration):
    """New columns, filled before anything must be unique in them."""

    dependencies = [("consultations", "0001_initial")]

    operations = [
        migrations.AddField(
            "serviceuser",
            "search_local_number",
            consultations.models.person.SearchKeyField(of="local_number"),
        ),
        migrations.AddField(
            "serviceuser",
            "search_given_names",
            consultations.models.person.SearchKeyField(of="given_names"),
        ),
        migrations.RunPython(work_out_keys, migrations.RunPython.noop),
        migrations.RemoveConstraint("serviceuser", "service_user_local_number_once"),
        migrations.AddConstraint(
            "serviceuser",
            models.UniqueConstraint(
                fields=("organisation", "search_local_number"),
                name="service_user_local_number_once",
            ),
        ),
        migrations.AddIndex(
            "serviceuser",
            models.Index(
                fields=["organisation", "search_given_names", "id"],
                name="service_user_by_given_names",
            ),
        ),
    ]
