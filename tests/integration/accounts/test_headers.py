"""What every response carries, also where something went wrong."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn

pytestmark = pytest.mark.django_db
PAGES = {
    "first page": ("get", "/", 200),
    "a page of the library": ("get", "/effects/", 200),
    "sign-in": ("get", "/account/login/", 200),
    "wrong password": ("post", "/account/login/", 200),
    "sent to sign in": ("get", "/my-roles/", 302),
    "an address that is none": ("get", "/no/such/page", 404),
    "a card that is none": ("get", "/cards/no-such-medicine/", 404),
    "shut": ("get", "/account/signup/", 403),
    "wrong method": ("post", "/", 405),
}


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def response(request: pytest.FixtureRequest, cast: Cast, client: Client) -> HttpResponse:
    """Each kind of page, as a visitor gets it."""
    method, address, status = request.param
    found = getattr(client, method)(address)
    assert found.status_code == status
    return found


def directives(response: HttpResponse) -> dict[str, list[str]]:
    """Return the content security policy by directive."""
    policy = response["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in (each.split() for each in policy if each.strip())}


def test_only_our_own_files_run(response: HttpResponse) -> None:
    """No inline script or style, no eval, no other address, no plug-in."""
    policy = directives(response)
    assert policy["default-src"] == ["'self'"]
    assert policy["object-src"] == policy["base-uri"] == ["'none'"]
    everything = {source for sources in policy.values() for source in sources}
    assert everything <= {"'self'", "'none'", "data:"}
    assert "data:" not in policy.get("script-src", [])


def test_no_page_is_put_into_a_frame(response: HttpResponse) -> None:
    """In browsers old and new."""
    assert directives(response)["frame-ancestors"] == ["'none'"]
    assert response["X-Frame-Options"] == "DENY"


def test_forms_go_home_only(response: HttpResponse) -> None:
    """A form that somebody slipped in sends nothing away."""
    assert directives(response)["form-action"] == ["'self'"]


def test_types_are_not_guessed_and_addresses_not_told(response: HttpResponse) -> None:
    """Nor do camera and microphone answer."""
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize(("method", "address", "status"), PAGES.values(), ids=PAGES)
def test_nothing_is_kept_of_a_page_for_somebody_signed_in(
    cast: Cast, method: str, address: str, status: int
) -> None:
    """Back after signing out shows nothing, whatever the page was."""
    response = getattr(SignedIn(cast.people["amara"]), method)(address)
    assert response.status_code in {status, 200, 302}
    assert response["Cache-Control"] == "no-store"


def test_pages_of_the_library_may_be_kept_by_visitors(client: Client, cast: Cast) -> None:
    """They are the same for everyone."""
    assert "no-store" not in client.get(reverse("effects")).get("Cache-Control", "")
