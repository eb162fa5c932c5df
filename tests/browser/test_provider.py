"""Signing in at a provider, in a browser that is held to the policy of the pages."""

from collections.abc import Iterator

import pytest
import requests
from django.conf import settings as kept
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.integration.accounts.test_oidc import AMARA, LEVELS
from tests.provider import PATIENCE, named, running_provider


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a browser that may go to the provider, too."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def at_the_door(visit: Visit, page: Page, settings: object) -> Iterator[Page]:
    """Return the sign-in page of a service that knows a provider."""
    with running_provider() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [named(provider)]}}
        settings.OIDC_ASSURANCE = LEVELS
        policy = kept.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": policy | {"form-action": [*policy["form-action"], provider]}
        }
        said = AMARA | LEVELS
        requests.put(f"{provider}/users/somebody", json=said, timeout=PATIENCE)
        page.goto(visit.service.address + reverse("account_login"))
        yield page


def test_a_form_is_led_on_to_the_provider_and_back(at_the_door: Page) -> None:
    """The policy lets it go there."""
    at_the_door.get_by_role("button", name="Sign in with Care identity").click()
    at_the_door.locator("[name=sub]").fill("somebody")
    at_the_door.locator("button, [type=submit]").first.click()
    expect(at_the_door.get_by_role("link", name="Amara Okafor", exact=True)).to_be_visible()


def test_a_form_is_led_nowhere_else(at_the_door: Page, settings: object) -> None:
    """The browser itself holds it back, and says so to who looks for it."""
    policy = kept.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"form-action": ["'self'"]}}
    at_the_door.reload()
    with at_the_door.expect_console_message(lambda said: "form-action" in said.text):
        at_the_door.get_by_role("button", name="Sign in with Care identity").click()
    expect(at_the_door.locator("[name=sub]")).to_have_count(0)
