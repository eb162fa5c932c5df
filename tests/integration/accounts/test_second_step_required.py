"""With real people nobody works with a password alone; in the demo nothing is asked."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.factors import SETTING_UP
from accounts.middleware import ALLAUTH_RULES
from tests import factories as made
from tests.cast import Cast, begin_conversation
from tests.integration.accounts.conftest import SignedIn
from tests.integration.accounts.test_rules import words_of
from tests.integration.accounts.test_second_step import page_of, second_step, set_up_app
from tests.integration.accounts.test_sign_in import sign_in
from tests.second_steps import app_of, code_of

pytestmark = pytest.mark.django_db
ORIGIN = "http://testserver"
WAY_ON = "Go on to your work"
BEGINS = [("amara", "day"), ("dev", "desk"), ("grace", "accounts"), ("femi", "team")]


@pytest.fixture
def required(settings: object) -> None:
    """Ask for a second step, as wherever DEMO is false."""
    settings.SECOND_STEP_REQUIRED = True


@pytest.fixture
def amara(cast: Cast, required: None) -> Client:
    """Return the browser in which Amara signed in with her password."""
    client = Client()
    sign_in(client, cast.people["amara"].email)
    return client


def test_it_follows_the_demo_and_nothing_else() -> None:
    """No variable of the environment switches it off."""
    from sdmtool import settings

    assert settings.SECOND_STEP_REQUIRED is not settings.DEMO


def test_in_the_demo_a_password_is_enough(cast: Cast) -> None:
    """The day opens at once."""
    client = Client()
    assert sign_in(client, cast.people["amara"].email).url == reverse("day")
    assert client.get(reverse("day")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_whoever_signs_in_is_led_to_set_one_up(amara: Client) -> None:
    """And goes on from there, without another sign-in."""
    response = amara.get(f"{reverse('day')}?list=open", follow=True)
    assert response.redirect_chain == [
        (f"{reverse('mfa_index')}?next=%2Fconversations%2F%3Flist%3Dopen", 302)
    ]
    assert "before you go on" in words_of(response)
    amara.post(reverse("account_reauthenticate"), {"password": made.PASSWORD})
    set_up_app(amara)
    assert amara.get(reverse("day")).status_code == 200


class TestTheWayOn:
    """From signing in past the second step to where somebody's work begins."""

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(("who", "begins"), BEGINS)
    def test_everybody_lands_where_it_is_set_up(
        self, cast: Cast, required: None, who: str, begins: str
    ) -> None:
        """An administrator too; then "Go on to your work" leads to it."""
        client = Client()
        response = sign_in(client, cast.people[who].email)
        wanted = urlencode({"next": reverse(begins)})
        assert response.url == f"{reverse('mfa_index')}?{wanted}"
        assert "before you go on" in words_of(client.get(response.url))
        set_up_app(client)
        assert gone_on(client) == reverse(begins)

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("name", ["cards", "people"])
    def test_the_page_that_was_asked_for_is_kept(
        self, cast: Cast, required: None, name: str
    ) -> None:
        """Also one that is open to anyone; once it is reached, work begins as ever."""
        asked = f"{reverse(name)}?a=1"
        form = {"login": "amara@example.org", "password": made.PASSWORD, "next": asked}
        client = Client()
        response = client.post(reverse("account_login"), form)
        assert response.url == f"{reverse('mfa_index')}?{urlencode({'next': asked})}"
        set_up_app(client)
        assert gone_on(client) == asked
        client.get(reverse("people"))
        assert gone_on(client) == reverse("day")

    @pytest.mark.parametrize(("who", "begins"), BEGINS)
    def test_whoever_has_one_lands_on_their_work(
        self, cast: Cast, required: None, who: str, begins: str
    ) -> None:
        """After its code."""
        secret = app_of(cast.people[who])
        client = Client()
        sign_in(client, cast.people[who].email)
        assert second_step(client, code=code_of(secret)).url == reverse(begins)


