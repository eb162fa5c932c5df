"""A passkey in a browser that has one, from adding it to signing in with it alone."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sign_in_states import confirm
from tests.browser.state import State

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def plug_in(page: Page) -> None:
    """Give the browser a key that answers by itself."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_a_passkey_is_added_and_signs_in_alone(visit: Visit) -> None:
    """With one press each."""
    plug_in(visit.page)
    page = visit.open(State("mfa_add_webauthn", who="amara", then=confirm))
    page.get_by_label("A name to know it by").fill("My tablet")
    page.get_by_role("button", name="Add this passkey").click()
    expect(page.get_by_role("heading", name="Your spare codes")).to_be_visible()
    page.goto(visit.service.address + reverse("mfa_index"))
    expect(page.get_by_text("My tablet")).to_be_visible()

    page.context.clear_cookies()
    page.goto(visit.service.address + reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Amara Okafor", exact=True)).to_be_visible()


def test_without_one_the_page_says_what_to_do(visit: Visit) -> None:
    """And stays as it was."""
    page = visit.open(State("mfa_add_webauthn", who="amara", then=confirm))
    page.evaluate("navigator.credentials.create = async () => { throw new Error('stopped') }; null")
    page.get_by_role("button", name="Add this passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("It did not work, or was stopped.")
