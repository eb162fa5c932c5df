"""A screen of the staff that nobody touches locks; one factor brings back the very same page."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Account, Session
from tests import factories as made
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.idling import FOLLOW, WORDS, Clock
from tests.second_steps import app_of, code_of

pytestmark = pytest.mark.django_db
AWAKE, CONFIRM, ROLES = reverse("awake"), reverse("account_reauthenticate"), reverse("my_roles")
BY_CODE = reverse("mfa_reauthenticate")
IDLE = 600


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock of the service."""
    its = Clock()
    monkeypatch.setattr("django.utils.timezone.now", its)
    return its


@pytest.fixture
def account(clock: Clock) -> Account:
    """Somebody of the staff, whose name no locked screen shows."""
    return made.MembershipFactory(account__name="Rosa Ibarra").account


@pytest.fixture
def rosa(account: Account) -> Client:
    """Return the browser in which Rosa has signed in."""
    return SignedIn(account)


@pytest.fixture
def locked(rosa: Client, clock: Clock) -> Client:
    """Return the same once nobody has touched it for ten minutes."""
    clock.go_on(IDLE)
    return rosa


def left(browser: Client) -> float:
    """Return in how many seconds a screen locks, as it is told itself."""
    return browser.get(AWAKE, headers=FOLLOW).json()["left"]


def way_back(page: str) -> str:
    """Return where a locked screen is led that asks for a page."""
    return f"{CONFIRM}?{urlencode({'next': page})}"


def words(response: HttpResponse) -> str:
    """Return every word of a page, its title and what is hidden in fields left out."""
    return BeautifulSoup(response.content, "html.parser").get_text(" ")


def by_itself(browser: Client) -> Iterator[int]:
    """Ask for all that a screen asks for by itself; yield the answers' status."""
    yield browser.get(ROLES, headers=FOLLOW).status_code
    yield browser.get(AWAKE, headers=FOLLOW).status_code
    yield browser.get(ROLES, headers={"Accept": "text/event-stream"}).status_code
    browser.cookies["itself"] = "1"
    yield browser.get(ROLES).status_code
    del browser.cookies["itself"]


def test_it_locks_after_ten_minutes_however_often_it_asks_by_itself(
    rosa: Client, clock: Clock
) -> None:
    """Twenty minutes, every ten seconds; once locked it stays so."""
    locked_at = 0.0
    while clock.seconds < 2 * IDLE:
        clock.go_on(10)
        answers = set(by_itself(rosa))
        is_locked = 403 in answers
        locked_at = locked_at or (clock.seconds if is_locked else 0)
        assert is_locked == bool(locked_at)
        assert answers == ({403, 302, 200} if is_locked else {200})
    assert locked_at == IDLE


def test_what_somebody_does_keeps_it_open_and_is_seldom_written(rosa: Client, clock: Clock) -> None:
    for _page in range(40):
        clock.go_on(29)
        with CaptureQueriesContext(connection) as asked:
            assert rosa.get(ROLES).status_code == 200
        written = [each["sql"] for each in asked.captured_queries if "UPDATE" in each["sql"]]
        assert len(written) == _page % 2
    clock.go_on(IDLE)
    assert rosa.get(ROLES).status_code == 302


@pytest.mark.parametrize(
    ("ago", "stays"), [("20", 580), ("0", 600), ("", 60), ("91", 60), ("-1", 60)]
)
def test_a_touch_says_when(rosa: Client, clock: Clock, ago: str, stays: int) -> None:
    """A minute before the end one press extends; another time is not believed."""
    clock.go_on(540)
    assert rosa.post(AWAKE, {"ago": ago}, headers=FOLLOW).json()["left"] == stays


def test_a_touch_does_not_open_it(locked: Client) -> None:
    assert locked.post(AWAKE, {"ago": "0"}, headers=FOLLOW).json()["left"] == 0
    assert locked.post(AWAKE, {"ago": "30"}, headers=FOLLOW).json()["left"] == 0


