"""Who may watch a conversation, until when, and what a screen that follows asks for."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Session
from consultations.live.route import refuse
from consultations.models import Consultation, Participant, Screen, Together
from consultations.selectors.live import FORGOTTEN_AFTER, Watcher, standing
from consultations.services import screens
from consultations.views.live import WatchResponse
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, agree, carer_sits_down, stop
from tests.integration.consultations.knocking import LEAVE, knock, opened, press
from tests.integration.consultations.reading import main_words, page_of, sent

pytestmark = pytest.mark.django_db
LIVE = reverse("live", args=[CODE])
HERE = reverse("here", args=[CODE])
CHECKLIST = reverse("checklist", args=[CODE])
FOLLOW = {"Live": "follow"}


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk."""
    cache.clear()


def watches(browser: Client) -> Watcher:
    """Return by what right a browser watches."""
    return browser.get(LIVE).watcher


def is_gone(watcher: Watcher) -> bool:
    """Tell whether a right to watch has ended."""
    return watcher in standing([watcher]).gone


def test_a_screen_hears_the_version_and_nothing_else(sam: Client, amara: SignedIn) -> None:
    for browser in (sam, amara):
        response = browser.get(LIVE)
        assert response.json() == {"version": 1}
        assert not is_gone(response.watcher)


def test_where_no_stream_is_a_screen_is_told_so_without_a_word(sam: Client) -> None:
    """Whatever follows a 204 on its connection is taken for the next answer.

    The answer is made by hand: the client of the tests takes the words off before it gives it.
    """
    assert sam.get(LIVE, headers={"Accept": "text/event-stream"}).status_code == 204
    answer = WatchResponse(watches(sam), version=1, is_stream_asked=True)
    assert (answer.status_code, answer.content, answer.version) == (204, b"", 1)


def test_a_stream_that_is_refused_is_answered_with_as_many_bytes_as_is_said(
    cast: Cast,
) -> None:
    """A server breaks the connection off otherwise, and a proxy counts that as a fault."""
    sent = streamed(SignedIn(cast.people["carla"]).get(LIVE))
    assert sent[0]["status"] == 404
    assert len(sent[1]["body"]) == int(dict(sent[0]["headers"])[b"content-length"]) > 0


def streamed(answer: HttpResponse) -> list[Mapping[str, Any]]:
    """Return what the route of streams sends when it may not stream."""
    sent: list[Mapping[str, Any]] = []

    async def send(part: Mapping[str, Any]) -> None:
        sent.append(part)

    asyncio.run(refuse(answer, send))
    return sent


def test_nobody_else_watches(cast: Cast) -> None:
    """Neither a visitor, nor a clinician of another clinic, nor a pharmacist."""
    assert Client().get(LIVE).status_code == 403
    assert SignedIn(cast.people["carla"]).get(LIVE).status_code == 404
    assert SignedIn(cast.people["dev"]).get(LIVE).status_code == 403


@pytest.mark.parametrize("way", ["leave", "remove", "idle", "ended long ago"])
def test_a_seat_stops_watching(sam: Client, amara: SignedIn, way: str) -> None:
    watcher = watches(sam)
    if way == "leave":
        sam.post(LEAVE)
    elif way == "remove":
        press(amara, "remove")
    elif way == "idle":
        long_ago = timezone.now() - timedelta(minutes=31)
        Participant.objects.filter(pk=watcher.participant).update(seat_seen_at=long_ago)
    else:
        long_ago, today = timezone.now() - timedelta(minutes=61), timezone.localdate()
        rows = Consultation.objects.filter(code=CODE)
        rows.update(stage="ended", ended_at=long_ago, look_again_on=today)
    assert is_gone(watcher)


@pytest.mark.parametrize("way", ["signed out", "another clinic", "disabled"])
def test_a_clinician_stops_watching(amara: SignedIn, cast: Cast, way: str) -> None:
    watcher = watches(amara)
    account = cast.people["amara"]
    if way == "signed out":
        amara.logout()
        assert not Session.objects.exists()
    elif way == "another clinic":
        account.memberships.update(clinic=cast.other_clinic)
    else:
        account.is_active = False
        account.save()
    assert is_gone(watcher)


def test_to_follow_keeps_no_seat_from_idling(sam: Client) -> None:
    """Only what somebody types does, or a page that somebody asks for."""
    seen = timezone.now() - timedelta(minutes=5)
    Participant.objects.filter(kind="service_user").update(seat_seen_at=seen)
    sam.get(LIVE)
    sam.get(HERE, headers=FOLLOW)
    sam.get(CHECKLIST, headers=FOLLOW)
    assert Participant.objects.get(kind="service_user").seat_seen_at == seen

    for act in (lambda: sam.post(HERE, headers=FOLLOW), lambda: sam.get(CHECKLIST)):
        Participant.objects.filter(kind="service_user").update(seat_seen_at=seen)
        act()
        assert Participant.objects.get(kind="service_user").seat_seen_at > seen


def test_the_others_are_named_with_who_types(sam: Client, amara: SignedIn) -> None:
    screens.open_screen(watches(amara), "one")
    assert "Amara Okafor is here" in main_words(sam.get(HERE))
    assert "Sam: screen not connected" in main_words(amara.get(HERE))

    screens.open_screen(watches(sam), "one")
    sam.post(HERE, headers=FOLLOW)
    strip = amara.get(HERE, headers=FOLLOW).content.decode()
    assert "Sam is typing" in strip
    assert "Amara" not in strip


