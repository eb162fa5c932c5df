"""Signing in by e-mail and password: any case, same answer to every mistake, slowed down."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Account
from tests import factories as made
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TRIES_BEFORE_A_PAUSE = 5
WRONG = "not correct"


def sign_in(client: Client, email: str, password: str = made.PASSWORD) -> HttpResponse:
    """Send the form as a browser does."""
    return client.post(reverse("account_login"), {"login": email, "password": password})


def errors_of(response: HttpResponse) -> str:
    """Return what the page says went wrong."""
    page = BeautifulSoup(response.content, "html.parser")
    said = page.select(".nhsuk-error-summary, .nhsuk-error-message")
    return " ".join(part.get_text(" ", strip=True) for part in said)


def is_signed_in(client: Client) -> bool:
    """Tell whether the browser's session belongs to an account."""
    return "_auth_user_id" in client.session


class TestSigningIn:
    """What somebody types, and what they read."""

    @pytest.mark.parametrize("typed", ["rosa@example.org", "ROSA@Example.ORG", " rosa@example.org"])
    def test_an_address_counts_in_any_case(
        self, client: Client, account: Account, typed: str
    ) -> None:
        """A tablet begins a line with a capital letter."""
        response = sign_in(client, typed)
        assert response.status_code == 302
        assert response.url == reverse("home")
        assert client.session["_auth_user_id"] == str(account.pk)

    def test_the_page_asked_for_comes_next(self, client: Client, account: Account) -> None:
        """And only a page of ours."""
        form = {"login": account.email, "password": made.PASSWORD}
        ours = client.post(reverse("account_login"), form | {"next": reverse("my_roles")})
        assert ours.url == reverse("my_roles")
        elsewhere = Client().post(reverse("account_login"), form | {"next": "https://evil.test/"})
        assert elsewhere.url == reverse("home")

    def test_everybody_comes_to_where_their_work_begins(
        self, client: Client, account: Account
    ) -> None:
        """One screen less before a conversation, or before the cards that are left to approve."""
        made.MembershipFactory(account=account)
        assert sign_in(client, account.email).url == reverse("day")
        pharmacist = made.MembershipFactory(pharmacist=True).account
        assert sign_in(Client(), pharmacist.email).url == reverse("desk")
        manager = made.MembershipFactory(manager=True).account
        assert sign_in(Client(), manager.email).url == reverse("team")
        administrator = made.MembershipFactory(administrator=True)
        assert sign_in(Client(), administrator.account.email).url == reverse("accounts")
        made.MembershipFactory(
            account=administrator.account, organisation=administrator.organisation
        )
        assert sign_in(Client(), administrator.account.email).url == reverse("day")

    def test_a_wrong_password_and_an_unknown_address_read_alike(
        self, client: Client, account: Account
    ) -> None:
        """Nobody learns who works here."""
        wrong = sign_in(client, account.email, "four walls and no roof")
        unknown = sign_in(client, "nobody@example.org")
        assert wrong.status_code == unknown.status_code
        assert WRONG in errors_of(wrong)
        assert errors_of(wrong) == errors_of(unknown)
        assert not is_signed_in(client)

    def test_what_was_typed_is_kept_except_the_password(
        self, client: Client, account: Account
    ) -> None:
        """One mistake, one field to type again."""
        page = BeautifulSoup(sign_in(client, account.email, "wrong").content, "html.parser")
        assert page.find("input", {"name": "login"})["value"] == account.email
        assert not page.find("input", {"name": "password"}).get("value")

    def test_a_disabled_account_does_not_come_in(self, client: Client, account: Account) -> None:
        """Also with the right password."""
        account.is_active = False
        account.save()
        sign_in(client, account.email)
        assert not is_signed_in(client)

    def test_a_session_gets_a_new_key(self, client: Client, account: Account) -> None:
        """A key that was planted beforehand opens nothing afterwards."""
        client.get(reverse("account_login"))
        session = client.session
        session["planted"] = True
        session.save()
        before = session.session_key
        sign_in(client, account.email)
        assert client.session.session_key != before

    def test_signing_out_is_a_button_and_ends_the_session(
        self, client: Client, account: Account
    ) -> None:
        """A link that somebody else sends must not do it."""
        sign_in(client, account.email)
        client.get(reverse("account_logout"))
        assert is_signed_in(client)
        response = client.post(reverse("account_logout"))
        assert response.url == reverse("home")
        assert not is_signed_in(client)
        assert client.get(reverse("my_roles")).status_code == 302


