"""Where somebody is signed in: the list, and ending what is on it, with its open streams."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, SignIn
from consultations.models import Consultation
from consultations.selectors.live import Watcher, standing
from tests import factories as made
from tests.cast import Cast
from tests.integration.accounts.test_second_step import page_of
from tests.integration.accounts.test_sign_in import sign_in
from tests.integration.accounts.test_sign_ins import FIREFOX

pytestmark = pytest.mark.django_db
PAGE = "/my-roles/sign-ins/"


@pytest.fixture(autouse=True)
def forgetful_throttle() -> None:
    """Count sign-ins from nought in every test."""
    cache.clear()


@pytest.fixture
def desk(cast: Cast) -> Client:
    """Return the browser in which Amara works, and in which she showed that it is her."""
    return signed_in("amara@example.org")


def signed_in(email: str) -> Client:
    """Sign in with a browser, and show once more who it is."""
    client = Client(headers={"User-Agent": FIREFOX})
    sign_in(client, email)
    client.post(reverse("account_reauthenticate"), {"password": made.PASSWORD})
    return client


def watcher(client: Client, conversation: Consultation) -> Watcher:
    """Return by what right a browser follows a conversation."""
    return client.get(reverse("live", args=[conversation.code])).watcher


def is_gone(each: Watcher) -> bool:
    """Tell what a stream is told at its next look."""
    return each in standing([each]).gone


def lines(client: Client) -> list[str]:
    """Return what the list says, line by line."""
    rows = page_of(client.get(PAGE)).select("tbody tr")
    return [" ".join(each.get_text(" ").split()) for each in rows]


def test_the_list_says_browser_and_time_and_marks_this_one(desk: Client) -> None:
    """Newest first, and only what is still open."""
    signed_in("amara@example.org")
    signed_in("amara@example.org").post(reverse("account_logout"))
    signed_in("ben@example.org")
    other, this = lines(desk)
    assert "Firefox on Linux" in other
    assert "Sign out there" in other
    assert this.endswith("You are here")


def test_one_session_is_ended_with_its_stream(desk: Client, conversation: Consultation) -> None:
    """The others go on."""
    lost, kept = signed_in("amara@example.org"), signed_in("amara@example.org")
    watching = [watcher(each, conversation) for each in (lost, kept, desk)]
    key = SignIn.objects.get(key=lost.session.session_key).pk
    response = desk.post(PAGE, {"key": key}, follow=True)
    assert "One session is ended." in response.content.decode()
    assert [is_gone(each) for each in watching] == [True, False, False]
    assert lost.get(PAGE).status_code == 302
    assert kept.get(PAGE).status_code == 200
    assert AuditEntry.objects.filter(action="end_sessions").count() == 1


def test_all_others_are_ended(desk: Client, conversation: Consultation) -> None:
    """And this one stays."""
    watching = [watcher(signed_in("amara@example.org"), conversation) for _ in range(2)]
    desk.post(PAGE)
    assert all(is_gone(each) for each in watching)
    assert not is_gone(watcher(desk, conversation))
    assert "here and nowhere else" in desk.get(PAGE).content.decode()


@pytest.mark.parametrize("key", ["own", "ben's", "words", "0"])
def test_nothing_else_can_be_ended(desk: Client, key: str) -> None:
    """Neither this one, nor somebody else's, nor what is none."""
    colleague = signed_in("ben@example.org")
    named = {"own": desk, "ben's": colleague}.get(key)
    if named:
        key = str(SignIn.objects.get(key=named.session.session_key).pk)
    desk.post(PAGE, {"key": key})
    assert desk.get(PAGE).status_code == colleague.get(PAGE).status_code == 200


def test_ending_asks_once_more_who_it_is(cast: Cast) -> None:
    """A tablet left lying about signs nobody out."""
    client = Client()
    sign_in(client, "amara@example.org")
    other = signed_in("amara@example.org")
    assert client.post(PAGE).url.startswith(reverse("account_reauthenticate"))
    assert other.get(PAGE).status_code == 200
    again = {"password": made.PASSWORD, "next": PAGE}
    assert client.post(reverse("account_reauthenticate"), again).url == PAGE
    assert other.get(PAGE).status_code == 302


def test_it_asks_little_of_the_database(desk: Client, django_assert_num_queries: object) -> None:
    """Session, account, roles, and the list."""
    with django_assert_num_queries(4):
        desk.get(PAGE)
