"""A link given before the visit, as tests of it need it."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import CODE
from tests.integration.consultations.reading import page_of
from tests.integration.medications.reading import words

INVITED = reverse("invited")
BEFOREHAND = reverse("beforehand", args=[CODE])
BEFORE = reverse("before", args=[CODE])


def sheet(amara: Client) -> BeautifulSoup:
    """Make a link; return the sheet to hand out."""
    return page_of(amara.post(BEFOREHAND, {"do": "make"}))


def letters(amara: Client) -> str:
    """Make a link; return its letters."""
    return words(sheet(amara).select_one(".door__letters"))


def use(browser: Client, link: str) -> HttpResponse:
    """Open a link."""
    return browser.post(INVITED, {"link": link})


def at_home(amara: Client) -> Client:
    """Return a browser in which Sam has opened a link that Amara gave."""
    browser = Client()
    assert use(browser, letters(amara)).url == BEFORE
    return browser
