"""What the tests of spreadsheets share: how a file is asked for, sent, and written into drafts."""

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

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
