"""The second step at sign-in: an app, passkeys, spare codes; each code once, each try counted."""

import json

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import reverse
from fido2.webauthn import AuthenticatorData

from accounts.models import Account
from tests import factories as made
from tests.integration.accounts.test_sign_in import errors_of, is_signed_in, sign_in
from tests.second_steps import Key, app_of, code_of

pytestmark = pytest.mark.django_db


def page_of(response: HttpResponse) -> BeautifulSoup:
    """Return a page that can be asked for its elements."""
    return BeautifulSoup(response.content, "html.parser")


def options_of(response: HttpResponse) -> dict:
    """Return what a page asks of a passkey."""
    found = json.loads(page_of(response).find(id="passkey-options").string)
    return found.get("creation_options") or found["request_options"]


def set_up_app(client: Client) -> str:
    """Set an app up as a person does; return its key."""
    address = reverse("mfa_activate_totp")
    secret = page_of(client.get(address)).find("code").string.replace(" ", "")
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(address, {"code": code_of(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    return secret


def add_passkey(client: Client, key: Key, name: str = "") -> HttpResponse:
    """Add a passkey."""
    address = reverse("mfa_add_webauthn")
    credential = key.create(options_of(client.get(address)))
    return client.post(address, {"name": name, "credential": credential})


def second_step(client: Client, **form: str) -> HttpResponse:
    """Send the second step's form."""
    return client.post(reverse("mfa_authenticate"), form)


class TestAnApp:
    """Six digits that change every half minute."""

    def test_the_password_alone_does_not_sign_in(self, client: Client, account: Account) -> None:
        """Once an app is set up."""
        app_of(account)
        response = sign_in(client, account.email)
        assert response.url == reverse("mfa_authenticate")
        assert not is_signed_in(client)

    def test_its_code_does(self, client: Client, account: Account) -> None:
        """After the password; a wrong one does not."""
        secret = app_of(account)
        sign_in(client, account.email)
        said = errors_of(second_step(client, code="000000"))
        assert "This did not work" in said
        assert "the clock of your phone may be wrong" in said
        assert not is_signed_in(client)
        second_step(client, code=code_of(secret))
        assert is_signed_in(client)

    def test_a_code_counts_once(self, account: Account) -> None:
        """Whoever looked over the shoulder is too late, in another process as well."""
        secret = app_of(account)
        code = code_of(secret)
        for is_let_in in (True, False):
            browser = Client()
            sign_in(browser, account.email)
            second_step(browser, code=f"{code[:3]} {code[3:]}")
            assert is_signed_in(browser) == is_let_in
            cache.clear()

    @pytest.mark.parametrize(("later", "is_let_in"), [(-2, False), (-1, True), (1, True)])
    def test_a_code_that_turned_while_it_was_typed_counts(
        self, client: Client, account: Account, later: int, is_let_in: bool
    ) -> None:
        """Half a minute early or late, and no more."""
        secret = app_of(account)
        sign_in(client, account.email)
        second_step(client, code=code_of(secret, later))
        assert is_signed_in(client) == is_let_in

    def test_it_is_set_up_with_a_square_and_its_first_code(
        self, rosa: Client, account: Account
    ) -> None:
        """A wrong code sets nothing up; the first one does not sign in as well."""
        address = reverse("mfa_activate_totp")
        page = page_of(rosa.get(address))
        assert page.select_one(".door__square path")["d"].startswith("M4 4h7v1h-7z")
        assert all(len(each) == 4 for each in page.find("code").string.split(" "))
        assert "the clock of your phone" in errors_of(rosa.post(address, {"code": "1"}))
        assert not Authenticator.objects.exists()
        secret = set_up_app(rosa)
        elsewhere = Client()
        sign_in(elsewhere, account.email)
        second_step(elsewhere, code=code_of(secret))
        assert not is_signed_in(elsewhere)

    def test_tries_are_counted(self, client: Client, account: Account) -> None:
        """After five, even the right code has to wait."""
        secret = app_of(account)
        sign_in(client, account.email)
        for _ in range(5):
            second_step(client, code="000000")
        assert "Too many" in errors_of(second_step(client, code=code_of(secret)))
        assert not is_signed_in(client)

    def test_it_can_be_removed(self, rosa: Client) -> None:
        """With the spare codes, which would open the account by themselves."""
        set_up_app(rosa)
        assert "Remove the app" in page_of(rosa.get(reverse("mfa_index"))).get_text()
        rosa.post(reverse("mfa_deactivate_totp"))
        assert not Authenticator.objects.exists()


class TestSpareCodes:
    """Ten codes for the day on which phone and key are elsewhere."""

    def test_one_signs_in_once(self, rosa: Client, account: Account) -> None:
        """And the others still do."""
        set_up_app(rosa)
        page = page_of(rosa.get(reverse("mfa_view_recovery_codes")))
        codes = [each.get_text() for each in page.select(".spare-codes code")]
        assert len(codes) == len(set(codes)) == 10
        for code, is_let_in in ((codes[0], True), (codes[0], False), (codes[1], True)):
            browser = Client()
            sign_in(browser, account.email)
            second_step(browser, code=code)
            assert is_signed_in(browser) == is_let_in

    def test_new_ones_replace_the_old(self, rosa: Client) -> None:
        """All of them."""
        set_up_app(rosa)
        address = reverse("mfa_view_recovery_codes")
        old = {each.get_text() for each in page_of(rosa.get(address)).select(".spare-codes code")}
        rosa.post(reverse("mfa_generate_recovery_codes"))
        new = {each.get_text() for each in page_of(rosa.get(address)).select(".spare-codes code")}
        assert len(new) == 10
        assert not old & new


class TestAPasskey:
    """A key that signs what the page asks."""

    def test_it_is_the_second_step(self, rosa: Client, account: Account) -> None:
        """After the password; an answer to another question does nothing."""
        key = Key()
        add_passkey(rosa, key, "Blue key")
        assert "Blue key" in page_of(rosa.get(reverse("mfa_index"))).get_text()
        browser = Client()
        sign_in(browser, account.email)
        old = key.get(options_of(browser.get(reverse("mfa_authenticate"))))
        browser.get(reverse("mfa_authenticate"))
        second_step(browser, credential=old)
        assert not is_signed_in(browser)
        new = key.get(options_of(browser.get(reverse("mfa_authenticate"))))
        second_step(browser, credential=new)
        assert is_signed_in(browser)

    @pytest.mark.parametrize("credential", ["null", "{}", "[1]", "forged", '{"id": 1}'])
    def test_what_another_key_signed_opens_nothing(
        self, rosa: Client, account: Account, credential: str
    ) -> None:
        """Nor what cannot be read."""
        key = Key()
        add_passkey(rosa, key)
        browser = Client()
        sign_in(browser, account.email)
        options = options_of(browser.get(reverse("mfa_authenticate")))
        if credential == "forged":
            credential = Key(number=key.number).get(options)
        assert errors_of(second_step(browser, credential=credential))
        assert not is_signed_in(browser)

    @pytest.mark.parametrize("credential", ["", "null", "{}", "words", '{"id": 1}', "[1]"])
    def test_what_is_no_passkey_is_said_to_be_none(self, rosa: Client, credential: str) -> None:
        """Without scripts the form sends nothing."""
        address = reverse("mfa_add_webauthn")
        rosa.get(address)
        assert errors_of(rosa.post(address, {"name": "Key", "credential": credential}))
        assert not Authenticator.objects.exists()

    @pytest.mark.parametrize(
        ("flags", "is_let_in"),
        [
            (AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV, True),
            (AuthenticatorData.FLAG.UP, False),
        ],
        ids=["asked for a PIN", "did not"],
    )
    def test_it_signs_in_by_itself_when_it_has_asked_who_holds_it(
        self, rosa: Client, client: Client, flags: AuthenticatorData.FLAG, is_let_in: bool
    ) -> None:
        """That is two steps in one; a key that only lay there is none."""
        key = Key(flags)
        add_passkey(rosa, key)
        browser = Client()
        address = reverse("mfa_login_webauthn")
        asked = browser.get(address, headers={"accept": "application/json"}).json()
        credential = key.get(asked["request_options"])
        response = browser.post(address, {"credential": credential, "next": reverse("my_roles")})
        assert is_signed_in(browser) == is_let_in
        assert response.url == reverse("my_roles" if is_let_in else "account_login")

    def test_it_can_be_removed_by_its_owner_only(self, rosa: Client, account: Account) -> None:
        """Nobody else's is found."""
        add_passkey(rosa, Key())
        pk = Authenticator.objects.get(type="webauthn").pk
        other = Client()
        sign_in(other, made.AccountFactory().email)
        other.post(reverse("account_reauthenticate"), {"password": made.PASSWORD})
        address = reverse("mfa_remove_webauthn", args=[pk])
        assert other.post(address).status_code == 404
        assert "Passkey 1" in page_of(rosa.get(address)).get_text()
        assert rosa.post(address).url == reverse("mfa_list_webauthn")
        assert not Authenticator.objects.exists()


SEE = "mfa_view_recovery_codes"
CHANGES = (
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    SEE,
    "mfa_generate_recovery_codes",
)


class TestShowingThatItIsYou:
    """A tablet left lying about does not give an account away."""

    @pytest.mark.parametrize(
        ("name", "method"),
        [(name, "get") for name in CHANGES] + [(name, "post") for name in CHANGES if name != SEE],
    )
    def test_every_change_asks_once_more(
        self, client: Client, account: Account, name: str, method: str
    ) -> None:
        """Before a factor is added or removed, or codes are shown."""
        secret = app_of(account)
        Authenticator.objects.create(
            user=account, type="recovery_codes", data={"seed": "ab", "used_mask": 0}
        )
        sign_in(client, account.email)
        second_step(client, code=code_of(secret))
        if name == "mfa_activate_totp":
            Authenticator.objects.filter(type="totp").update(type="webauthn", data={})
        response = getattr(client, method)(reverse(name))
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_reauthenticate"))

    def test_a_code_or_a_passkey_shows_it_as_well(self, rosa: Client, account: Account) -> None:
        """Each page names the others."""
        key = Key()
        add_passkey(rosa, key)
        secret = app_of(account)
        for name in ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"):
            assert len(page_of(rosa.get(reverse(name))).select("main li a")) == 2
        address = reverse("mfa_reauthenticate_webauthn")
        credential = key.get(options_of(rosa.get(address)))
        assert rosa.post(address, {"credential": credential}).status_code == 302
        code = {"code": code_of(secret), "next": reverse("mfa_index")}
        assert rosa.post(reverse("mfa_reauthenticate"), code).url == reverse("mfa_index")
