"""A tab in which a decision is typed, read back and kept, as a browser without scripts does."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation
from tests.integration.consultations.reading import page_of, sent

WORDS = {
    "kind": "medicine",
    "medication": "aripiprazole",
    "preparation": "tablet",
    "dose": "10 mg in the morning",
    "review_on": "2126-12-21",
}


class Tab:
    """One tab of one conversation: what it was drawn with is what it sends."""

    def __init__(self, client: Client, consultation: Consultation) -> None:
        """Open the form."""
        self.client = client
        self.address = reverse("decision", args=[consultation.code])
        self.page = page_of(client.get(self.address))
        self.drawn = sent(self.page)

    def send(self, **words: str) -> HttpResponse:
        """Type a decision and ask to read it back."""
        return self.client.post(self.address, self.drawn | WORDS | words)

    def keep(self, **words: str) -> HttpResponse:
        """Type a decision, read it back, and keep it as it was read."""
        read = sent(page_of(self.send(**words)))
        return self.client.post(self.address, read | {"keep": "yes"})


def typed(page: BeautifulSoup, name: str) -> str:
    """Return what stands in a field of lines."""
    return page.select_one(f"textarea[name={name}]").get_text().strip()
