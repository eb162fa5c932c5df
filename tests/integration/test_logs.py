"""What logs say, and that no name, no word and no code is in any line of them."""

import io
import json
import logging
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from django.urls import path, reverse

import sdmtool.urls
from accounts.permissions import anyone, open_to
from accounts.requests import OrganisationRequest
from consultations import tickets
from consultations.models import Consultation
from sdmtool.logs import JsonFormatter
from tests.cast import CODE, Cast, begin_conversation, make_cast
from tests.factories import ReleaseFactory

CANARY = "Zilpah-Quartermaine"


@open_to(anyone)
def broken(request: OrganisationRequest, word: str) -> None:
    """Fail as a view might, with what was typed in what it says."""
    try:
        raise KeyError(request.POST.get("name", CANARY))
    except KeyError as reason:
        raise ValueError(f"no such person: {word} {request.GET}") from reason


urlpatterns = [path("broken/<str:word>/", broken, name="broken"), *sdmtool.urls.urlpatterns]
handler500 = sdmtool.urls.handler500


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Write as in production, down to the least level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root, requests = logging.getLogger(), logging.getLogger("sdmtool.requests")
    before = root.level, requests.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    requests.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before[0])
    requests.setLevel(before[1])


def lines(written: io.StringIO, logger: str = "") -> list[dict]:
    """Return what stands in the log, each line read by itself."""
    every = [json.loads(line) for line in written.getvalue().splitlines()]
    return [each for each in every if each["logger"].startswith(logger)]


@pytest.fixture
def cast(db: None) -> Cast:
    """Let everybody come in."""
    return make_cast()


def test_a_request_is_one_line(cast: Cast, written: io.StringIO) -> None:
    """With the name of its address, and a number of its own."""
    for _each in range(2):
        Client().get(reverse("effects"), {"q": CANARY})
    line, other = lines(written, "sdmtool.requests")
    assert line["request"] != other["request"]
    assert {name: line[name] for name in ("event", "method", "route", "status")} == {
        "event": "request",
        "method": "GET",
        "route": "effects",
        "status": 200,
    }
    assert line["at"].endswith("Z")
    assert line["ms"] >= 0
    assert set(line) == {
        *("at", "level", "logger", "request", "event", "method", "route", "status", "ms")
    }


def test_a_word_in_a_form_or_an_address_is_in_no_line(cast: Cast, written: io.StringIO) -> None:
    """Typed, asked for, sent as a header or a cookie: signed in, as a visitor, at any door."""
    ReleaseFactory(organisation=cast.organisation)
    begin_conversation(cast)
    client = Client(headers={"user-agent": CANARY, "referer": f"https://example.org/{CANARY}"})
    client.cookies["session"] = CANARY
    client.get(f"/{CANARY}/", {CANARY: CANARY})
    client.post("/account/login/", {"login": f"{CANARY}@example.org", "password": CANARY})
    client.post("/join/", {"code": CANARY})
    client.get("/", headers={"host": f"{CANARY}.example.org"})
    client.generic(CANARY, "/")
    client.force_login(cast.people["amara"])
    client.post("/people/new/", {"first_name": CANARY, "last_name": CANARY})
    client.get("/people/", {"q": CANARY})
    client.get(reverse("conversation", args=[CODE]))
    every = written.getvalue()
    # What is no method is answered before anything is asked, or logged.
    assert len(lines(written, "sdmtool.requests")) == 7
    for each in (CANARY, str(CODE), "Sam", "Amara", "amara@", "127.0.0.1"):
        assert each.lower() not in every.lower(), each


@pytest.mark.urls(__name__)
@override_settings(DEBUG=False)
def test_a_fault_says_its_kind_and_place(cast: Cast, written: io.StringIO) -> None:
    """And nothing that it says, since it may say what somebody typed."""
    client = Client(raise_request_exception=False)
    response = client.post(f"/broken/{CANARY}/?name={CANARY}", {"name": CANARY})
    assert response.status_code == 500
    (line,) = [each for each in lines(written, "django") if "fault" in each]
    assert line["fault"] == ["ValueError", "KeyError"]
    assert line["where"][-1].startswith("tests/integration/test_logs.py:")
    assert line["where"][-1].endswith(" broken")
    (request,) = lines(written, "sdmtool.requests")
    assert line["request"] == request["request"]
    assert CANARY not in written.getvalue()


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\u2028", "\x85", "\x1b[2K", "\0"])
def test_nobody_forges_a_line(written: io.StringIO, breaks: str) -> None:
    """A line break in what our own code says is written as letters."""
    forged = f'somebody{breaks}{{"level": "INFO", "logger": "sdmtool", "event": "signed in"}}'
    logging.getLogger("accounts.sign_in").warning("Not let in: %s", forged)
    (line,) = lines(written)
    assert line["event"] == f"Not let in: {forged}"
    assert breaks not in written.getvalue().rstrip("\n")


@pytest.mark.parametrize(
    ("message", "values", "event"),
    [("Ignored `%s` at %d", (CANARY, 3), "Ignored `%s` at %d"), (f"Unknown {CANARY}", (), None)],
)
def test_of_other_code_the_pattern_is_written(
    written: io.StringIO, message: str, values: tuple, event: str | None
) -> None:
    """Nobody has read all of its sentences for what is put into them."""
    logging.getLogger("weasyprint").warning(message, *values)
    (line,) = lines(written)
    assert line.get("event") == event
    assert CANARY not in written.getvalue()


def test_what_gets_round_nothing_is_a_line_of_its_own(cast: Cast, written: io.StringIO) -> None:
    """A wrong code, a form of another site, a changed ticket and one of another conversation."""
    ReleaseFactory(organisation=cast.organisation, number=1)
    talk = begin_conversation(cast)
    Client(enforce_csrf_checks=True).post(reverse("join"), {"code": "ABCD2345"})
    Client().post(reverse("join"), {"code": "ABCD2345"})
    Client().post(reverse("join"), {"link": CANARY})
    Client().post(reverse("invited"), {"link": CANARY})
    amara, matters = Client(), reverse("matters", args=[CODE])
    amara.force_login(cast.people["amara"])
    for ticket in (f"{CANARY}:x:y", tickets.issue(Consultation(code=uuid4()))):
        amara.post(matters, {"ticket": ticket, "get_better": CANARY})
    assert [each["event"] for each in lines(written) if each["level"] == "WARNING"] == [
        "Forbidden (%s): %s",  # Django's own, of a form without the token of its page
        "A code or a link opened no door.",
        "A code or a link opened no door.",
        "A link from before the visit opened nothing.",
        "A form came with a ticket that this service did not sign.",
        "A form came with the ticket of another conversation.",
    ]
    secret = (CANARY, "ABCD2345", str(talk.code))
    assert not [each for each in secret if each in written.getvalue()]
