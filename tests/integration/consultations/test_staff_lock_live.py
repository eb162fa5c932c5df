"""A clinician's screen with an open stream locks by the clock, and its stream ends."""

import re

import pytest
from django.urls import reverse

from accounts.models import Account
from accounts.services.sign_ins import keep_session
from consultations.models import Consultation
from consultations.selectors.live import standing
from medications.models import Release
from tests import factories as made
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.idling import CHECKLIST, FOLLOW, HERE, LIVE, Clock
from tests.integration.consultations.ticking import Tab
from tests.second_steps import app_of, code_of

pytestmark = pytest.mark.django_db
STREAM = {"Accept": "text/event-stream"}
CONFIRM = reverse("account_reauthenticate")


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def desk(clock: Clock, amara: SignedIn, conversation: Consultation) -> SignedIn:
    """Return Amara's browser once she has opened the conversation."""
    amara.get(CHECKLIST)
    return amara


def is_over(browser: SignedIn) -> bool:
    """Tell what a stream of this browser is told at its next look, a moment after it opened."""
    watcher = browser.watching
    return watcher in standing([watcher]).gone


@pytest.fixture
def streaming(desk: SignedIn) -> SignedIn:
    """Return the same with a stream open, in the list of where Amara is signed in."""
    account = Account.objects.get(email="amara@example.org")
    keep_session(account=account, key=desk.session.session_key, agent="")
    desk.watching = desk.get(LIVE, headers=STREAM).watcher
    assert not is_over(desk)
    return desk


def test_twenty_minutes_of_polling_and_a_stream_keep_nothing_open(
    streaming: SignedIn, clock: Clock
) -> None:
    """It locks at ten minutes, the stream with it; nothing that it asks then is answered."""
    locked_at = 0.0
    while clock.seconds < 20 * 60:
        clock.go_on(10)
        asked = (streaming.get(each, headers=FOLLOW) for each in (LIVE, HERE, CHECKLIST))
        statuses = {each.status_code for each in asked}
        statuses.add(streaming.get(LIVE, headers=STREAM).status_code)
        typing = streaming.post(HERE, headers=FOLLOW).status_code
        is_locked = statuses == {403} and typing == 403
        locked_at = locked_at or (clock.seconds if is_locked else 0)
        assert is_locked == bool(locked_at), statuses
        assert is_over(streaming) == is_locked
    assert locked_at == 600


def test_a_press_that_waited_lands_once_the_screen_is_open_again(
    desk: SignedIn, clock: Clock, conversation: Consultation
) -> None:
    """While locked no answer is one that a script would take for its own, so that it waits on."""
    tab = Tab(desk, conversation)
    clock.go_on(600)
    late = {"key": "5a3d7c1e-0b52-4f0e-9d6b-000000000001", "made_on": "1"}
    refused = tab.press("avoid:tremor", **late)
    assert refused.status_code == 403
    assert "Checklist" not in refused.headers
    desk.post(CONFIRM, {"password": made.PASSWORD})
    assert tab.press("avoid:tremor", **late).status_code == 200


@pytest.mark.parametrize("name", ["conversation", "checklist", "summary", "here", "decision"])
def test_no_page_of_a_locked_screen_says_a_word_of_anybody(
    desk: SignedIn, clock: Clock, name: str
) -> None:
    """Neither where it is led nor what stands there."""
    clock.go_on(600)
    shown = desk.get(reverse(name, args=[CODE]), follow=True)
    assert shown.status_code == 200
    assert not re.search("Sam|Rivers|R1001|Amara|1985", shown.content.decode())
    assert "This screen has locked" in shown.content.decode()


@pytest.mark.parametrize(
    "way", ["sign out", "switch off", "change a factor", "remove the role", "eight hours"]
)
def test_streams_end_with_what_gave_the_right_to_them(
    streaming: SignedIn, clock: Clock, way: str
) -> None:
    """At their next look, which is half a second later at most."""
    account = Account.objects.get(email="amara@example.org")
    if way == "sign out":
        streaming.post(reverse("account_logout"))
    elif way == "switch off":
        account.is_active = False
        account.save()
    elif way == "change a factor":
        _change_a_factor_elsewhere(account)
    elif way == "remove the role":
        account.memberships.all().delete()
    else:
        for _turn in range(8 * 6):
            assert not is_over(streaming)
            clock.go_on(599)
            streaming.get(CHECKLIST)
        clock.go_on(8 * 3600 - clock.seconds)
    assert is_over(streaming)


def _change_a_factor_elsewhere(account: Account) -> None:
    """Take an app away in another browser."""
    secret = app_of(account)
    other = SignedIn(account)
    other.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert other.post(reverse("mfa_deactivate_totp")).status_code == 302
