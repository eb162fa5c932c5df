"""What is kept of signing in and out, and what a change of password or second step ends."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError
from django.test import Client, TestCase
from django.urls import reverse

from accounts.browsers import browser_words
from accounts.invitations import password_link
from accounts.models import Account, AuditEntry, Session, SignIn
from accounts.services import sign_ins
from tests import factories as made
from tests.integration.accounts.test_second_step import (
    add_passkey,
    options_of,
    second_step,
    set_up_app,
)
from tests.integration.accounts.test_sign_in import is_signed_in, sign_in
from tests.second_steps import Key, app_of, code_of

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
NEW = "a window and a door"


@pytest.fixture
def account() -> Account:
    """Somebody with a password and a role."""
    return made.MembershipFactory(account__email="rosa@example.org").account


@pytest.fixture
def elsewhere(account: Account) -> Client:
    """Return another browser in which Rosa signed in."""
    client = Client(headers={"User-Agent": FIREFOX})
    sign_in(client, account.email)
    return client


def told(*actions: str) -> list[tuple]:
    """Return what the audit says of these actions, in the order of the entries."""
    found = AuditEntry.objects.order_by("pk")
    if actions:
        found = found.filter(action__in=actions)
    return list(found.values_list("action", "record", "by", "detail"))


class TestWhatIsKept:
    """Each sign-in and sign-out, and each try that was not right."""

    def test_a_sign_in_and_a_sign_out(self, client: Client, account: Account) -> None:
        """Under the account, with whether a second step was taken."""
        sign_in(client, account.email)
        assert SignIn.objects.get().account == account
        client.post(reverse("account_logout"))
        record = f"sign_ins:{account.pk}"
        assert told() == [
            ("sign_in", record, account.pk, {"second_step": False}),
            ("sign_out", record, account.pk, {}),
        ]
        assert not SignIn.objects.exists()
        assert AuditEntry.objects.first().organisation == account.memberships.get().organisation

    def test_a_second_step(self, client: Client, account: Account) -> None:
        """A wrong code, then the right one."""
        secret = app_of(account)
        sign_in(client, account.email)
        second_step(client, code="000000")
        second_step(client, code=code_of(secret))
        record = f"sign_ins:{account.pk}"
        assert told() == [
            ("sign_in_failed", record, account.pk, {"step": "code"}),
            ("sign_in", record, account.pk, {"second_step": True}),
        ]

    @pytest.mark.parametrize("email", ["rosa@example.org", "nobody@example.org"])
    def test_a_wrong_password(self, client: Client, account: Account, email: str) -> None:
        """Neither the address nor the password that was typed stands anywhere."""
        sign_in(client, email, "four walls and no roof")
        [(action, record, by, detail)] = told()
        is_known = email == account.email
        assert (action, detail) == ("sign_in_failed", {"step": "password"})
        assert record == (f"sign_ins:{account.pk}" if is_known else "sign_ins:unknown")
        assert by == (account.pk if is_known else None)

    def test_a_passkey_that_did_not_work(self, rosa: Client, account: Account) -> None:
        """Also one that another key signed."""
        key = Key()
        add_passkey(rosa, key)
        browser = Client()
        sign_in(browser, account.email)
        options = options_of(browser.get(reverse("mfa_authenticate")))
        second_step(browser, credential=Key(number=key.number).get(options))
        assert told("sign_in_failed")[0][3] == {"step": "passkey"}

    def test_no_secret_stands_in_the_audit(self, rosa: Client, account: Account) -> None:
        """Nor the key of a session."""
        secret = set_up_app(rosa)
        add_passkey(rosa, Key(), "Blue key")
        everything = str(told())
        for each in (secret, rosa.session.session_key, account.email, "Blue key", made.PASSWORD):
            assert each not in everything

    def test_a_crowded_chain_does_not_keep_anybody_out(
        self, account: Account, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Guesses may take every place; then the log says so."""
        monkeypatch.setattr(sign_ins, "record_audit", _collide)
        sign_ins.note(action="sign_in_failed", account=account, step="code")
        assert "found no place: sign_in_failed" in caplog.text


def _collide(**entry: object) -> None:
    """Take a place that is taken."""
    raise IntegrityError


