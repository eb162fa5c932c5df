"""What an administrator does with accounts: letting in, roles, switching off, a lost phone."""

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Account, AuditEntry, Membership, SignIn
from accounts.services import team
from tests import factories as made
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.accounts.test_rules import words_of
from tests.integration.accounts.test_sign_in import errors_of, is_signed_in, sign_in
from tests.second_steps import app_of

pytestmark = pytest.mark.django_db
NEW = {"email": "nia@example.org", "name": "Nia Price", "role": "clinician", "clinic": ""}
PASSWORD = "a window and a door"


@pytest.fixture
def grace(cast: Cast) -> Client:
    """Return the browser in which Grace administers, and showed that it is her."""
    client = Client()
    sign_in(client, "grace@example.org")
    client.post(reverse("account_reauthenticate"), {"password": made.PASSWORD})
    return client


@pytest.fixture
def amara(cast: Cast) -> Client:
    """Return the browser in which Amara works."""
    client = Client()
    sign_in(client, "amara@example.org")
    return client


def at(account: Account) -> str:
    """Return the address of an account's page."""
    return reverse("account", args=[account.pk])


def press(client: Client, account: Account, do: str, **form: object) -> str:
    """Press something on an account's page; return what the next page says."""
    return words_of(client.post(at(account), {"do": do, **form}, follow=True))


def last(action: str) -> tuple:
    """Return whom the newest entry of an action is about, by whom, and its detail."""
    found = AuditEntry.objects.filter(action=action).latest("pk")
    return found.record, found.by.email, found.detail


def let_in(client: Client, **other: str) -> HttpResponse:
    """Send the form that lets somebody in."""
    return client.post(reverse("let_in"), NEW | other, follow=True)


class TestLettingIn:
    """An account, its first role, and a link by mail."""

    def test_somebody_new_chooses_a_password_at_a_link(self, grace: Client, cast: Cast) -> None:
        """Which works once; the mail says neither who they are nor what it is for."""
        assert "A link is on its way to nia@example.org" in words_of(let_in(grace))
        [message] = mail.outbox
        assert message.to == ["nia@example.org"]
        assert "Nia" not in message.body + message.subject
        link = next(each for each in message.body.split() if each.startswith("http"))
        client = Client()
        chosen = {"password1": PASSWORD, "password2": PASSWORD}
        client.post(client.get(link).url, chosen)
        sign_in(client, "nia@example.org", PASSWORD)
        assert client.get(reverse("day")).status_code == 200
        assert "no longer works" in words_of(Client().get(link))
        about = f"account:{Account.objects.get(email='nia@example.org').pk}"
        for action in ("add_account", "add_membership", "send_password_link"):
            assert last(action)[:2] == (about, "grace@example.org")

    def test_a_link_is_good_for_three_days(self, settings: object) -> None:
        """As the mail says."""
        assert settings.PASSWORD_RESET_TIMEOUT == 3 * 24 * 60 * 60

    @pytest.mark.parametrize("other", [{"email": "nia"}, {"name": ""}, {"role": "boss"}])
    def test_what_is_missing_is_said(self, grace: Client, other: dict[str, str]) -> None:
        """And nothing is made."""
        response = let_in(grace, **other)
        assert errors_of(response)
        assert not Account.objects.filter(name="Nia Price").exists()

    def test_a_clinic_of_another_service_is_none(self, grace: Client, cast: Cast) -> None:
        """Only the organisation's own are offered."""
        foreign = made.ClinicFactory(organisation=cast.other_organisation)
        assert errors_of(let_in(grace, clinic=str(foreign.pk)))

    def test_nobody_of_another_service_is_drawn_over(self, grace: Client, cast: Cast) -> None:
        """Whose organisation they belong to would change."""
        assert "in another service" in errors_of(let_in(grace, email="hugo@example.org"))
        assert cast.people["hugo"].memberships.count() == 1

    def test_mail_that_is_away_is_said(self, grace: Client, settings: object) -> None:
        """The account is there; the link is sent again."""
        settings.EMAIL_BACKEND = f"{__name__}.NoPost"
        assert "Send the link again later" in words_of(let_in(grace))
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        press(grace, Account.objects.get(email="nia@example.org"), "link")
        assert len(mail.outbox) == 1


class NoPost(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages: object) -> int:
        """Fail."""
        raise ConnectionRefusedError


class TestRoles:
    """Given and taken back, at once."""

    def test_a_role_is_given(self, grace: Client, cast: Cast) -> None:
        """In one clinic or in all."""
        ben = cast.people["ben"]
        assert "is given" in press(grace, ben, "give", role="manager", clinic=cast.clinic.pk)
        assert ben.memberships.filter(role="manager", clinic=cast.clinic).exists()
        assert "Choose a role" in press(grace, ben, "give", role="")

    def test_a_role_is_taken_back(self, grace: Client, amara: Client, cast: Cast) -> None:
        """What it opened is shut at once."""
        account = cast.people["amara"]
        press(grace, account, "give", role="manager", clinic="")
        held = account.memberships.get(role="clinician")
        assert "is taken back" in press(grace, account, "take", key=held.pk)
        assert amara.get(reverse("day")).status_code == 403
        assert amara.get(reverse("team")).status_code == 200
        detail = {"role": "clinician", "clinic": cast.clinic.pk}
        assert last("take_membership") == (
            f"account:{account.pk}",
            "grace@example.org",
            detail,
        )

    def test_the_last_one_stays(self, grace: Client, cast: Cast) -> None:
        """An account without a role would be on no list."""
        ben = cast.people["ben"]
        assert "only role" in press(grace, ben, "take", key=ben.memberships.get().pk)
        assert ben.memberships.exists()

    @pytest.mark.parametrize("key", ["amara's", "hugo's", "", "words", "²"])
    def test_a_role_of_somebody_else_is_not_there(
        self, grace: Client, cast: Cast, key: str
    ) -> None:
        """Nor what is no role."""
        first, is_role, _ = key.partition("'s")
        number = cast.people[first].memberships.get().pk if is_role else key
        response = grace.post(at(cast.people["ben"]), {"do": "take", "key": number})
        assert response.status_code == 404
        assert Membership.objects.count() == 8


