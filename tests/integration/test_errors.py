"""What went wrong: each page is clear, keeps its status, and needs nothing that may be broken."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory

from sdmtool import errors
from tests import factories as made

HEADINGS = [
    (errors.bad_request, BadRequest(), 400, "We could not read that"),
    (errors.permission_denied, PermissionDenied(), 403, "This page is not open to you"),
    (errors.page_not_found, Http404(), 404, "We cannot find this page"),
]


def heading(response: HttpResponse) -> str:
    """Return the one main heading of a page."""
    found = BeautifulSoup(response.content, "html.parser").select("h1")
    assert len(found) == 1
    return found[0].get_text()


@pytest.mark.parametrize(("view", "exception", "status", "words"), HEADINGS)
def test_page_has_its_status_and_heading(
    view: Callable, exception: Exception, status: int, words: str
) -> None:
    """Each page says what happened, without asking the database."""
    response = view(RequestFactory().get("/"), exception)

    assert (response.status_code, heading(response)) == (status, words)


def test_the_refusing_rule_is_on_the_page() -> None:
    """A refusal shows the sentence of the rule, as text."""
    response = errors.permission_denied(
        RequestFactory().get("/"), PermissionDenied("Only <managers> may see this.")
    )

    assert b"Only &lt;managers&gt; may see this." in response.content


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_a_lost_database_says_when_to_come_back(fault: type[Exception]) -> None:
    """The page is drawn without the database and asks to wait ten seconds."""
    response = answer_to(fault("connection refused"))

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert heading(response) == "We cannot reach our records just now"


def test_any_other_fault_is_called_ours() -> None:
    """A fault of the program tells nothing of itself."""
    response = answer_to(RuntimeError("secret detail"))

    assert response.status_code == 500
    assert heading(response) == "Something went wrong here"
    assert b"secret detail" not in response.content


def answer_to(fault: Exception) -> HttpResponse:
    """Draw the page for a fault, as Django does while it handles it."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    try:
        raise fault
    except type(fault):
        return errors.server_error(request)


@pytest.mark.django_db
def test_an_old_form_says_what_to_do() -> None:
    """A form without its token is answered with a page, not a blank refusal."""
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@example.org"})

    assert (response.status_code, heading(response)) == (403, "This page was open for too long")


HERE = "http://testserver"
TYPED = {"goal": 'Sleep, "really"\nsleep', "ticket": "t", "csrfmiddlewaretoken": "old"}


def sent_again(response: HttpResponse) -> dict[str, str] | None:
    """Return what the page's form would send, or None without such a form."""
    form = BeautifulSoup(response.content, "html.parser").select_one("main form")
    return form and {str(each["name"]): str(each["value"]) for each in form.select("input")}


def refused(method: str = "post", origin: str = HERE, **typed: str) -> HttpResponse:
    """Draw the refusal for a visitor who sends something."""
    request = getattr(RequestFactory(), method)(
        "/here/?a=1", TYPED | typed, headers={"origin": origin}
    )
    request.user = AnonymousUser()
    return errors.permission_denied(request, PermissionDenied("No."))


class TestWhatWasTyped:
    """It stays in the page, to be sent once more, and goes nowhere else."""

    def test_it_is_kept_with_a_new_token(self) -> None:
        """Everything but the token, with line breaks and quotation marks."""
        response = refused()
        again = sent_again(response)

        assert (response.status_code, heading(response)) == (403, "You are signed out")
        assert again is not None
        assert again.pop("csrfmiddlewaretoken") not in ("", "old")
        assert again == {"goal": TYPED["goal"], "ticket": "t"}
        assert b'action="/here/?a=1"' in response.content
        assert response["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("origin", ["https://evil.test", "null", ""])
    def test_another_site_cannot_have_its_form_sent(self, origin: str) -> None:
        """By putting it into our page, where one press would send it."""
        assert sent_again(refused(origin=origin)) is None

    def test_a_password_is_written_into_no_page(self) -> None:
        """Then nothing is kept."""
        assert sent_again(refused(oldpassword="secret")) is None

    def test_a_lost_database_keeps_it_too(self) -> None:
        """So that a second try needs no typing."""
        request = RequestFactory().post("/here/", TYPED, headers={"origin": HERE})
        try:
            raise OperationalError
        except OperationalError:
            again = sent_again(errors.server_error(request))

        assert again is not None
        assert again["goal"] == TYPED["goal"]

    @pytest.mark.django_db
    def test_an_old_form_keeps_it_too(self) -> None:
        """One whose token was changed by a later sign-in."""
        client = Client(enforce_csrf_checks=True)
        response = client.post("/conversations/", TYPED, headers={"origin": HERE})

        again = sent_again(response)
        assert again is not None
        assert again["goal"] == TYPED["goal"]


@pytest.mark.django_db
def test_unknown_addresses_share_one_page() -> None:
    """Whatever cannot be found looks the same."""
    client = Client(raise_request_exception=False)

    bodies = {client.get(path).content for path in ("/nowhere/", "/nowhere/at/all/")}
    assert len(bodies) == 1


@pytest.mark.django_db
class TestHeader:
    """Who is signed in stands above a page that was kept from them, and above no other."""

    def header(self, client: Client, address: str, status: int) -> str:
        """Return what the header of an error page says."""
        response = client.get(address)
        assert response.status_code == status
        (found,) = BeautifulSoup(response.content, "html.parser").select("header")
        return " ".join(found.get_text(" ").split())

    def test_a_refusal_knows_who_asked(self) -> None:
        """And which way clinicians have besides; nothing of it is stored."""
        clinician = made.MembershipFactory(account__name="Amara Obi").account
        client = Client()
        client.force_login(clinician)
        words = self.header(client, "/team/", 403)
        assert "Amara Obi" in words
        assert "Conversations" in words
        assert client.get("/team/")["Cache-Control"] == "no-store"

    def test_a_colleague_without_that_role_has_not_that_way(self) -> None:
        """As on every other page."""
        client = Client()
        client.force_login(made.AccountFactory(name="Ben Hall"))
        words = self.header(client, "/team/", 403)
        assert "Ben Hall" in words
        assert "Conversations" not in words

    def test_an_old_form_knows_who_sent_it(self) -> None:
        """Nobody has to wonder whether they were signed out."""
        client = Client(enforce_csrf_checks=True)
        client.force_login(made.AccountFactory(name="Ben Hall"))
        response = client.post("/account/logout/")
        assert response.status_code == 403
        assert b"Ben Hall" in response.content

    def test_an_unknown_page_names_nobody(self) -> None:
        """Its body is the same for everybody."""
        client = Client()
        client.force_login(made.AccountFactory(name="Ben Hall"))
        assert "Ben Hall" not in self.header(client, "/nowhere/", 404)
