"""What is over is over: streams end, seats open what goes home and nothing else, for an hour."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from consultations import seats, tickets
from consultations.models import Consultation, Goal, Participant
from consultations.models.consent import Scope
from consultations.selectors.live import Watcher, standing
from consultations.services.carers import record_consent
from consultations.stages import FINISHED, Stage
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, NOT_HERE, agree, carer_sits_down, jo
from tests.integration.consultations.deciding import Tab
from tests.integration.consultations.knocking import LEAVE, MATTERS, press
from tests.integration.consultations.reading import main_words, page_of, row_counts, sent

pytestmark = pytest.mark.django_db
LIVE, HERE, CHECKLIST, SUMMARY, SHEET = (
    reverse(each, args=[CODE]) for each in ("live", "here", "checklist", "summary", "carers_sheet")
)
STREAM, FOLLOW = {"Accept": "text/event-stream"}, {"Live": "follow"}
OF_THE_ROOM = [
    *("matters", "checklist", "checklist_form", "comparison", "how_this_works", "our_compare"),
    *("sharing", "differ", "questions", "effects_now", "here", "live"),
]
CARERS_ROOM = ["carer", "carers_list", "carers_comparison", "carers_differ", "here", "live"]
GOES_ON = {"stage": Stage.OPEN, "ended_at": None, "look_again_on": None}


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def carer(amara: SignedIn, sam: Client) -> Client:
    """Return a browser in which Jo sits, with whom everything but the decision is shared."""
    browser = carer_sits_down(amara)
    agree(amara, "sees_cards", "sees_comparison", "sees_words", "adds_view")
    return browser


def end(stage: Stage, ago: timedelta = timedelta(0)) -> None:
    """Let the conversation have ended."""
    when = {"ended_at": timezone.now() - ago, "look_again_on": timezone.localdate()}
    Consultation.objects.filter(code=CODE).update(stage=stage, **when)


def watches(browser: Client) -> Watcher:
    """Return by what right a browser watches."""
    return browser.get(LIVE).watcher


def is_told(watcher: Watcher) -> str:
    """Return what the next look tells a stream: that it has "ended", that it is "gone", or ""."""
    found = standing([watcher])
    if watcher in found.ended:
        return "ended"
    return "gone" if watcher in found.gone else ""


@pytest.mark.parametrize("stage", FINISHED)
def test_every_stream_ends_with_the_conversation(
    sam: Client, carer: Client, amara: SignedIn, settings: Settings, stage: Stage
) -> None:
    """At the next look, half a second later; a clinician reads on, and a seat opens no other."""
    watchers = [watches(each) for each in (sam, carer, amara)]
    assert [is_told(each) for each in watchers] == ["", "", ""]
    end(stage)
    assert [is_told(each) for each in watchers] == ["ended"] * 3
    assert settings.LIVE_LOOK_SECONDS <= 0.5

    assert [each.get(LIVE, headers=STREAM).status_code for each in (sam, carer)] == [403, 403]
    assert is_told(watches(amara)) == ""


def test_a_decision_ends_them_as_it_is_kept(
    sam: Client, amara: SignedIn, conversation: Consultation
) -> None:
    """Through the clinician's own page."""
    watcher = watches(sam)
    assert Tab(amara, conversation).keep().status_code == 302
    assert is_told(watcher) == "ended"
    assert sam.get(CHECKLIST, follow=True).redirect_chain == [(SUMMARY, 302)]


def test_a_pause_is_no_end(sam: Client) -> None:
    """It goes on another day, or in ten minutes: seats stay as they are, and lock by the clock."""
    watcher = watches(sam)
    Consultation.objects.update(stage=Stage.PAUSED, look_again_on=timezone.localdate())
    assert is_told(watcher) == ""
    assert sam.get(CHECKLIST).status_code == 200


@pytest.mark.parametrize("stage", FINISHED)
def test_every_page_of_the_room_leads_home(sam: Client, carer: Client, stage: Stage) -> None:
    """A script that follows is refused, and what is sent is not kept."""
    end(stage)
    before = row_counts()
    for browser, names, home in ((sam, OF_THE_ROOM, SUMMARY), (carer, CARERS_ROOM, SHEET)):
        for each in (reverse(name, args=[CODE]) for name in names):
            assert browser.get(each).url == home
            assert browser.get(each, headers=FOLLOW).status_code == 403
            refused = browser.post(each, {"do": "avoid:tremor", "text": "x"})
            assert refused.status_code == 403
            assert refused.headers["Cache-Control"] == "no-store"
            page = page_of(refused, 403)
            assert page.main.select_one(f"a[href='{home}']").text == "See what you take home"
        assert browser.get(reverse("locked")).url == home
    assert row_counts() == before


def test_only_what_goes_home_is_left_on_the_summary(
    sam: Client, amara: SignedIn, conversation: Consultation
) -> None:
    """No step, no strip and no link leads back into the room."""
    Tab(amara, conversation).keep()
    page = page_of(sam.get(SUMMARY))
    assert "It stays open to you for an hour" in page.main.text
    assert page.select_one("#here") is None
    links = {each["href"] for each in page.select(f"a[href*='{CODE}']")}
    assert SUMMARY in links
    assert {sam.get(each).status_code for each in links} <= {200, 503}
    assert page.select_one(f"form[action='{LEAVE}']")
    assert page_of(amara.get(SUMMARY)).select_one("#here")
    assert sam.get(reverse("cards")).status_code == 200
    assert sam.post(LEAVE).status_code == 302
    assert sam.get(SUMMARY).status_code == 302


