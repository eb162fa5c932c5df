"""A word of its own in every text field: each reader finds those only that the table gives them."""

import logging
import os
import sys
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import AuditEntry
from consultations.live import buses
from consultations.models import Goal, Participant
from consultations.selectors import Matters, for_carer
from consultations.services.matters import record_matters
from consultations.services.screens import note_typing
from consultations.tickets import Ticket
from medications.loader import load_library
from medications.models import Release
from tests.canaries.asking import Found, ask_everything
from tests.canaries.fields import every_text_field, is_worked_out
from tests.canaries.own_redis import own_redis
from tests.canaries.planting import Planted
from tests.canaries.readers import CARERS, CLINICIAN, EVERYBODY, VISITOR
from tests.canaries.sending import send_everything
from tests.canaries.story import Story, tell
from tests.canaries.table import (
    OF_A_FEW_WORDS,
    ON_NO_PAGE,
    TABLE,
    may_be_answered,
    may_see,
    row_of,
)
from tests.cast import make_cast
from tests.integration.medications.conftest import FIXTURES, forget_everything

pytestmark = pytest.mark.sweep

WHAT_TO_DO = (
    "These text fields are in no row of tests/canaries/table.py. Decide who may see each, write "
    "its row there, and let tests/canaries/talks.py or library.py write one with a word in it"
)


@pytest.fixture
def story(db: None) -> Story:
    """Write everything, with a word in each text field."""
    cache.clear()
    load_library(FIXTURES)
    # What is kept of the library of the test before has other keys where keys go on counting.
    forget_everything()
    found = tell(make_cast(), Release.objects.get())
    forget_everything()
    return found


def out_of_place(found: Found, may: Callable[[Planted], frozenset[str]] = may_see) -> list[str]:
    """Return who found what they may not see, and where."""
    return [
        f"{planted} is seen by {reader} at {where}"
        for (planted, reader), where in found.items()
        if reader not in may(planted)
    ]


def test_every_text_field_is_in_the_table() -> None:
    """Read from the models, so that nobody has to remember it; and no row is of a field gone."""
    fields = every_text_field()
    rows = {each.partition("/")[0] for each in (*TABLE, *ON_NO_PAGE, *OF_A_FEW_WORDS)}
    missing = [
        name
        for name, field in fields.items()
        if not is_worked_out(field) and not {name, name.rpartition(".")[0]} & rows
    ]
    assert not missing, f"{WHAT_TO_DO}: {missing}"
    known = {
        *fields,
        *(each.rpartition(".")[0] for each in fields),
        "consultations.Pregnancy.answer",
    }
    assert not rows - known, "rows of fields that are not there any more"


def test_every_text_field_has_a_word(story: Story) -> None:
    """What nobody planted nobody could find."""
    planted = {each.field for each in story.words.planted.values()}
    fields = {name for name, each in every_text_field().items() if not is_worked_out(each)}
    assert fields - planted - set(OF_A_FEW_WORDS) == set(), WHAT_TO_DO
    assert all(row_of(each) for each in story.words.planted.values())


