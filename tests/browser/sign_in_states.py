"""The states of sign-in and of one's own second step."""

from playwright.sync_api import Page

from tests.browser.state import State, send
from tests.factories import PASSWORD
from tests.second_steps import code_of


def confirm(page: Page) -> None:
    """Show that it is you, with the password."""
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Go on").click()


def confirm_and_send(page: Page) -> None:
    """Send the form that comes next as it is."""
    confirm(page)
    send(page)


def set_up_app(page: Page) -> None:
    """Set an app up, which shows the spare codes."""
    confirm(page)
    page.get_by_label("The six digits").fill(code_of(page.locator("main code").inner_text()))
    send(page)


def after_the_app(address: str) -> object:
    """Return what sets an app up, and then goes to another page of one's own."""

    def go(page: Page) -> None:
        set_up_app(page)
        page.goto(page.url.split("/account/")[0] + address)

    return go


def type_password(page: Page) -> None:
    """Go to the sign-in page as a visitor, and sign in with address and password."""
    page.context.clear_cookies()
    service = page.url.split("/my-roles/")[0].split("/account/")[0].rstrip("/")
    page.goto(f"{service}/account/login/")
    page.get_by_label("E-mail address").fill("amara@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def sign_in_anew(page: Page) -> None:
    """Set an app up, sign out, and sign in as far as the second step."""
    after_the_app("/account/logout/")(page)
    send(page)
    type_password(page)


def sign_in_twice(page: Page) -> None:
    """Sign in with two browsers, and look at the list with the second."""
    address = page.url
    for _ in range(2):
        page.goto(address)
        type_password(page)
    page.goto(address)


STEP = "/account/second-step/"
AMARA = {"who": "amara"}
SIGN_IN = [
    State("account_login"),
    State("account_login", words="with errors", then=send),
    State("account_logout", **AMARA),
    State("account_inactive"),
    State("account_reset_password"),
    State("account_reset_password", words="with errors", then=send),
    State("account_reset_password_done"),
    State("account_reset_password_from_key", ("1", "bad-key")),
    State("account_reset_password_from_key_done"),
    State("account_change_password", **AMARA),
    State("account_change_password", words="with errors", then=send, **AMARA),
    State("account_reauthenticate", **AMARA),
]
SECOND_STEP = [
    State("mfa_index", **AMARA),
    State(
        "mfa_index", (), "with an app", at="mfa_activate_totp", then=after_the_app(STEP), **AMARA
    ),
    State("mfa_activate_totp", then=confirm, **AMARA),
    State("mfa_activate_totp", words="with errors", then=confirm_and_send, **AMARA),
    State("mfa_add_webauthn", then=confirm, **AMARA),
    State("mfa_list_webauthn", **AMARA),
    State("mfa_view_recovery_codes", at="mfa_activate_totp", then=set_up_app, **AMARA),
    State(
        "mfa_generate_recovery_codes",
        at="mfa_activate_totp",
        then=after_the_app(f"{STEP}recovery-codes/generate/"),
        **AMARA,
    ),
    State(
        "mfa_deactivate_totp",
        at="mfa_activate_totp",
        then=after_the_app(f"{STEP}totp/deactivate/"),
        **AMARA,
    ),
    State(
        "mfa_reauthenticate",
        at="mfa_activate_totp",
        then=after_the_app(f"{STEP}reauthenticate/"),
        **AMARA,
    ),
    State("mfa_authenticate", at="mfa_activate_totp", then=sign_in_anew, **AMARA),
    # A browser sends what a passkey says; tests/browser/test_passkeys.py has one that does.
    State("mfa_login_webauthn", at="account_login"),
    State("mfa_reauthenticate_webauthn", at="account_reauthenticate", **AMARA),
    # A provider is there where operators name one; tests/integration/accounts/test_oidc.py does.
    State("openid_connect_login", ("provider",), status=404),
    State("openid_connect_callback", ("provider",), status=404),
    State("mfa_remove_webauthn", ("1",), "of nobody", then=confirm, **AMARA),
]


def send_and_confirm(page: Page) -> None:
    """Send what is in the form, show that it is you, and see what is wrong with it."""
    send(page)
    confirm(page)


def switch_off(page: Page) -> None:
    """Switch the account off."""
    with page.expect_navigation():
        page.get_by_role("button", name="Switch the account off").click()
    confirm(page)


ADMINISTRATION = [
    State("accounts", who="grace"),
    State("accounts", words="with errors", then=send, who="grace"),
    State("let_in", who="grace"),
    State("let_in", words="with errors", then=send_and_confirm, who="grace"),
    State("account", ("{ben}",), who="grace"),
    State("account", ("{ben}",), "switched off", then=switch_off, who="grace"),
    State("account", ("{grace}",), "one's own", who="grace"),
]
# Pages of django-allauth that nobody may open here.
CLOSED = [
    State("account_signup", status=403),
    State("account_email", status=403),
    State("account_email_verification_sent", status=403),
    State("account_confirm_email", ("key",), status=403),
    State("account_set_password", status=403),
    State("account_confirm_login_code", status=403),
    State("mfa_download_recovery_codes", status=403),
    State("mfa_edit_webauthn", ("1",), status=403),
]
