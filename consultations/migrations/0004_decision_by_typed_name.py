"""A decision can be for a medicine that is not on the cards, by its name.

What was decided until now was on the cards: it has no such name, and fits the new constraints as
it fitted the old ones.
"""

from django.db import migrations, models
from django.db.models import F, Q

AS_NAMED = Q(named_kind=F("kind")) & (
    Q(named_medication=None, named_medication_name="")
    | Q(
        named_medication__isnull=False,
        medication__isnull=False,
        named_medication=F("medication"),
    )
    | (~Q(named_medication_name="") & Q(named_medication_name=F("medication_name")))
)
ONE_AT_MOST = Q(medication=None) | Q(medication_name="")
ONE = Q(medication__isnull=False) | ~Q(medication_name="")
CONSTRAINTS = {
    "decision_names_its_medicine": ONE_AT_MOST & (~Q(kind="medicine") | ONE),
    "decision_without_medicine": ~Q(kind__in=["none", "not_today"])
    | Q(medication=None, medication_name=""),
    "decision_person_named_one": Q(named_medication=None) | Q(named_medication_name=""),
    "decision_says_why_it_differs": Q(named_kind="") | AS_NAMED | ~Q(difference_reason=""),
}
REPLACED = (
    "decision_names_its_medicine",
    "decision_without_medicine",
    "decision_says_why_it_differs",
)


class Migration(migrations.Migration):
    """Two names, and what must hold of them."""

    dependencies = [("consultations", "0003_person_added_once")]

    operations = [
        *(migrations.RemoveConstraint("decision", name) for name in REPLACED),
        migrations.AddField(
            "decision", "medication_name", models.CharField(blank=True, max_length=120)
        ),
        migrations.AddField(
            "decision", "named_medication_name", models.CharField(blank=True, max_length=120)
        ),
        *(
            migrations.AddConstraint("decision", models.CheckConstraint(condition=its, name=name))
            for name, its in CONSTRAINTS.items()
        ),
    ]