def test_every_word_is_seen_by_those_only_who_may(
    story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    """Every address, every reader, every byte; then the logs, the mail and what is cached."""
    caplog.set_level(logging.DEBUG)
    found, answered = ask_everything(story, EVERYBODY)
    assert out_of_place(found) == []
    seen = {row[0] for planted, _reader in found if (row := row_of(planted))}
    assert set(TABLE) - seen == set(), "nobody finds these: their rows say on no page"
    assert min(answered[each] for each in EVERYBODY) > 3

    Client().post("/account/password/reset/", {"email": story.cast.people["amara"].email})
    assert mail.outbox
    for each in mail.outbox:
        _holds_nothing(story, each.subject + each.body)
    for record in caplog.records:
        if not record.name.startswith("django.db"):
            _holds_nothing(story, record.getMessage())
    _holds_nothing(story, str(vars(cache)))


def _holds_nothing(story: Story, text: str) -> None:
    """Let no word stand in a text that no reader asked for."""
    assert list(story.words.found_in(text.encode())) == [], text


FEW_PAGES = 6
"""Of so many the forms are sent as they are drawn; `make attack` sends those of every page."""


def test_no_answer_to_a_form_has_a_word_out_of_place(story: Story) -> None:
    """Empty to every address, and as they are drawn, by every reader."""
    found, answered = send_everything(
        story, EVERYBODY, 0 if os.environ.get("EVERY_CELL") else FEW_PAGES
    )
    unexpected = out_of_place(found, may_be_answered)
    sys.stdout.write(f"\n{sum(answered.values())} answers: {len(unexpected)} unexpected\n")
    sys.stdout.writelines(f"{each}\n" for each in unexpected)
    assert unexpected == []
    assert min(answered[each] for each in EVERYBODY) > 0


def test_a_bus_carries_no_word(
    story: Story,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Callable[..., Any],
    settings: Settings,
) -> None:
    """Nor does a log or an entry of the audit, when words are saved.

    What PostgreSQL tells along is a code and a version, as the statement says (services/saving.py).
    """
    settings.LIVE_BUS = "memory"
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    monkeypatch.setattr(buses, "tell", lambda notice: told.append(buses.text_of(notice)))
    talk = story.talks["shared"]
    said = Matters({"get_better": story.words.word("consultations.Goal.text", "shared")}, (), ())
    by = Participant.objects.get(pk=talk.person.pk)
    ticket = Ticket(talk.consultation.code, talk.consultation.version, uuid4())
    with django_capture_on_commit_callbacks(execute=True):
        record_matters(ticket=ticket, by=by, matters=said)
        note_typing(consultation=talk.consultation, by=by)
    assert len(told) == 2
    entry = AuditEntry.objects.filter(action="record_matters").values().get()
    logged = [each.getMessage() for each in caplog.records if not each.name.startswith("django.db")]
    for each in (*told, *logged, str(entry)):
        _holds_nothing(story, each)


def test_nothing_in_redis_holds_a_word(
    story: Story,
    settings: Settings,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    """Neither a key nor a value of the cache, nor a notice of the bus; one on purpose is found."""
    talk, email = story.talks["shared"], story.cast.people["amara"].email
    with own_redis() as (address, heard):
        backend = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
        settings.CACHES = {"default": backend}
        settings.LIVE_BUS, settings.REDIS_URL = "redis", address
        send_everything(story, (VISITOR, CLINICIAN, CARERS["everything"]), pages=1)
        Client().post("/account/login/", {"login": email, "password": "wrong"})
        with django_capture_on_commit_callbacks(execute=True):
            note_typing(consultation=talk.consultation, by=talk.person)
        sent = heard()
        cache.set("kept", email)
        assert list(story.words.found_in(heard()))
    assert all(each in sent for each in (b"PUBLISH", b"look:", b"read:", b"login"))
    assert list(story.words.found_in(sent)) == []


def test_each_carer_sees_what_is_agreed(story: Story) -> None:
    """Or the sweep would prove nothing: each scope opens its own part."""
    found, _answered = ask_everything(story, CARERS.values(), lambda name: name.startswith("carer"))
    seen = {(planted.field, planted.whose, reader) for planted, reader in found}
    for field, whose, name in (
        ("medications.Card.sections", "published", "cards"),
        ("consultations.ServiceUser.preferred_name", "shared", "the comparison"),
        ("consultations.Goal.text", "shared", "words"),
        ("consultations.Pregnancy.answer", "shared", "pregnancy"),
        ("consultations.Topic.text", CARERS["own view"], "own view"),
    ):
        assert (field, whose, CARERS[name]) in seen


def test_a_page_that_leaks_is_found(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """A selector that forgets what is private, on a page and in what a form is answered."""

    def forgetful(theirs: dict) -> for_carer.Matters:
        goals = Goal.objects.filter(voice=theirs["voice"]).values_list("kind", "text")
        return for_carer.Matters(dict(goals), (), ())

    monkeypatch.setattr(for_carer, "_matters", forgetful)
    found, _answered = ask_everything(story, [CARERS["words"]], lambda name: name == "carer")
    assert any("Goal.text (private)" in each for each in out_of_place(found))
    found, _answered = send_everything(story, [CARERS["words"]], pages=1)
    assert any("Goal.text (private)" in each for each in out_of_place(found, may_be_answered))
