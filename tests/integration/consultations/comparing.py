"""What tests of the comparison press beforehand, and how they read its page."""

from bs4 import BeautifulSoup
from django.urls import reverse

from consultations.models import Consultation
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words


def picked(amara: SignedIn, conversation: Consultation, *presses: str) -> Tab:
    """Press one button after another on Sam's checklist."""
    tab = Tab(amara, conversation)
    for do in presses:
        assert tab.press(do).status_code == 200
    return tab


def compared(client: SignedIn, conversation: Consultation, query: str = "") -> BeautifulSoup:
    """Open the comparison."""
    return page_of(client.get(reverse("comparison", args=[conversation.code]) + query))


def groups(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return the medicines of each group by code, in their order."""
    return {
        words(group.h3): [each["data-medicine"] for each in group.select("li.compared")]
        for group in page.select(".compared-group")
    }


def row(page: BeautifulSoup, medicine: str) -> str:
    """Return what the page says of one medicine."""
    return words(page.select_one(f"[data-medicine={medicine}]"))