class TestThrottle:
    """Guessing is slow."""

    def test_after_some_wrong_tries_the_right_password_has_to_wait(
        self, client: Client, account: Account
    ) -> None:
        """In a fresh browser too: the address is what is counted."""
        for _ in range(TRIES_BEFORE_A_PAUSE):
            sign_in(client, account.email, "wrong")
        fresh = Client()
        response = sign_in(fresh, account.email)
        assert not is_signed_in(fresh)
        assert "Too many" in errors_of(response)

    def test_another_account_is_not_held_up(self, client: Client, account: Account) -> None:
        """A whole clinic may share one address of the network."""
        for _ in range(TRIES_BEFORE_A_PAUSE):
            sign_in(client, account.email, "wrong")
        colleague = Client()
        sign_in(colleague, made.AccountFactory().email)
        assert is_signed_in(colleague)


class TestPasswords:
    """Long, not common, not one's own name; nothing else is asked of them."""

    @pytest.mark.parametrize(
        "password", ["eleven char", "rosa@example.org", "password1234", "Rosa Luxembourg"]
    )
    def test_a_weak_password_is_refused(self, password: str) -> None:
        """Shorter than 12, one's own address or name, or on the list of common ones."""
        account = made.AccountFactory.build(email="rosa@example.org", name="Rosa Luxembourg")
        with pytest.raises(ValidationError):
            validate_password(password, account)

    @pytest.mark.parametrize(
        "password", ["HilltopCommunity1!", "choosing medicine 2026", "Clinic-clinic-clinic"]
    )
    def test_the_names_of_the_service_are_no_secret(self, cast: Cast, password: str) -> None:
        """Of the service itself, of the organisation and of each clinic, in any case."""
        account = cast.people["amara"]
        cast.clinic.name = "Hilltop Community"
        cast.clinic.save()
        with pytest.raises(ValidationError, match="words that everybody here knows"):
            validate_password(password, account)
        validate_password(f"{password} and a window", account)

    @pytest.mark.parametrize(
        "password",
        ["twelve chars", "x" * 3 + " ÄÖ 鳥 " + "y" * 80, "#$%^&*()!@#$%^12", "a-1-b-2-c!!!!!!"],
    )
    def test_any_twelve_characters_will_do(self, password: str) -> None:
        """No digit, capital or sign is asked for, and long ones are kept whole."""
        validate_password(password, made.AccountFactory.build())

    def test_changing_it_asks_for_the_old_one(self, client: Client, account: Account) -> None:
        """A tablet left lying about does not give an account away."""
        sign_in(client, account.email)
        new = "a window and a door"
        form = {"oldpassword": "wrong", "password1": new, "password2": new}
        address = reverse("account_change_password")
        assert errors_of(client.post(address, form))
        account.refresh_from_db()
        assert account.check_password(made.PASSWORD)
        assert client.post(address, form | {"oldpassword": made.PASSWORD}).status_code == 302
        account.refresh_from_db()
        assert account.check_password(new)

    def test_a_short_new_password_is_refused_with_a_sentence(
        self, client: Client, account: Account
    ) -> None:
        """Which says how long it has to be."""
        sign_in(client, account.email)
        form = {"oldpassword": made.PASSWORD, "password1": "short", "password2": "short"}
        assert "12" in errors_of(client.post(reverse("account_change_password"), form))


def test_nobody_signs_up(client: Client) -> None:
    """The page is shut, and no other page leads to it."""
    form = {"email": "new@example.org", "password1": "a window and a door"}
    assert client.post(reverse("account_signup"), form).status_code == 403
    assert not Account.objects.filter(email="new@example.org").exists()
    page = client.get(reverse("account_login")).content.decode()
    assert reverse("account_signup") not in page