class TestOtherSessionsEnd:
    """Whoever changes how they sign in is alone in their account afterwards."""

    @pytest.mark.parametrize(
        ("change", "entry"),
        [
            ("app", ("add_factor", {"kind": "totp"})),
            ("passkey", ("add_factor", {"kind": "webauthn"})),
            ("remove", ("remove_factor", {"kind": "totp"})),
            ("codes", ("new_recovery_codes", {"kind": "recovery_codes"})),
        ],
    )
    def test_after_a_change_of_the_second_step(
        self, rosa: Client, account: Account, change: str, entry: tuple
    ) -> None:
        """Each leaves an entry, and this browser stays."""
        if change in ("remove", "codes"):
            set_up_app(rosa)
        other = made_elsewhere(account)
        with TestCase.captureOnCommitCallbacks(execute=True):
            {
                "app": lambda: set_up_app(rosa),
                "passkey": lambda: add_passkey(rosa, Key()),
                "remove": lambda: rosa.post(reverse("mfa_deactivate_totp")),
                "codes": lambda: rosa.post(reverse("mfa_generate_recovery_codes")),
            }[change]()
        assert not Session.objects.filter(pk=other).exists()
        assert rosa.get(reverse("my_roles")).status_code == 200
        action, detail = entry
        found = (action, f"account:{account.pk}", account.pk, detail)
        assert found in told(action)
        ends = ("end_sessions", f"account:{account.pk}", account.pk, {"count": 1})
        assert told("end_sessions") == [ends]

    def test_after_a_new_password(self, rosa: Client, elsewhere: Client, account: Account) -> None:
        """The session goes on under a new key, and is in the list under that."""
        old = elsewhere.session.session_key
        form = {"oldpassword": made.PASSWORD, "password1": NEW, "password2": NEW}
        rosa.post(reverse("account_change_password"), form)
        assert not Session.objects.filter(pk=old).exists()
        assert rosa.get(reverse("my_roles")).status_code == 200
        assert SignIn.objects.get().key == rosa.session.session_key
        kept = ("change_password", f"sign_ins:{account.pk}", account.pk, {})
        assert told("change_password", "choose_password") == [kept]

    def test_after_a_password_chosen_at_a_link(
        self, client: Client, elsewhere: Client, account: Account
    ) -> None:
        """All of them: nobody knows in which one the old one was used."""
        account.refresh_from_db()
        link = password_link(account, "http://testserver")
        address = client.get(link).url
        client.post(address, {"password1": NEW, "password2": NEW})
        assert not is_signed_in(client)
        assert not SignIn.objects.exists()
        assert elsewhere.get(reverse("my_roles")).status_code == 302
        kept = ("choose_password", f"sign_ins:{account.pk}", account.pk, {})
        assert told("change_password", "choose_password") == [kept]

    def test_nobody_else_is_signed_out(self, rosa: Client) -> None:
        """Only the sessions of the account itself."""
        colleague = Client()
        sign_in(colleague, made.AccountFactory().email)
        set_up_app(rosa)
        assert colleague.get(reverse("my_roles")).status_code == 200


def made_elsewhere(account: Account) -> str:
    """Sign in with another browser, past the second step; return the key of its session."""
    client = Client()
    client.force_login(account)
    key = client.session.session_key
    sign_ins.keep_session(account=account, key=key, agent=FIREFOX)
    return key


def test_what_ended_by_itself_goes_from_the_list(account: Account) -> None:
    """At the next sign-in."""
    Session.objects.filter(pk=made_elsewhere(account)).delete()
    client = Client()
    sign_in(client, account.email)
    assert SignIn.objects.get().key == client.session.session_key


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            "Safari on iPad",
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/17 Safari/605", "Safari on Mac"),
        ("curl/8.0", "A browser that we do not know"),
        ("<b>Windows</b>", "Windows"),
        ("", "A browser that we do not know"),
    ],
)
def test_a_browser_is_said_in_plain_words(agent: str, words: str) -> None:
    """And nothing that it sent stands there."""
    assert browser_words(agent) == words


def test_no_second_step_is_left_behind(rosa: Client) -> None:
    """Spare codes go with the last of the others."""
    set_up_app(rosa)
    rosa.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
