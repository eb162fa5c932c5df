"""A door, a knock and a seat, as tests of joining need them."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import CODE
from tests.integration.consultations.reading import page_of
from tests.integration.medications.reading import words

JOIN, WAITING, LEAVE = reverse("join"), reverse("waiting"), reverse("leave")
JOINING = reverse("joining", args=[CODE])
MATTERS = reverse("matters", args=[CODE])


def opened(amara: Client) -> str:
    """Open a door; return its code."""
    page = page_of(amara.post(JOINING, {"do": "open"}))
    square = page.select_one(".door__square path")
    assert square["d"].startswith("M4 4h7v1h-7z"), "a corner is where a camera looks for it"
    return words(page.select_one(".door__code")).removeprefix("Code: ")


def knock(browser: Client, code: str) -> HttpResponse:
    """Type a code."""
    return browser.post(JOIN, {"code": code, "link": ""})


def press(amara: Client, do: str) -> HttpResponse:
    """Press the first button of its kind on the clinician's page."""
    page = page_of(amara.get(JOINING))
    button = page.select_one(f"button[value={do}]")
    key = button.find_parent("form").select_one("[name=key]")["value"]
    return amara.post(JOINING, {"do": do, "key": key}, follow=True)


def sit_down(amara: Client) -> Client:
    """Return a browser in which Sam has come in and sat down."""
    browser = Client()
    knock(browser, opened(amara))
    press(amara, "admit")
    assert browser.get(WAITING).url == MATTERS
    return browser