class TestSwitchingOff:
    """Somebody has left."""

    def test_they_are_out_at_once(self, grace: Client, amara: Client, cast: Cast) -> None:
        """In every browser, and cannot come back."""
        account = cast.people["amara"]
        assert "is switched off" in press(grace, account, "off")
        assert amara.get(reverse("day")).status_code == 302
        assert not SignIn.objects.filter(account=account).exists()
        again = Client()
        sign_in(again, account.email)
        assert not is_signed_in(again)
        about = (f"account:{account.pk}", "grace@example.org")
        assert last("switch_off_account")[:2] == last("end_sessions")[:2] == about
        assert "(switched off)" in words_of(grace.get(reverse("accounts")))
        assert "Switch it on first" in press(grace, account, "give", role="manager")

    def test_they_are_let_in_again(self, grace: Client, cast: Cast) -> None:
        """With the password that they had."""
        account = cast.people["amara"]
        press(grace, account, "off")
        assert "is switched on" in press(grace, account, "on")
        client = Client()
        sign_in(client, account.email)
        assert is_signed_in(client)


class TestALostSecondStep:
    """A phone in the river."""

    def test_the_next_sign_in_sets_a_new_one_up(
        self, grace: Client, amara: Client, cast: Cast, settings: object
    ) -> None:
        """What was open is ended first."""
        account = cast.people["amara"]
        app_of(account)
        assert "is taken away" in press(grace, account, "reset")
        assert not Authenticator.objects.exists()
        assert amara.get(reverse("day")).status_code == 302
        assert last("reset_second_step")[2] == {"kinds": ["totp"]}
        settings.SECOND_STEP_REQUIRED = True
        client = Client()
        sign_in(client, account.email)
        assert client.get(reverse("day")).url.startswith(reverse("mfa_index"))


PRESSES = ("take", "off", "on", "reset")


class TestWhoMay:
    """An administrator, of the same organisation, and never for themselves."""

    @pytest.mark.parametrize("who", ["amara", "dev", "femi", "hugo"])
    @pytest.mark.parametrize("name", ["accounts", "let_in", "account"])
    def test_nobody_else_opens_it(self, cast: Cast, who: str, name: str) -> None:
        """Not even a manager."""
        args = [cast.people["ben"].pk] if name == "account" else []
        client = SignedIn(cast.people[who])
        assert client.get(reverse(name, args=args)).status_code == 403
        assert client.post(reverse(name, args=args), {"do": "off"}).status_code == 403

    def test_it_asks_once_more_who_it_is(self, cast: Cast) -> None:
        """Before anything is changed."""
        client = SignedIn(cast.people["grace"])
        for address in (reverse("let_in"), at(cast.people["ben"])):
            assert client.get(address).status_code == 200
            assert client.post(address).url.startswith(reverse("account_reauthenticate"))

    @pytest.mark.parametrize("do", [*PRESSES, "give"])
    def test_nobody_does_it_to_themselves(self, grace: Client, cast: Cast, do: str) -> None:
        """An administrator who makes themselves a clinician reads what they should not."""
        account = cast.people["grace"]
        form = {"key": account.memberships.get().pk, "role": "clinician", "clinic": ""}
        assert "your own account" in press(grace, account, do, **form)
        assert not account.memberships.filter(role="clinician").exists()
        account.refresh_from_db()
        assert account.is_active

    def test_another_service_is_not_there(self, grace: Client, cast: Cast) -> None:
        """Neither on the list nor at its address."""
        assert "Hugo" not in words_of(grace.get(reverse("accounts")))
        assert grace.get(at(cast.people["hugo"])).status_code == 404
        assert grace.post(at(cast.people["hugo"]), {"do": "off"}).status_code == 404

    @pytest.mark.parametrize("do", ["off", "on", "reset"])
    def test_who_works_in_two_services_is_left_alone(
        self, grace: Client, cast: Cast, do: str
    ) -> None:
        """It would reach into the other one."""
        ben = cast.people["ben"]
        made.MembershipFactory(account=ben, organisation=cast.other_organisation)
        assert "work in another service too" in press(grace, ben, do)
        ben.refresh_from_db()
        assert ben.is_active

    def test_a_role_that_was_taken_in_the_meantime_does_nothing(
        self, grace: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The service asks itself, with the organisation locked."""
        monkeypatch.setattr(team.selectors, "has_role", lambda *_: False)
        response = grace.post(at(cast.people["ben"]), {"do": "off"})
        assert response.status_code == 403

    def test_a_press_that_is_none(self, grace: Client, cast: Cast) -> None:
        """Is not there."""
        assert grace.post(at(cast.people["ben"]), {"do": "dance"}).status_code == 404


def test_the_page_holds_no_clinical_word(grace: Client, cast: Cast) -> None:
    """Nor do an administrator's other pages open any."""
    page = BeautifulSoup(grace.get(at(cast.people["amara"])).content, "html.parser")
    assert cast.service_user.preferred_name not in page.get_text()
    for name in ("day", "people", "desk"):
        assert grace.get(reverse(name)).status_code == 403


def test_the_list_asks_little_of_the_database(
    grace: Client, django_assert_num_queries: object
) -> None:
    """However many accounts there are."""
    with django_assert_num_queries(6):
        grace.get(reverse("accounts"))
