"""A screen that nobody touches locks, by the clock alone, and does nothing until it is opened."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from consultations import services, tickets
from consultations.models import Avoidance, Consultation, Participant
from consultations.permissions import Locked
from consultations.selectors.live import standing
from consultations.services.joining import note_seen
from medications.models import Release
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, carer_sits_down
from tests.integration.consultations.idling import (
    AWAKE,
    CHECKLIST,
    FOLLOW,
    HERE,
    INVITED,
    LIVE,
    LOCKED,
    WORDS,
    Clock,
    acts,
)
from tests.integration.consultations.knocking import (
    JOIN,
    LEAVE,
    MATTERS,
    WAITING,
    press,
    sit_down,
)
from tests.integration.consultations.reading import main_words, page_of, row_counts
from tests.integration.consultations.test_seats import CLINICIANS, PERSONS
from tests.integration.consultations.ticking import Tab

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk."""
    cache.clear()


def polls(browser: Client) -> Iterator[int]:
    """Ask for everything that a screen asks for by itself; yield the answers' status."""
    yield browser.get(LIVE).status_code
    yield browser.get(HERE, headers=FOLLOW).status_code
    yield browser.get(AWAKE, headers=FOLLOW).status_code


def test_it_locks_after_five_minutes_however_often_it_is_polled(
    tablet: Client, clock: Clock
) -> None:
    """Every two seconds for twenty minutes; now and then a page is followed as well."""
    watcher, locked_at = tablet.get(LIVE).watcher, 0.0
    while clock.seconds < 20 * 60:
        clock.go_on(2)
        answers = list(polls(tablet))
        if int(clock.seconds) % 60 == 0:
            answers.append(tablet.get(CHECKLIST, headers=FOLLOW).status_code)
            tablet.cookies["itself"] = "1"
            answers.append(tablet.get(CHECKLIST).status_code)
            del tablet.cookies["itself"]
        is_locked = 403 in answers
        locked_at = locked_at or (clock.seconds if is_locked else 0)
        assert is_locked == bool(locked_at), "once locked, it stays so"
        assert (watcher in standing([watcher]).gone) == is_locked

    assert 290 <= locked_at <= 310
    assert acts() == ["lock"]


@pytest.mark.parametrize("act", ["typing", "touching", "pages", "presses"])
def test_it_stays_open_while_somebody_does_something(
    tablet: Client, clock: Clock, conversation: Consultation, act: str
) -> None:
    """And locks five minutes after the last of it."""
    tab = Tab(tablet, conversation)
    for turn in range(20):
        clock.go_on(60)
        if act == "typing":
            assert tablet.post(HERE, headers=FOLLOW).status_code == 204
        elif act == "touching":
            assert tablet.post(AWAKE, {"ago": "20"}, headers=FOLLOW).json()["left"] == 280
        elif act == "pages":
            assert tablet.get(MATTERS).status_code == 200
        else:
            assert tab.press(f"{'un' * (turn % 2)}avoid:tremor").status_code == 200

    since = 20 if act == "touching" else 0
    clock.go_on(290 - since)
    assert tablet.get(LIVE).status_code == 200
    clock.go_on(15)
    assert tablet.get(LIVE).status_code == 403


@pytest.mark.parametrize("ago", ["", "-1", "91", "x"])
def test_a_touch_says_when_and_no_other_time_is_believed(
    tablet: Client, clock: Clock, ago: str
) -> None:
    clock.go_on(200)
    assert tablet.post(AWAKE, {"ago": ago}, headers=FOLLOW).json()["left"] == 100


@pytest.mark.parametrize(("sits_down", "address"), [(sit_down, MATTERS), (carer_sits_down, CARER)])
def test_a_screen_of_ones_own_has_half_an_hour(
    tablet: Client, clock: Clock, amara: SignedIn, sits_down: Callable[..., Client], address: str
) -> None:
    """The person's, though they had a shared one before, and the carer's."""
    clock.go_on(1)
    browser = sits_down(amara)
    clock.go_on(29 * 60 + 50)
    assert browser.get(AWAKE, headers=FOLLOW).json() == {"left": 10}
    clock.go_on(10)
    assert browser.get(AWAKE, headers=FOLLOW).json() == {"left": 0}
    assert "30 minutes" in main_words(browser.get(address), status=403)


@pytest.mark.parametrize("name", [*PERSONS, *CLINICIANS, "here", "sharing", "effects_now"])
def test_every_page_and_post_answers_as_locked(locked: Client, name: str) -> None:
    """The same sentences, with nobody's name; nothing is written, and nothing is stored."""
    address = reverse(name, args=[CODE])
    locked.get(LOCKED)
    before = row_counts()
    for answer in (locked.get(address), locked.post(address, {"do": "words:"})):
        assert WORDS in main_words(answer, status=403)
        assert answer.headers["Cache-Control"] == "no-store"
        assert not re.search("Sam|Ben|Amara|orchard", answer.content.decode())
    assert row_counts() == before


@pytest.mark.parametrize("address", [JOIN, WAITING, LEAVE, INVITED])
def test_no_door_leads_out_of_a_locked_screen(locked: Client, address: str) -> None:
    """What waits on it to be sent would be wiped."""
    for answer in (locked.get(address), locked.post(address, {"code": "7777-7777"})):
        page = page_of(answer, status=403)
        assert page.select_one("h1").get_text() == WORDS
        assert page.select_one("#join") is None
        assert "Clear-Site-Data" not in answer.headers
    assert Participant.objects.get(kind="service_user").seat_ended_at is None


def test_what_anybody_may_read_stays_open_and_so_does_signing_in(locked: Client) -> None:
    for name in ("cards", "account_login"):
        assert locked.get(reverse(name)).status_code == 200


def test_a_press_that_waited_lands_once_it_is_open_again(
    tablet: Client, amara: SignedIn, clock: Clock, conversation: Consultation
) -> None:
    """While locked no answer is one that a script would take for its own, so that it waits on."""
    tab = Tab(tablet, conversation)
    clock.go_on(300)
    late = {"key": "5a3d7c1e-0b52-4f0e-9d6b-000000000001", "made_on": "1"}
    refused = tab.press("avoid:tremor", **late)
    assert refused.status_code == 403
    assert "Checklist" not in refused.headers
    assert not Avoidance.objects.exists()

    press(amara, "open_again")
    assert tab.press("avoid:tremor", **late).status_code == 200
    assert tab.press("avoid:tremor", **late).status_code == 200
    assert Avoidance.objects.count() == 1


def test_what_was_asked_before_it_locked_does_not_open_it(tablet: Client, clock: Clock) -> None:
    """A page that takes long was asked for in time, and is noted too late."""
    seat = Participant.objects.get(kind="service_user")
    clock.go_on(300)
    note_seen(seat)
    assert tablet.get(AWAKE).json() == {"left": 0}


def test_a_save_on_its_way_when_it_locks_is_not_kept(
    tablet: Client, clock: Clock, conversation: Consultation
) -> None:
    """The service looks again, under the lock; that is no refusal of what was pressed."""
    seat = Participant.objects.get(kind="service_user")
    clock.go_on(300)
    ticket = tickets.read(tickets.issue(conversation), CODE)
    with pytest.raises(Locked):
        services.record_checklist(ticket=ticket, by=seat, change=lambda before: before)
