"""Tries are counted by the address of who asks: as the proxy says it, where there is one."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import Account
from tests import factories as made
from tests.integration.accounts.test_sign_in import is_signed_in
from tests.source import ROOT

pytestmark = pytest.mark.django_db
THERE, HERE = "203.0.113.7", "198.51.100.4"
TRIES = 3


@pytest.fixture(autouse=True)
def _few_tries(settings: Settings) -> None:
    """Let an address be wrong three times in a minute."""
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": f"{TRIES}/m/ip"}


def sign_in(address: str, email: str, password: str) -> bool:
    """Sign in from somewhere, as a proxy says or somebody pretends; tell whether it went well."""
    client = Client(headers={"X-Forwarded-For": address})
    client.post("/account/login/", {"login": email, "password": password})
    return is_signed_in(client)


def be_wrong_often(*addresses: str) -> None:
    """Type wrong passwords until an address has no tries left."""
    for number, address in enumerate(addresses):
        assert not sign_in(address, f"nobody{number}@example.org", "wrong")


def test_wrong_passwords_of_one_address_keep_no_other_out(
    account: Account, settings: Settings
) -> None:
    """Everybody comes from the proxy's own address; whoever was wrong has to wait."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    be_wrong_often(*[THERE] * TRIES)
    assert not sign_in(THERE, account.email, made.PASSWORD)
    assert sign_in(HERE, account.email, made.PASSWORD)


def test_without_a_proxy_nobody_chooses_an_address(account: Account) -> None:
    """What a browser sends itself counts for nothing."""
    be_wrong_often(*(f"203.0.113.{number}" for number in range(TRIES)))
    assert not sign_in(HERE, account.email, made.PASSWORD)


def test_what_a_browser_adds_before_a_proxy_counts_for_nothing(
    account: Account, settings: Settings
) -> None:
    """Of a proxy that adds to what it was sent, the last address is the one that it saw."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    be_wrong_often(*(f"203.0.113.{number}, {THERE}" for number in range(TRIES)))
    assert not sign_in(f"{HERE}, {THERE}", account.email, made.PASSWORD)


def test_the_proxy_of_the_page_writes_the_address_anew() -> None:
    """In every place that leads to the service."""
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    places = page.count("proxy_pass http")
    assert places == page.count("proxy_set_header X-Forwarded-For $remote_addr;") == 2
