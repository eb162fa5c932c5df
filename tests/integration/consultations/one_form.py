"""The whole checklist as one form: what a browser sends of it."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from tests.integration.consultations.reading import page_of

FILLED = {
    "avoid-tremor": "2",
    "avoid-weight_gain": "1",
    "avoid-something_else": "4",
    "own_words": "a buzzing",
    "help-evening_sleepiness": "on",
    "mark-periods_stopping": "does_not_apply",
    "why-weight_gain": "I was bullied.",
}


def fields(page: BeautifulSoup) -> dict[str, str]:
    """Return what a browser sends of the form as it stands; nothing for what is empty."""
    form = page.select_one("form.one-form")
    found = {
        each["name"]: each.get("value", "on")
        for each in form.select("input")
        if each.get("type") != "checkbox" or each.has_attr("checked")
    }
    for select in form.select("select"):
        option = select.select_one("option[selected]")
        found[select["name"]] = option["value"] if option else ""
    found.pop("csrfmiddlewaretoken")
    return {name: value for name, value in found.items() if value}


def typed(page: BeautifulSoup) -> dict[str, str]:
    """Return the same without the ticket."""
    return {name: value for name, value in fields(page).items() if name != "ticket"}


def send(client: Client, address: str, data: dict[str, str]) -> HttpResponse:
    """Open the form, fill it in with these alone and send it."""
    ticket = fields(page_of(client.get(address)))["ticket"]
    return client.post(address, {"ticket": ticket} | data)


def undo(client: Client, address: str, page: BeautifulSoup) -> HttpResponse:
    """Press the button that stands below the form."""
    form = page.select_one("form.one-form-undo")
    button = form.select_one("button")
    pressed = {button["name"]: button["value"]}
    return client.post(address, pressed | {"ticket": form.select_one("[name=ticket]")["value"]})