def test_without_a_decision_nothing_of_what_was_said_is_left(
    sam: Client, conversation: Consultation
) -> None:
    form = sent(page_of(sam.get(MATTERS)))
    sam.post(MATTERS, form | {"good_life": "I paint."})
    assert Goal.objects.exists()
    assert "I paint." in main_words(sam.get(SUMMARY))
    end(Stage.ENDED)
    assert "Nothing was decided" in main_words(sam.get(SUMMARY))
    assert "I paint." not in sam.get(SUMMARY).content.decode()


def test_after_an_hour_nothing_is_left(sam: Client, carer: Client) -> None:
    end(Stage.DECIDED, seats.AFTER_THE_END)
    assert sam.get(SUMMARY).url == NOT_HERE
    assert carer.get(SHEET).url == NOT_HERE


def test_a_carer_with_whom_nothing_is_agreed_is_led_away_by_itself(
    amara: SignedIn, sam: Client
) -> None:
    """Their page asks every other second, and reads a kind sentence then."""
    browser = carer_sits_down(amara)
    end(Stage.DECIDED)
    answer = browser.get(CARER, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
    said = main_words(browser.get(CARER, follow=True))
    assert "Jo, thank you for being here." in said
    assert "Sam" not in said


def test_no_seat_writes_after_the_end_whatever_was_let_through(
    sam: Client, carer: Client, conversation: Consultation
) -> None:
    """A request may have been let in a moment before: the save looks again, under its lock."""
    end(Stage.DECIDED)
    ticket = tickets.read(tickets.issue(Consultation.objects.get(code=CODE)), CODE)
    seat = Participant.objects.get(consultation__code=CODE, kind="service_user")
    with pytest.raises(PermissionDenied):
        record_consent(ticket=ticket, by=seat, carer=jo().pk, scope=Scope(sees_decision=True))
    assert not jo().sees_decision


def test_a_stage_that_is_put_back_gives_everything_back(sam: Client, carer: Client) -> None:
    """No move of ours does; nothing is written into a seat, so that nothing has to be undone."""
    end(Stage.ENDED)
    assert sam.get(CHECKLIST).status_code == 302
    Consultation.objects.filter(code=CODE).update(**GOES_ON)
    assert sam.get(CHECKLIST).status_code == 200
    assert carer.get(CARER).status_code == 200
    assert is_told(watches(sam)) == ""


def test_the_clinicians_screen_says_that_it_has_ended(sam: Client, amara: SignedIn) -> None:
    """In the strip, with whose screen still shows what goes home."""
    end(Stage.DECIDED)
    strip = page_of(amara.get(HERE, headers=FOLLOW)).text
    assert "This conversation has ended." in strip
    assert "Sam can still see what they take home" in strip
    assert "not connected" not in strip


@pytest.fixture
def restrict(amara: SignedIn, cast: Cast) -> Callable[[str], None]:
    """Return how Amara restricts Sam's record, and lifts that."""
    address = reverse("keeping", args=[cast.service_user.pk])

    def move(kind: str) -> None:
        assert amara.post(address, {"kind": kind, "reason": "It may be wrong."}).url == address

    return move


def test_streams_end_with_the_right_to_the_pages(
    sam: Client, carer: Client, amara: SignedIn, cast: Cast, restrict: Callable
) -> None:
    """A colleague's and a carer's; not of who restricted it, nor the person's own."""
    ben = SignedIn(cast.people["ben"])
    browsers = (ben, carer, amara, sam)
    watchers = [watches(each) for each in browsers]
    restrict("restrict")
    assert [is_told(each) for each in watchers] == ["gone", "gone", "", ""]
    statuses = [each.get(LIVE, headers=STREAM).status_code for each in browsers]
    assert statuses == [403, 403, 204, 204]


def test_a_carer_sits_nowhere_until_it_is_lifted(carer: Client, restrict: Callable) -> None:
    restrict("restrict")
    assert carer.get(CARER).url == NOT_HERE
    assert carer.post(CARER, {"text": "x"}).status_code == 403
    restrict("lift")
    assert carer.get(CARER).status_code == 200


def test_a_screen_that_shows_what_goes_home_asks_whether_it_still_does(
    sam: Client, carer: Client, amara: SignedIn
) -> None:
    """No stream tells of it then: the question that screens ask by themselves does."""
    awake = reverse("awake")
    assert "home" not in sam.get(awake).json()
    end(Stage.DECIDED)
    for is_agreed in (False, True):
        agree(amara, *(["sees_decision"] if is_agreed else []))
        home = "sheet" if is_agreed else "nothing"
        assert carer.get(awake).json()["home"] == home
        assert page_of(carer.get(SHEET)).select_one("#idling")["data-home"] == home
    assert sam.get(awake).json()["home"] == "sheet"
    press(amara, "remove")
    assert sam.get(awake).status_code == 404
