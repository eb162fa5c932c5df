"""Signing in speaks our words: no page and no mail is left as django-allauth words it."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.account import app_settings
from allauth.core.internal.ratelimit import parse_rates
from bs4 import BeautifulSoup
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.invitations import password_link
from accounts.models import Account
from sdmtool.errors import LIMIT_OVER_SECONDS
from tests import factories as made
from tests.integration.accounts.conftest import SignedIn
from tests.integration.accounts.test_rules import words_of

pytestmark = pytest.mark.django_db
NEW = "a window and a door"
SERVICE = "Choosing a medicine together"
# django-allauth's spelling and capitals, and the two words it has for whoever signs in.
FOREIGN = re.compile(
    r"[Pp]assword Reset|Change Password|Bad Token|Current Password|New Password|\bEmail|Confirm "
    r"Access|reauthenticate|Account Inactive|Hello from|[Ss]uccessfully|logged in|\busers?\b"
)
VISITOR = {
    "account_login": "Sign in",
    "account_inactive": "This account is switched off",
    "account_reset_password": "Forgotten your password",
    "account_reset_password_done": "Look in your e-mail",
    "account_reset_password_from_key_done": "Sign in with your new password",
}
MEMBER = {
    "account_logout": "Sign out",
    "account_change_password": "Change your password",
    "account_reauthenticate": "Show that it is you",
}


@pytest.fixture
def account() -> Account:
    """Somebody with a password."""
    return made.AccountFactory(email="rosa@example.org", name="Rosa Luxemburg")


def labels(response: HttpResponse) -> list[str]:
    """Return the labels of a page's fields."""
    page = BeautifulSoup(response.content, "html.parser")
    return [label.get_text(strip=True) for label in page.select("main label")]


def title(response: HttpResponse) -> str:
    """Return a page's title, without the name of the service."""
    page = BeautifulSoup(response.content, "html.parser")
    return page.title.get_text().removesuffix(f" – {SERVICE}")


def check_page(response: HttpResponse, heading: str) -> None:
    """See that title and heading agree, and that no word is foreign."""
    page = BeautifulSoup(response.content, "html.parser")
    assert title(response) == heading
    assert [found.get_text(strip=True) for found in page.select("h1")] == [heading]
    assert not FOREIGN.search(words_of(response))
    assert not page.select("[placeholder]")


def link_for(client: Client, address: str) -> str:
    """Ask for a new password, and return the path of the link in the mail."""
    mail.outbox.clear()
    response = client.post(reverse("account_reset_password"), {"email": address})
    assert response.url == reverse("account_reset_password_done")
    (found,) = re.findall(r"https?://\S+", mail.outbox[0].body)
    return urlsplit(found).path


class TestPages:
    """Each page that can be reached."""

    @pytest.mark.parametrize("name", VISITOR)
    def test_a_visitor_reads_our_words(self, client: Client, name: str) -> None:
        """In title, heading and text."""
        check_page(client.get(reverse(name)), VISITOR[name])

    @pytest.mark.parametrize("name", MEMBER)
    def test_a_member_reads_our_words(self, account: Account, name: str) -> None:
        """In title, heading and text."""
        check_page(SignedIn(account).get(reverse(name)), MEMBER[name])

    def test_fields_are_in_sentence_case(self, client: Client, account: Account) -> None:
        """As everywhere else."""
        assert labels(client.get(reverse("account_login"))) == ["E-mail address", "Password"]
        assert labels(SignedIn(account).get(reverse("account_change_password"))) == [
            "Current password",
            "New password",
            "New password again",
        ]

    def test_errors_are_ours_and_begin_the_title(self, client: Client) -> None:
        """A screen reader hears it first."""
        asked = client.post(reverse("account_reset_password"), {"email": "rosa"})
        assert title(asked) == "Error: Forgotten your password"
        assert "Enter an e-mail address, such as name@example.org" in words_of(asked)
        assert not FOREIGN.search(words_of(asked))

    def test_clinicians_keep_their_way(self, account: Account) -> None:
        """Also on these pages; others do not get it."""
        address = reverse("account_change_password")
        assert "Conversations" not in words_of(SignedIn(account).get(address))
        made.MembershipFactory(account=account)
        assert "Conversations" in words_of(SignedIn(account).get(address))

    def test_confirming_takes_the_password(self, account: Account) -> None:
        """And only the right one."""
        client, address = SignedIn(account), reverse("account_reauthenticate")
        wrong = client.post(address, {"password": "wrong"})
        assert "This is not your password." in words_of(wrong)
        assert title(wrong) == "Error: Show that it is you"
        assert client.post(address, {"password": made.PASSWORD}).status_code == 302

    def test_a_changed_password_is_said_where_it_began(self, account: Account) -> None:
        """One sentence above one's own page."""
        form = {"oldpassword": made.PASSWORD, "password1": NEW, "password2": NEW}
        client = SignedIn(account)
        page = client.post(reverse("account_change_password"), form, follow=True)
        assert page.redirect_chain == [(reverse("my_roles"), 302)]
        assert "Your password is changed." in words_of(page)