def test_a_page_is_led_to_the_lock_which_names_nobody(locked: Client) -> None:
    """Nor does its title, and nothing is there that warns of what has happened."""
    for page in (ROLES, reverse("home"), reverse("cards"), "/my-roles/sign-ins/?a=b"):
        assert locked.get(page).url == way_back(page)
    shown = locked.get(way_back(ROLES))
    assert WORDS in words(shown)
    assert "10 minutes" in words(shown)
    assert "Rosa" not in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert BeautifulSoup(shown.content, "html.parser").select_one("#idling") is None


@pytest.mark.parametrize("factor", ["password", "app"])
def test_one_factor_returns_to_the_same_page(locked: Client, account: Account, factor: str) -> None:
    secret = app_of(account)
    page = "/my-roles/sign-ins/"
    if factor == "password":
        assert locked.post(CONFIRM, {"password": "not this one"}).status_code == 200
        assert locked.get(page).url == way_back(page)
        opened = locked.post(CONFIRM, {"password": made.PASSWORD, "next": page})
    else:
        opened = locked.post(BY_CODE, {"code": code_of(secret), "next": page})
    assert opened.url == page
    assert locked.get(page).status_code == 200
    assert left(locked) == IDLE


@pytest.mark.parametrize("headers", [FOLLOW, {"HX-Request": "true"}])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_put_into_a_page_is_refused_without_a_word(
    locked: Client, headers: dict[str, str], method: str
) -> None:
    answer = getattr(locked, method)(ROLES, headers=headers)
    assert (answer.status_code, answer.content) == (403, b"")


def test_a_form_that_comes_too_late_is_not_kept_and_not_lost(locked: Client) -> None:
    """What was typed stays in the page, unseen, and is sent once more."""
    ours = {"Origin": "http://testserver"}
    answer = locked.post("/my-roles/sign-ins/", {"key": "some words"}, headers=ours)
    assert answer.status_code == 403
    assert "Nothing was saved yet." in words(answer)
    assert "some words" not in words(answer)
    assert "Rosa" not in answer.content.decode()
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("form [name=key]")["value"] == "some words"
    assert page.select_one(f"a[href='{CONFIRM}']")["target"] == "_blank"


def test_whoever_has_no_factor_here_signs_in_again(rosa: Client, clock: Clock) -> None:
    """Where they did: a provider knows them, and nothing of ours does."""
    Account.objects.update(password="!")
    rosa.force_login(Account.objects.get())
    clock.go_on(IDLE)
    page = rosa.get(ROLES)
    assert page.url == f"{reverse('account_login')}?{urlencode({'next': ROLES})}"
    assert not Session.objects.filter(pk=rosa.session.session_key).exists()


def test_it_is_possible_to_sign_out_of_a_locked_screen(locked: Client) -> None:
    assert locked.get(reverse("account_logout")).status_code == 200
    locked.post(reverse("account_logout"))
    assert locked.get(ROLES).url.startswith(reverse("account_login"))


def test_a_session_ends_eight_hours_after_signing_in(rosa: Client, clock: Clock) -> None:
    """However much is done, and kept in it."""
    assert settings.SESSION_COOKIE_AGE == 8 * 60 * 60
    while clock.seconds < 8 * 60 * 60 - 300:
        clock.go_on(300)
        assert rosa.get(ROLES).status_code == 200
        session = rosa.session
        session["something"] = clock.seconds
        session.save()
    clock.go_on(299)
    assert rosa.get(ROLES).status_code == 200
    clock.go_on(1)
    assert rosa.get(ROLES).url.startswith(reverse("account_login"))


def test_what_is_kept_in_a_session_is_nobodys_doing(rosa: Client, clock: Clock) -> None:
    clock.go_on(IDLE - 1)
    session = rosa.session
    session["something"] = 1
    session.save()
    assert left(rosa) == 1


def test_no_setting_keeps_a_screen_open_for_longer() -> None:
    assert settings.STAFF_IDLE_SECONDS == IDLE
