"""What the tests of the front door share: the cast, and browsers in which they signed in."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Account
from tests import factories as made
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Let everybody come in."""
    return make_cast()


@pytest.fixture
def account(db: None) -> Account:
    """Somebody with a password."""
    return made.AccountFactory(email="rosa@example.org")


@pytest.fixture
def rosa(client: Client, account: Account) -> Client:
    """Return the browser in which Rosa signed in, and showed once more that it is her."""
    known = {"login": account.email, "password": made.PASSWORD}
    client.post(reverse("account_login"), known)
    client.post(reverse("account_reauthenticate"), {"password": made.PASSWORD})
    return client


@pytest.fixture(autouse=True)
def forgetful_throttle() -> None:
    """Count tries from nought in every test."""
    cache.clear()


class SignedIn(Client):
    """A browser in which somebody has signed in."""

    def __init__(self, account: Account) -> None:
        """Sign in without a password: signing in itself has its own tests."""
        super().__init__()
        self.force_login(account)
