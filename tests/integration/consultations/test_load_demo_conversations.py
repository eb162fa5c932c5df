"""The people of the demo: whoever tries the desk sees whom a change of cards touches."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.models import Account
from consultations.demo import CLINICIAN, DECIDED, GOING_ON
from consultations.models import Avoidance, Consultation, ServiceUser
from consultations.stages import Stage
from medications.models import Release
from tests.integration.consultations.reading import main_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(library: Release, settings: Settings) -> None:
    """Open the demo over the loaded library; each password is hashed fast, not well."""
    settings.DEMO = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("load_demo", verbosity=0)


def test_one_conversation_goes_on_and_one_is_decided(demo: None) -> None:
    call_command("load_demo_conversations")

    stages = {each.code: each.stage for each in Consultation.objects.all()}
    assert stages == {GOING_ON: Stage.OPEN, DECIDED: Stage.DECIDED}
    wished = Avoidance.objects.filter(consultation__code=GOING_ON).order_by("priority")
    assert [each.effect.code for each in wished] == ["weight_gain", "daytime_sleepiness"]


def test_their_clinician_finds_both_and_what_was_decided(demo: None) -> None:
    call_command("load_demo_conversations")
    client = Client()
    client.force_login(Account.objects.get(email=CLINICIAN))

    day = main_words(client.get("/conversations/"))
    assert "Alex" in day
    assert "Robin" in day
    for code in (GOING_ON, DECIDED):
        assert "All of it is open" in main_words(client.get(f"/conversations/{code}/"))
    summary = main_words(client.get(f"/conversations/{DECIDED}/summary/"))
    assert "10 mg in the morning" in summary


def test_they_are_made_once_and_never_beside_people_of_a_visitor(demo: None) -> None:
    call_command("load_demo_conversations")
    call_command("load_demo_conversations")

    assert ServiceUser.objects.count() == 2


def test_outside_the_demo_nobody_is_made(demo: None, settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError) as refused:
        call_command("load_demo_conversations")

    assert str(refused.value) == "Demo people exist in the demo only: set DEMO=true to open it."
    assert not ServiceUser.objects.exists()
