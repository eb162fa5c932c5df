"""Forms of the desk as a browser fills them in: what is drawn, with some of it changed."""

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from medications.models import Card

Fields = dict[str, str]


def page_of(response: HttpResponse) -> BeautifulSoup:
    """Parse an answer."""
    return BeautifulSoup(response.content, "html.parser")


def fields(form: Tag) -> Fields:
    """Return what a browser would send of a form as it stands, without any button."""
    found: Fields = {}
    for each in form.select("input, textarea, select"):
        name, kind = str(each.get("name")), each.get("type")
        if each.name == "select":
            chosen = each.select_one("option[selected]")
            found[name] = str(chosen["value"]) if chosen else ""
        elif each.name == "textarea":
            found[name] = each.text.strip()
        elif kind in ("radio", "checkbox"):
            if each.has_attr("checked"):
                found[name] = str(each["value"])
        elif name != "csrfmiddlewaretoken":
            found[name] = str(each.get("value", ""))
    return found


def main_form(page: BeautifulSoup, action: str) -> Tag:
    """Return the form of a page that is sent to an address."""
    found = page.select_one(f"main form[action='{action}']")
    assert found is not None, action
    return found


def drawn(client: Client, address: str) -> Fields:
    """Open a page and return its form as drawn."""
    response = client.get(address)
    assert response.status_code == 200, address
    return fields(main_form(page_of(response), address.partition("?")[0]))


def save(client: Client, address: str, /, **changes: str) -> HttpResponse:
    """Open a page, change some fields and send the form."""
    return client.post(address, drawn(client, address) | changes)


def begun(client: Client, medication: str = "olanzapine") -> str:
    """Begin a draft, and return the address of its page."""
    response = client.post(f"/desk/{medication}/draft/")
    assert response.status_code == 302
    return str(response["Location"])


def card_at(address: str) -> Card:
    """Return the version that a page is about."""
    return Card.objects.get(pk=int(address.split("/")[3]))
