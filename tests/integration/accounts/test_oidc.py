"""Signing in through a provider of OpenID Connect, which runs beside the tests."""

from collections.abc import Iterator

import pytest
import requests
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Account, AuditEntry
from accounts.oidc import is_sure_enough
from tests.cast import Cast
from tests.integration.accounts.test_rules import words_of
from tests.integration.accounts.test_second_step import page_of
from tests.integration.accounts.test_sign_in import is_signed_in
from tests.integration.medications.reading import words
from tests.ports import free_port
from tests.provider import PATIENCE, named, running_provider
from tests.second_steps import app_of

pytestmark = pytest.mark.django_db
LOGIN = reverse("openid_connect_login", args=["provider"])
LEVELS = {"id_assurance_level": "3", "authentication_assurance_level": "3"}
SURE = {"id_assurance_level": "3", "authentication_assurance_level": "3"}
AMARA = {"email": "amara@example.org", "email_verified": True}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Run a provider; its address."""
    with running_provider() as address:
        yield address


@pytest.fixture
def known(provider: str, settings: object) -> str:
    """Name the provider in the settings, as OIDC_* do."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [named(provider)]}}
    settings.OIDC_ASSURANCE = {}
    return provider


def come_back(client: Client, provider: str, begin: str = LOGIN, **claims: object) -> HttpResponse:
    """Go to the provider, sign in there as somebody of whom it says this, and come back."""
    asked = client.post(f"{begin}?process=login", headers={"host": "localhost"})
    requests.put(f"{provider}/users/somebody", json=claims, timeout=PATIENCE)
    form = {"sub": "somebody"}
    answer = requests.post(asked.url, data=form, allow_redirects=False, timeout=PATIENCE)
    return client.get(answer.headers["Location"], headers={"host": "localhost"})


def test_the_sign_in_page_offers_it_where_it_is_known(client: Client, known: str) -> None:
    """By the name that operators gave it."""
    page = page_of(client.get(reverse("account_login")))
    form = page.find("form", action=f"{LOGIN}?process=login")
    assert words(form.button) == "Sign in with Care identity"


def test_a_link_signs_nobody_in(client: Client, known: str) -> None:
    """It asks to press once more, and that press has to be made on a page of this service."""
    page = page_of(client.get(f"{LOGIN}?process=login"))
    assert words(page.h1) == "Sign in with Care identity"
    assert page.select("main form[method=post] [name=csrfmiddlewaretoken]")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{LOGIN}?process=login").status_code == 403


def test_without_a_provider_there_is_none(client: Client) -> None:
    """Neither a link nor an address."""
    assert "Sign in with Care" not in words_of(client.get(reverse("account_login")))
    assert client.get(LOGIN).status_code == 404


def test_an_account_that_is_there_signs_in(client: Client, cast: Cast, known: str) -> None:
    """And comes to where its work begins; nothing is kept of what the provider said."""
    response = come_back(client, known, **AMARA | {"email": "Amara@Example.org"})
    assert response.url == reverse("day")
    assert client.session["_auth_user_id"] == str(cast.people["amara"].pk)
    entry = AuditEntry.objects.get(action="sign_in")
    assert entry.detail == {"second_step": False}


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org", "email_verified": True},
        {"email": "amara@example.org", "email_verified": False},
        {"email": "amara@example.org"},
        {"email": "amara@example.org", "email_verified": "true"},
        {},
    ],
)
def test_nobody_is_signed_up(client: Client, cast: Cast, known: str, claims: dict) -> None:
    """An address that is unknown, or that nobody has verified, opens nothing."""
    response = come_back(client, known, **claims)
    assert response.status_code == 403
    assert "There is no account here" in words_of(response)
    assert not is_signed_in(client)
    assert Account.objects.count() == len(cast.people)
    assert AuditEntry.objects.get().detail == {"step": "provider"}


def test_an_account_that_is_switched_off_stays_out(client: Client, cast: Cast, known: str) -> None:
    """Whatever the provider says."""
    cast.people["amara"].is_active = False
    cast.people["amara"].save()
    come_back(client, known, **AMARA)
    assert not is_signed_in(client)


