"""A flood of sign-ins: a few passwords are looked at together, and the others hear when to come."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.test import Client
from django.urls import reverse

from accounts.hashing import TooBusyError, a_place
from tests import factories as made
from tests.integration.accounts.test_rules import words_of
from tests.integration.accounts.test_second_step import page_of
from tests.integration.accounts.test_sign_in import errors_of, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
TIMES = 20


@pytest.fixture
def full(settings: object) -> Iterator[None]:
    """Take the places, and wait for none."""
    settings.HASH_WAIT_SECONDS = 0.01
    with a_place():
        yield


def test_who_signs_in_then_reads_when_to_come_back(client: Client, settings: object) -> None:
    """The address is kept, the password is not."""
    account = made.AccountFactory()
    settings.HASH_WAIT_SECONDS = 0.01
    with a_place():
        response = sign_in(client, account.email)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "Wait ten seconds" in errors_of(response)
    page = page_of(response)
    assert page.find("input", {"name": "login"})["value"] == account.email
    assert made.PASSWORD not in response.content.decode()
    assert not is_signed_in(client)


def test_an_unknown_address_reads_the_same(client: Client, full: None) -> None:
    """Nobody learns who works here."""
    assert sign_in(client, "nobody@example.org").status_code == 503


def test_a_form_with_passwords_alone_is_answered_with_a_page(
    client: Client, settings: object
) -> None:
    """Which says that nothing was changed."""
    client.force_login(made.AccountFactory())
    settings.HASH_WAIT_SECONDS = 0.01
    with a_place():
        form = {"password": made.PASSWORD}
        response = client.post(reverse("account_reauthenticate"), form)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "Nothing was changed" in words_of(response)
    assert response["Cache-Control"] == "no-store"


def test_pages_open_meanwhile(client: Client) -> None:
    """They wait for no password."""
    client.force_login(made.MembershipFactory().account)
    with a_place():
        assert client.get(reverse("day")).status_code == 200


def test_never_more_than_one_at_a_time(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    """Whatever happens in between; the places come back."""
    running, most = [], []

    def slow(self: object, password: str, salt: str) -> str:
        running.append(1)
        most.append(len(running))
        running.pop()
        raise ValueError

    settings.HASH_WAIT_SECONDS = 5
    monkeypatch.setattr(Argon2PasswordHasher, "encode", slow)
    with ThreadPoolExecutor(TIMES) as threads:
        tries = [threads.submit(make_password, "word") for _ in range(TIMES)]
    assert [type(each.exception()) for each in tries] == [ValueError] * TIMES
    assert max(most) == 1


def test_digests_stay_what_they_were(full: None) -> None:
    """Those of before are good, and a full house says so instead of no."""
    old = Argon2PasswordHasher().encode("word", "some salt")
    with pytest.raises(TooBusyError):
        check_password("word", old)


def test_old_digests_are_good() -> None:
    """Nobody needs a new password."""
    old = Argon2PasswordHasher().encode("word", "some salt")
    assert check_password("word", old)
    assert make_password("word").startswith("argon2$")
