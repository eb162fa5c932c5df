"""What the tests of spreadsheets share: how a file is asked for, sent, and written into drafts."""

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook

from medications.models import Card
from tests.spreadsheets import put

WEIGHT = {"medicine": "olanzapine", "effect": "weight_gain"}
OLANZAPINE = {"medicine": "olanzapine"}
SAME = "The file says what the cards say already. Nothing would change."
SPREADSHEETS = "/desk/spreadsheets/"
EXPORT, READ, DRAFTS = (f"{SPREADSHEETS}{each}/" for each in ("export", "read", "drafts"))


def export(
    client: Client, what: str = "cards", kind: str = "xlsx", release: str = "1"
) -> HttpResponse:
    """Ask for a file."""
    return client.post(EXPORT, {"what": what, "release": release, "kind": kind})


def send(client: Client, data: bytes, name: str = "cards.xlsx") -> HttpResponse:
    """Choose a file and ask what it would change."""
    return client.post(READ, {"file": SimpleUploadedFile(name, data)})


def page(response: HttpResponse) -> BeautifulSoup:
    """Read an answer as a browser does."""
    return BeautifulSoup(response.content, "html.parser")


def go_on(client: Client, response: HttpResponse) -> HttpResponse:
    """Press the button that writes what was read into drafts."""
    read = page(response).select_one("input[name=read]")
    assert read is not None, page(response).get_text()
    return client.post(DRAFTS, {"read": read["value"]})


def three_cells(book: Workbook) -> None:
    """Change a level with its reason, a note, and the day of review."""
    put(book, "ratings", WEIGHT, "level", "+")
    put(book, "ratings", WEIGHT, "reason", "A newer table.")
    put(book, "ratings", WEIGHT, "note", "=Weigh at each visit")
    put(book, "cards", OLANZAPINE, "review day", "2031-05-06")


def draft_of(code: str = "olanzapine") -> Card:
    """Return the only draft, which is of this medicine."""
    return Card.objects.get(stage=Card.Stage.DRAFT, medication__code=code)
