"""The first second step, just after signing in: the password is not asked for once more."""

import time
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Account
from tests.integration.accounts.conftest import SignedIn
from tests.integration.accounts.test_second_step import SEE, add_passkey, page_of, set_up_app
from tests.integration.accounts.test_sign_in import sign_in
from tests.second_steps import Key

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_it_is_set_up_without_asking_once_more(client: Client, account: Account, name: str) -> None:
    """The password is seconds old; after five minutes it is asked for."""
    sign_in(client, account.email)
    assert client.get(reverse(name)).status_code == 200
    later = time.time() + 5 * 60
    with mock.patch("accounts.factors.time.time", return_value=later):
        response = client.get(reverse(name))
    assert response.url.startswith(reverse("account_reauthenticate"))


def test_a_session_of_which_nothing_tells_when_it_was_begun_asks(account: Account) -> None:
    """As one that was brought along."""
    response = SignedIn(account).get(reverse("mfa_activate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["app", "passkey"])
def test_spare_codes_are_shown_after_the_first_one_and_nothing_else_is(
    client: Client, account: Account, way: str
) -> None:
    """Every later change asks, within these minutes as well."""
    sign_in(client, account.email)
    set_up_app(client) if way == "app" else add_passkey(client, Key())
    page = page_of(client.get(reverse(SEE)))
    assert len(page.select(".spare-codes code")) == 10
    for name in ("mfa_add_webauthn", "mfa_activate_totp", "mfa_generate_recovery_codes"):
        response = client.post(reverse(name))
        assert response.url.startswith(reverse("account_reauthenticate")), name
    later = time.time() + 5 * 60
    with mock.patch("accounts.factors.time.time", return_value=later):
        response = client.get(reverse(SEE))
    assert response.url.startswith(reverse("account_reauthenticate"))