def test_screens_of_a_process_that_is_gone_are_forgotten(sam: Client, amara: SignedIn) -> None:
    key = screens.open_screen(watches(amara), "one")
    Screen.objects.update(seen_at=timezone.now() - 3 * FORGOTTEN_AFTER)
    assert "Nobody else" in main_words(sam.get(HERE))

    screens.still_open("two")
    assert not Screen.objects.filter(pk=key).exists()
    screens.close_screen(key)


def test_a_screen_that_follows_gets_the_parts_of_the_checklist(sam: Client) -> None:
    """Every line, since it does not know which the others pressed; and its ticket's version."""
    response = sam.get(CHECKLIST, headers=FOLLOW | {"Checklist": "parts"})
    parts = page_of(response)
    assert response.headers["Checklist"] == "parts"
    assert parts.select_one("#ticket")["data-version"] == "1"
    assert len(parts.select("li[id]")) == 37


def test_what_streams_ask_does_not_grow_with_their_number(
    sam: Client, amara: SignedIn, django_assert_num_queries: object
) -> None:
    """Five questions for the conversations, the screens, the seats, the sessions and the roles."""
    watchers = {watches(sam), watches(amara)}
    many = {each._replace(digest=f"{n}{each.digest}") for each in watchers for n in range(50)}
    for asked in (watchers, many):
        with django_assert_num_queries(5):
            standing(asked)


def test_a_carer_watches_while_anything_is_agreed(amara: SignedIn) -> None:
    """Withdrawn, their stream ends, and nothing tells them that anything goes on."""
    jos = carer_sits_down(amara)
    assert jos.get(LIVE).status_code == 404
    assert page_of(jos.get(CARER)).select_one("#here") is None

    agree(amara, "sees_comparison")
    watcher = watches(jos)
    assert not is_gone(watcher)
    assert page_of(jos.get(CARER)).select_one("#here")
    assert "Nobody else" in main_words(jos.get(HERE))

    stop(amara)
    assert is_gone(watcher)
    assert jos.get(LIVE).status_code == 404
    assert jos.get(HERE).status_code == 404


TOGETHER = reverse("together", args=[CODE])
CARD = reverse("our_card", args=[CODE, "olanzapine"])


def test_the_others_are_asked_to_look_at_a_card(sam: Client, amara: SignedIn) -> None:
    """By a link on each page; who asked is not asked, and nobody's form meets a conflict."""
    before = Consultation.objects.get(code=CODE).version
    response = amara.post(TOGETHER, {"medication": "olanzapine"}, follow=True)
    assert "The others are asked to look at this card." in main_words(response)

    strip = page_of(sam.get(HERE, headers=FOLLOW))
    assert strip.select_one("[data-together] a")["href"] == CARD
    assert "Amara Okafor asks you" in main_words(sam.get(HERE))
    assert page_of(amara.get(HERE, headers=FOLLOW)).select_one("[data-together]") is None
    assert Consultation.objects.get(code=CODE).version == before
    assert AuditEntry.objects.get(action="look_together").detail == {}  # no word of a medicine


def test_a_carer_is_sent_to_the_cards_that_are_theirs(amara: SignedIn) -> None:
    jos = carer_sits_down(amara)
    agree(amara, "sees_cards")
    amara.post(TOGETHER, {"medication": "olanzapine"})
    link = page_of(jos.get(HERE, headers=FOLLOW)).select_one("[data-together] a")["href"]
    assert jos.get(link).status_code == 200
    assert jos.post(TOGETHER, {"medication": "olanzapine"}).status_code == 403


def test_a_medicine_without_a_card_here_is_not_looked_at(amara: SignedIn) -> None:
    assert amara.post(TOGETHER, {"medication": "nonsense"}).status_code == 404


def test_after_a_while_nobody_is_asked_any_more(sam: Client, amara: SignedIn) -> None:
    amara.post(TOGETHER, {"medication": "olanzapine"})
    Together.objects.update(at=timezone.now() - timedelta(minutes=11))
    assert page_of(sam.get(HERE, headers=FOLLOW)).select_one("[data-together]") is None


def test_what_is_said_of_a_save_waits_for_the_window_that_saved(amara: SignedIn) -> None:
    """Another window of the same browser, which follows by itself, does not take it."""
    address = reverse("matters", args=[CODE])
    amara.post(address, sent(page_of(amara.get(address))) | {"good_life": "A walk"})
    assert "Saved." not in main_words(amara.get(CHECKLIST, headers=FOLLOW))
    assert "Saved." in main_words(amara.get(CHECKLIST))


def test_a_clinician_hears_who_waits_and_lets_them_in_from_any_page(amara: SignedIn) -> None:
    """Nobody else hears of it."""
    before = standing([watches(amara)]).states
    jos = carer_sits_down(amara)
    agree(amara, "sees_words")
    knock(Client(), opened(amara))
    assert standing([watches(amara)]).states != before
    strip = page_of(amara.get(HERE, headers=FOLLOW))
    assert "Somebody waits to be let in as Sam" in strip.get_text()
    assert strip.select_one("form [name=do]")["value"] == "admit"
    assert "waits" not in page_of(jos.get(HERE, headers=FOLLOW)).get_text()


def test_a_carer_is_asked_to_look_at_no_card_that_is_not_shared(amara: SignedIn) -> None:
    jos = carer_sits_down(amara)
    amara.post(reverse("together", args=[CODE]), {"medication": "olanzapine"})
    for scope, is_asked in (("sees_words", False), ("sees_cards", True)):
        agree(amara, scope)
        strip = page_of(jos.get(HERE, headers=FOLLOW))
        assert bool(strip.select_one("[data-together]")) is is_asked
