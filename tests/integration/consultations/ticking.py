"""A tab with the checklist open: it presses and reads as a browser does."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consultations.checklist import Checklist
from consultations.models import Consultation
from consultations.selectors.checklist import said_checklist
from tests.integration.consultations.reading import page_of
from tests.integration.medications.reading import words


def soup(response: HttpResponse) -> BeautifulSoup:
    """Read a page, or parts of one, whatever its status."""
    return BeautifulSoup(response.content, "html.parser")


def kept(consultation: Consultation) -> Checklist:
    """Return the person's checklist as the database has it."""
    return said_checklist(consultation).checklist


def typed_in(page: BeautifulSoup) -> dict[str, str]:
    """Return the fields of the checklist that a page or its parts hold, as they stand."""
    fields = page.select("#ticket, input[name=own_words], input[name^=why-]")
    return {each["name"]: each.get("value", "") for each in fields}


class Tab:
    """One browser tab: what it shows is what it sends."""

    def __init__(self, client: Client, consultation: Consultation) -> None:
        """Open the checklist."""
        self.client = client
        self.address = reverse("checklist", args=[consultation.code])
        self.page = page_of(client.get(self.address))
        self.fields = typed_in(self.page)

    def press(self, do: str, **typed: str) -> HttpResponse:
        """Press a button with scripts: the parts that come back take their places."""
        self.fields |= typed
        response = self.client.post(
            self.address, self.fields | {"do": do}, headers={"Checklist": "parts"}
        )
        if "Checklist" in response.headers:
            self._swap(soup(response))
        return response

    def _swap(self, parts: BeautifulSoup) -> None:
        """Put the parts of an answer where they belong."""
        self.page = parts
        own = {"own_words": self.fields["own_words"]}
        self.fields = own | typed_in(parts)

    def send(self, do: str, **typed: str) -> HttpResponse:
        """Press a button without scripts."""
        return self.client.post(self.address, self.fields | {"do": do, **typed})


def notice(page: BeautifulSoup) -> str:
    """Return the sentence that says why a press changed nothing; '' when there is none."""
    found = page.select_one(".your-list__notice")
    return words(found.p) if found else ""


def instead(page: BeautifulSoup) -> dict[str, str]:
    """Return what can be done instead, by the button's words."""
    buttons = page.select(".your-list__notice button")
    return {words(each): each["value"] for each in buttons}


def said(page: BeautifulSoup) -> str:
    """Return the sentence that says what a press did."""
    return words(page.select_one(".your-list__said"))
