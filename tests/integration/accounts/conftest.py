"""What the tests of the front door share: the cast, and browsers in which they signed in."""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Account
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Let everybody come in."""
    return make_cast()


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
