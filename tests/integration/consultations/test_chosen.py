"""How often each medicine was decided on of late: what the desk puts first."""

import pytest
from django.db import connection

from consultations.models import Decision
from consultations.selectors import decision
from consultations.selectors.decision import NEWEST, chosen_lately
from medications import impact
from medications.models import Release
from tests.cast import Cast
from tests.factories import DecisionFactory
from tests.integration.consultations.changing import decided, said

pytestmark = pytest.mark.django_db


def test_each_medicine_is_counted_by_its_code(cast: Cast, library: Release) -> None:
    """What names no medicine of the cards counts for none."""
    for on in ("olanzapine", "clozapine", "olanzapine"):
        decided(cast, f"On {on}", on=on)
    for fields in ({}, {"kind": "medicine", "medication_name": "Brexpiprazole"}):
        DecisionFactory(consultation=said(cast, "Other", decided=True), **fields)

    assert impact.chosen(cast.organisation) == {"olanzapine": 2, "clozapine": 1}
    assert impact.chosen(cast.other_organisation) == {}


def test_only_the_newest_count(
    cast: Cast, library: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    for on in ("olanzapine", "clozapine", "quetiapine"):
        decided(cast, f"On {on}", on=on)
    monkeypatch.setattr(decision, "NEWEST", 2)

    assert chosen_lately(cast.organisation) == {"clozapine": 1, "quetiapine": 1}


def test_an_index_holds_the_newest_first() -> None:
    """Nothing is sorted, and nothing is read but what counts."""
    rows = Decision.objects.filter(organisation=1).order_by("-pk").values("medication")[:NEWEST]
    indexes = {each.name: each.fields for each in Decision._meta.indexes}

    assert indexes["decision_newest_first"] == ["organisation", "-id"]
    assert connection.vendor != "sqlite" or "TEMP B-TREE" not in rows.explain()
