"""Every form that somebody can open, filled as somebody would, and the boxes in it for words."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from tests.attack.world import agreed
from tests.canaries import readers
from tests.canaries.story import Story
from tests.rights.ids import places
from tests.rights.matrix import YES
from tests.rights.sweep import READERS, WHOSE

ROLES = ("clinician", "person", "before", "carer", "pharmacist", "manager", "administrator")
WORDS = ("text", "search", "email", "url", "tel", "number", "date", "password")
TYPED = {
    "email": "new@example.org",
    "url": "https://example.org/",
    "number": "1",
    "date": "2026-11-02",
    "password": "three words together",
}
"""What is typed into an empty box of a kind; "words" into all others."""


@dataclass(frozen=True)
class Form:
    """A form of a page, and who opened it.

    sent   what it sends when it is filled in
    boxes  the names of those in which words are typed
    """

    role: str
    page: str
    where: str
    method: str
    sent: dict[str, list[str]]
    boxes: tuple[str, ...]


KNOWN: dict[UUID, list[Form]] = {}
"""The forms of each story, by the code of Sam's conversation in it."""


def every(story: Story) -> list[Form]:
    """Return the forms of all pages; one that several may open is of the first of them."""
    code = story.consultation("shared").code
    if code not in KNOWN:
        KNOWN[code] = _every(story)
    return KNOWN[code]


def _every(story: Story) -> list[Form]:
    """Open all pages, and read their forms."""
    found: dict[tuple, Form] = {}
    for role in ROLES:
        client = readers.browser(story, READERS[role])
        for address in agreed():
            if address.cells[role] != YES or "GET" not in address.methods:
                continue
            place = next(places(story, address, WHOSE.get(role, "shared")))
            response = client.get(place.where)
            if response.status_code == 200 and "html" in response.headers["Content-Type"]:
                for form in _forms(role, place.where, response):
                    found.setdefault((address.name, form.method, frozenset(form.sent)), form)
    return list(found.values())


def browsers(story: Story) -> dict[str, Client]:
    """Return a browser for each role."""
    return {role: readers.browser(story, READERS[role]) for role in ROLES}


def _forms(role: str, page: str, response: HttpResponse) -> Iterator[Form]:
    """Return the forms of a page."""
    for form in BeautifulSoup(response.content, "html.parser").select("form"):
        sent, boxes = _filled(form), tuple(each["name"] for each in _boxes(form))
        where, method = form.get("action") or page, form.get("method", "get").lower()
        yield Form(role, page, where, method, sent, boxes)


def _boxes(form: Tag) -> list[Tag]:
    """Return where words are typed."""
    found = form.select("textarea[name], input[name]")
    return [each for each in found if each.name == "textarea" or each.get("type", "text") in WORDS]


def _filled(form: Tag) -> dict[str, list[str]]:
    """Return what a form sends when what is empty is filled, and its first button pressed."""
    sent: dict[str, list[str]] = {}
    for each in _boxes(form):
        value = each.get_text() if each.name == "textarea" else each.get("value", "")
        sent.setdefault(each["name"], []).append(value or TYPED.get(each.get("type"), "words"))
    for each in form.select("input[type=hidden][name]"):
        sent.setdefault(each["name"], []).append(each.get("value", ""))
    chosen = form.select("input[type=radio][name], input[type=checkbox][name]")
    for each in chosen:
        if each.has_attr("checked") or each["name"] not in sent:
            sent[each["name"]] = [each.get("value", "on")]
    for select in form.select("select[name]"):
        options = select.select("option[selected]") or select.select("option")[-1:]
        sent[select["name"]] = [each.get("value", "") for each in options]
    for button in form.select("button[name]")[:1]:
        sent.setdefault(button["name"], []).append(button.get("value", ""))
    return sent
