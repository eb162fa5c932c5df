"""`manage.py make_conversations`: made-up conversations that keep every rule of the real ones."""

import uuid
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import AuditEntry
from consultations.frozen import Frozen
from consultations.models import (
    Avoidance,
    Consultation,
    Decision,
    HelpfulEffect,
    Participant,
    ServiceUser,
)
from consultations.names import search_key
from consultations.stages import Stage
from consultations.synthetic import COLUMNS
from medications.models import Release
from tests.cast import Cast
from tests.factories import EffectFactory
from tests.unguarded import unguarded

COUNT = 200


@pytest.fixture(autouse=True)
def _library(release: Release) -> None:
    """Give the checklist some lines, and the two medicines of the release."""
    EffectFactory.create_batch(12)


def make(*words: str) -> str:
    """Make conversations; return what is printed."""
    out = StringIO()
    call_command("make_conversations", f"--count={COUNT}", *words, stdout=out)
    return out.getvalue()


def refused(*words: str) -> str:
    """Return the sentence with which the command ends."""
    with pytest.raises(CommandError) as reason:
        make(*words)
    assert reason.value.returncode == 2
    return str(reason.value)


def test_as_many_are_made_as_are_asked_for(cast: Cast) -> None:
    """And Sam, who was there before, stays."""
    assert make("--people=50") == "200 conversations are there.\n"
    assert Consultation.objects.count() == COUNT
    assert ServiceUser.objects.count() == 50 + 1
    assert Participant.objects.count() == 2 * COUNT
    assert AuditEntry.objects.get(action="make_conversations").detail["conversations"] == COUNT


def test_every_constraint_of_the_database_holds(cast: Cast) -> None:
    """Those that the database checks late are checked now, and each is there as before."""
    before = constraints()
    make()
    connection.check_constraints()
    assert constraints() == before


def constraints() -> list[dict]:
    """Return the constraints of every table that is written to."""
    with connection.cursor() as cursor:
        return [
            connection.introspection.get_constraints(cursor, model._meta.db_table)
            for model in COLUMNS
        ]


def test_they_are_spread_over_clinics_and_stages(cast: Cast) -> None:
    """Most are over, some are going on or planned."""
    make()
    rows = Consultation.objects.all()
    assert {each.clinic for each in rows} == {cast.clinic, cast.other_clinic}
    stages = Counter(Stage(stage) for stage in rows.values_list("stage", flat=True))
    assert set(stages) == set(Stage)
    assert stages.most_common(1)[0][0] == Stage.DECIDED


def test_nothing_of_another_organisation_is_touched(cast: Cast) -> None:
    """Every row is of the first organisation, and so is whoever holds the conversation."""
    make()
    for model in COLUMNS:
        assert set(model._default_manager.values_list("organisation", flat=True)) == {
            cast.organisation.pk
        }
    holders = set(Consultation.objects.values_list("started_by", flat=True))
    assert cast.people["hugo"].pk not in holders


def test_one_clinic_can_be_asked_for(cast: Cast) -> None:
    """By its code, in whichever organisation it is."""
    make(f"--clinic={cast.other_clinic.code}")
    assert set(Consultation.objects.values_list("clinic", "started_by")) == {
        (cast.other_clinic.pk, cast.people["carla"].pk)
    }


def test_wishes_and_decisions_are_those_of_a_conversation(cast: Cast) -> None:
    """The person's voice, entered by the clinician; a decision can be read as it is frozen."""
    make()
    for model in (Avoidance, HelpfulEffect):
        entries = model.objects.select_related("voice", "entered_by")
        assert entries
        assert {each.voice.kind for each in entries} == {"service_user"}
        assert {each.entered_by.kind for each in entries} == {"clinician"}
        assert all(each.voice.consultation_id == each.consultation_id for each in entries)
    decision = Decision.objects.exclude(frozen__wishes__avoid=[]).first()
    assert decision is not None
    assert Frozen.read(decision.frozen).wishes.avoid
    assert Decision.objects.count() == Consultation.objects.filter(stage=Stage.DECIDED).count()


def test_conversations_follow_each_other(cast: Cast) -> None:
    """A person's next conversation looks at the one before again, which was over."""
    make("--people=20")
    following = Consultation.objects.exclude(follows=None).select_related("follows")
    assert following
    for each in following:
        assert each.follows.service_user_id == each.service_user_id
        assert each.follows.ended_at is not None
        assert each.follows.starts_at <= each.starts_at


def test_people_are_found_by_name(cast: Cast) -> None:
    """What is searched for is what the service would have worked out itself."""
    make()
    for each in ServiceUser.objects.all():
        assert each.search_name == search_key(each.preferred_name)
        assert each.search_family_name == search_key(each.family_name)
        assert each.search_given_names == search_key(each.given_names)
        assert each.search_local_number == search_key(each.local_number)


def test_the_same_seed_makes_the_same_ones(cast: Cast) -> None:
    """And another seed others."""

    def made(seed: int) -> list[tuple[str, int]]:
        make(f"--seed={seed}")
        rows = list(Consultation.objects.order_by("pk").values_list("code", "service_user__pk"))
        with unguarded():
            for model in reversed(COLUMNS):
                model._default_manager.all()._raw_delete(connection.alias)
        return rows

    first, again, other = made(1), made(1), made(2)
    assert [code for code, _ in first] == [code for code, _ in again]
    assert {code for code, _ in first}.isdisjoint({code for code, _ in other})


def test_keys_go_on_after_those_that_were_made(cast: Cast) -> None:
    """What is added afterwards collides with nothing; neither do more of them."""
    make()
    make()
    ServiceUser.objects.create(
        organisation=cast.organisation, local_number="R1002", preferred_name="Robin"
    )
    assert Consultation.objects.count() == 2 * COUNT


def test_outside_the_demo_it_must_be_meant(cast: Cast, settings: object) -> None:
    """Made-up people among real ones cannot be taken out again."""
    settings.DEMO = False
    assert "--yes-synthetic" in refused()
    assert not Consultation.objects.exists()
    make("--yes-synthetic")
    assert Consultation.objects.count() == COUNT


def test_what_cannot_be_made_is_said(cast: Cast) -> None:
    """An unknown clinic, none at all, and a clinic in which nobody works."""
    assert refused(f"--clinic={uuid.uuid4()}") == "There is no such clinic."
    assert refused("--people=-1") == "Ask for one conversation or more."
    cast.people["hugo"].memberships.all().delete()
    elsewhere = cast.other_organisation.clinics.create(name="Far clinic")
    assert "No clinician works there" in refused(f"--clinic={elsewhere.code}")