class TestSecondStep:
    """What the provider says of how surely it knows somebody."""

    @pytest.mark.parametrize("has_app", [True, False], ids=["with an app", "without"])
    def test_it_counts_where_it_is_asked_for(
        self, client: Client, cast: Cast, known: str, settings: object, has_app: bool
    ) -> None:
        """Then no second step of one's own is needed."""
        settings.OIDC_ASSURANCE, settings.SECOND_STEP_REQUIRED = LEVELS, True
        if has_app:
            app_of(cast.people["amara"])
        come_back(client, known, **AMARA, **SURE)
        assert client.get(reverse("day")).status_code == 200
        assert AuditEntry.objects.get(action="sign_in").detail == {"second_step": True}

    def test_it_does_not_count_where_nobody_asks(
        self, client: Client, cast: Cast, known: str, settings: object
    ) -> None:
        """Who has an app uses it, and who has none sets one up."""
        settings.SECOND_STEP_REQUIRED = True
        come_back(client, known, **AMARA, **SURE)
        assert client.get(reverse("day")).url.startswith(reverse("mfa_index"))
        app_of(cast.people["ben"])
        other = Client()
        response = come_back(other, known, **AMARA | {"email": "ben@example.org"})
        assert response.url == reverse("mfa_authenticate")

    @pytest.mark.parametrize(
        "lacking", [{"id_assurance_level": "2"}, {"authentication_assurance_level": "none"}]
    )
    def test_too_little_is_turned_away(
        self, client: Client, cast: Cast, known: str, settings: object, lacking: dict
    ) -> None:
        """With a sentence that says what to do."""
        settings.OIDC_ASSURANCE = LEVELS
        response = come_back(client, known, **AMARA, **SURE | lacking)
        assert response.status_code == 403
        assert "smartcard" in words_of(response)
        assert not is_signed_in(client)

    @pytest.mark.parametrize(
        ("asked", "claims", "is_enough"),
        [
            ({}, {}, True),
            ({"level": "3"}, {"level": 3}, True),
            ({"level": "3"}, {"level": "10"}, True),
            ({"level": "3"}, {"level": "2"}, False),
            ({"level": "3"}, {"level": -3}, False),
            ({"level": "3"}, {"level": True}, False),
            ({"level": "3"}, {}, False),
            ({"amr": "mfa"}, {"amr": ["pwd", "mfa"]}, True),
            ({"amr": "mfa"}, {"amr": ["pwd"]}, False),
            ({"acr": "high"}, {"acr": "high"}, True),
            ({"acr": "high"}, {"acr": "highest"}, False),
            ({"acr": "high", "level": "3"}, {"acr": "high", "level": 2}, False),
        ],
    )
    def test_levels_and_words(
        self, settings: object, asked: dict, claims: dict, is_enough: bool
    ) -> None:
        """A level or more; a word itself, or among others."""
        settings.OIDC_ASSURANCE = asked
        assert is_sure_enough(claims) == is_enough


class TestWhatGoesWrong:
    """Each is a page, and says nothing of why."""

    def test_whoever_stops_there_can_try_again(
        self, client: Client, cast: Cast, known: str
    ) -> None:
        """Nothing is signed in."""
        asked = client.post(f"{LOGIN}?process=login", headers={"host": "localhost"})
        form = {"action": "deny"}
        answer = requests.post(asked.url, data=form, allow_redirects=False, timeout=PATIENCE)
        response = client.get(answer.headers["Location"], headers={"host": "localhost"})
        assert response.status_code == 403
        assert "Try again" in words_of(response)

    def test_an_answer_to_nothing_that_was_asked(self, client: Client, known: str) -> None:
        """Another site sent it."""
        callback = reverse("openid_connect_callback", args=["provider"])
        response = client.get(f"{callback}?code=1&state=2")
        assert response.status_code == 403

    def test_a_provider_that_is_away(self, client: Client, settings: object) -> None:
        """The password still works."""
        port = free_port()
        app = named(f"http://localhost:{port}")
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        assert client.post(LOGIN).status_code == 403

    def test_nobody_ties_an_account_to_it(self, client: Client, cast: Cast, known: str) -> None:
        """It signs in, and does nothing else."""
        asked = client.post(f"{LOGIN}?process=connect", headers={"host": "localhost"})
        requests.put(f"{known}/users/somebody", json=AMARA, timeout=PATIENCE)
        form = {"sub": "somebody"}
        answer = requests.post(asked.url, data=form, allow_redirects=False, timeout=PATIENCE)
        response = client.get(answer.headers["Location"], headers={"host": "localhost"})
        assert response.status_code == 403
        assert not is_signed_in(client)