class TestLink:
    """The link for a new password, from the mail to the end."""

    def test_mail_says_neither_who_nor_what_for(self, client: Client, account: Account) -> None:
        """Somebody else may read it on a locked screen."""
        link_for(client, account.email)
        sent = mail.outbox[0]
        assert sent.subject == "Choose a new password"
        assert sent.from_email == "noreply@localhost"
        words = f"{sent.subject} {sent.body}".replace("account/password", "")
        assert not FOREIGN.search(words)
        assert not re.search(r"Rosa|medicine|clinic|health", words, re.IGNORECASE)

    def test_an_unknown_address_gets_mail_that_says_so(self, client: Client) -> None:
        """On the page both look the same; signing up is not offered."""
        client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
        sent = mail.outbox[0]
        assert sent.subject == "No account with this address"
        assert "http" not in sent.body
        assert not FOREIGN.search(sent.body)

    def test_the_form_behind_it_is_ours(self, client: Client, account: Account) -> None:
        """With the rule for passwords in one sentence."""
        page = client.get(link_for(client, account.email), follow=True)
        check_page(page, "Choose a new password")
        assert labels(page) == ["New password", "New password again"]
        assert "At least 12 characters." in words_of(page)
        short = client.post(page.redirect_chain[0][0], {"password1": "a", "password2": "b"})
        assert title(short) == "Error: Choose a new password"

    def test_the_first_password_is_no_new_one(self, client: Client, account: Account) -> None:
        """Whoever was invited has had none."""
        account.set_unusable_password()
        account.save()
        link = urlsplit(password_link(account, "http://testserver")).path
        page = client.get(link, follow=True)
        check_page(page, "Choose a password")
        assert labels(page) == ["Password", "Password again"]
        assert "new" not in words_of(page)
        form = {"password1": NEW, "password2": NEW}
        done = client.post(page.redirect_chain[0][0], form, follow=True)
        assert "Your password is saved." in words_of(done)
        assert "changed" not in words_of(done)

    def test_a_used_link_and_a_broken_one_say_what_to_do(
        self, client: Client, account: Account
    ) -> None:
        """Ask for a new one."""
        link = link_for(client, account.email)
        form_address = client.get(link).url
        done = client.post(form_address, {"password1": NEW, "password2": NEW}, follow=True)
        check_page(done, "Sign in with your new password")
        for address in (link, reverse("account_reset_password_from_key", args=["1", "bad-key"])):
            page = Client().get(address)
            check_page(page, "This link no longer works")
            assert reverse("account_reset_password").encode() in page.content


class TestTooManyTries:
    """The page that says to wait."""

    def test_it_says_for_how_long(self, account: Account) -> None:
        """And so does its header; who is signed in stays signed in."""
        client = SignedIn(account)
        for _ in range(6):
            response = client.post(reverse("account_change_password"), {"oldpassword": "x"})
        assert response.status_code == 429
        assert response["Retry-After"] == LIMIT_OVER_SECONDS
        check_page(response, "Too many tries")
        assert "Wait one minute" in words_of(response)
        assert account.name in words_of(response)

    @pytest.mark.parametrize(
        "action", ["login", "reset_password", "reset_password_from_key", "change_password"]
    )
    def test_no_limit_lasts_longer_than_it_says(self, action: str) -> None:
        """Every kind of page that answers so."""
        rates = parse_rates(app_settings.RATE_LIMITS[action])
        assert rates
        assert all(rate.duration <= int(LIMIT_OVER_SECONDS) for rate in rates)

    def test_no_wrong_password_waits_longer_than_it_says(self) -> None:
        """Five minutes stand in the sentence below the form."""
        rates = parse_rates(app_settings.RATE_LIMITS["login_failed"])
        assert max(rate.duration for rate in rates) == 300