def gone_on(client: Client) -> str:
    """Return where "Go on to your work" leads, on both pages of the second step."""
    found = {
        client.get(page_of(client.get(reverse(name))).find("a", string=WAY_ON)["href"]).url
        for name in ("mfa_view_recovery_codes", "mfa_index")
    }
    [address] = found
    return address


@pytest.mark.parametrize("name", ["day", "people", "my_roles", "account_change_password"])
def test_every_page_that_is_not_public_is_shut(amara: Client, name: str) -> None:
    """Whatever the role."""
    assert amara.get(reverse(name)).url.startswith(reverse("mfa_index"))


def test_only_the_way_to_it_is_open(amara: Client) -> None:
    """Of django-allauth's pages too: those that anyone may open, and those that set one up."""
    for name, rule in ALLAUTH_RULES.items():
        if rule.name == "anyone" or name in ("mfa_remove_webauthn", *SETTING_UP):
            continue
        assert amara.get(reverse(name)).url.startswith(reverse("mfa_index")), name
    for name in SETTING_UP:
        assert not amara.get(reverse(name)).get("Location", "").startswith(reverse("mfa_index"))


@pytest.mark.parametrize("name", ["home", "effects", "learn", "account_logout"])
def test_what_is_public_stays_open(amara: Client, name: str) -> None:
    """And the way out."""
    assert amara.get(reverse(name)).status_code == 200


@pytest.fixture
def code(cast: Cast) -> UUID:
    """Return the code of a conversation of Amara's."""
    made.ReleaseFactory(organisation=cast.organisation)
    return begin_conversation(cast).code


def test_what_was_typed_is_kept(code: UUID, amara: Client) -> None:
    """The page says what to do, and sends it once more."""
    words = {"goal": "to sleep at night"}
    response = amara.post(reverse("matters", args=[code]), words, headers={"Origin": ORIGIN})
    assert response.status_code == 403
    assert "First your second step" in words_of(response)
    page = page_of(response)
    assert page.find("input", {"name": "goal"})["value"] == "to sleep at night"
    assert page.find("a", href=reverse("mfa_index"))


def test_a_stream_is_shut_too(code: UUID, amara: Client) -> None:
    """It would say when somebody saves."""
    assert amara.get(reverse("live", args=[code])).status_code == 302


def test_after_its_own_second_step_everything_opens(cast: Cast, required: None) -> None:
    """And no page asks the database whether it was taken."""
    secret = app_of(cast.people["amara"])
    client = Client()
    sign_in(client, cast.people["amara"].email)
    second_step(client, code=code_of(secret))
    assert client.get(reverse("day")).status_code == 200


def test_no_page_asks_the_database_for_it(
    cast: Cast, settings: object, django_assert_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    """The session knows."""
    client = Client()
    secret = app_of(cast.people["amara"])
    sign_in(client, cast.people["amara"].email)
    second_step(client, code=code_of(secret))
    client.get(reverse("my_roles"))
    with django_assert_num_queries(4) as demo:
        client.get(reverse("my_roles"))
    settings.SECOND_STEP_REQUIRED = True
    with django_assert_num_queries(len(demo)):
        client.get(reverse("my_roles"))


def test_a_session_begun_before_it_takes_the_one_that_is_there(cast: Cast, required: None) -> None:
    """With the password alone nobody adds a second one of their own."""
    secret = app_of(cast.people["amara"])
    client = SignedIn(cast.people["amara"])
    client.post(reverse("account_reauthenticate"), {"password": made.PASSWORD})
    for name in ("day", "mfa_index", "mfa_add_webauthn", "mfa_deactivate_totp"):
        assert client.get(reverse(name)).url.startswith(reverse("mfa_reauthenticate"))
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert client.get(reverse("day")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_without_any_left_a_new_one_is_needed(amara: Client) -> None:
    """Whoever removes the last one is led to set another up."""
    amara.post(reverse("account_reauthenticate"), {"password": made.PASSWORD})
    set_up_app(amara)
    assert amara.get(reverse("day")).status_code == 200
    amara.post(reverse("mfa_deactivate_totp"))
    assert amara.get(reverse("day")).url.startswith(reverse("mfa_index"))
