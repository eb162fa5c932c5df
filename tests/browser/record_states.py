"""The states of the pages about what is kept of a person."""

from playwright.sync_api import Page

from tests.browser.state import State, send

PERSON = ("{person}",)


def ask_of_nobody(page: Page, name: str) -> None:
    """Ask for the file of a person who is not there."""
    elsewhere = """
        for (const its of document.querySelectorAll("main form, main [formaction]")) {
          const name = its.matches("form") ? "action" : "formaction";
          its.setAttribute(name, its.getAttribute(name).replace(/people.[0-9]+/, "people/0"));
        }
    """
    page.evaluate(elsewhere)
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def correct(page: Page) -> None:
    """Add a correction, which stands below the summary."""
    page.get_by_label("What should be put right").fill("It was in May, not in June.")
    page.get_by_role("radio", name="the person").check()
    send(page)


def restrict(page: Page) -> None:
    """Restrict a record."""
    page.get_by_role("radio", name="Restrict this record").check()
    page.get_by_label("Why?").fill("A part of it may be wrong.")
    send(page)


def set_too_few(page: Page) -> None:
    """Keep records for a year only."""
    page.get_by_label("Years after death").fill("1")
    send(page)


RECORDS = [
    State("retention", who="femi"),
    State("retention", words="with errors", who="femi", then=set_too_few),
    State("retention", words="refused", who="amara", status=403),
    State("keeping", PERSON, who="amara"),
    State("keeping", PERSON, who="femi"),
    State("keeping", PERSON, "with errors", "amara", then=send),
    State("keeping", PERSON, "restricted", "amara", then=restrict),
    State("addendum", ("{decided}",), who="amara"),
    State("addendum", ("{decided}",), "with errors", "amara", then=send),
    State("addendum", ("{decided}",), "added", "amara", then=correct),
    State("addendum", ("{conversation}",), "goes on", "amara", status=403),
    State("record", PERSON, who="amara"),
    State("record", PERSON, "of another clinic", "carla"),
    State(
        "record_json",
        PERSON,
        "unknown",
        "amara",
        at="record",
        then=lambda page: ask_of_nobody(page, "Save as JSON"),
    ),
    State(
        "record_pdf",
        PERSON,
        "unknown",
        "amara",
        at="record",
        then=lambda page: ask_of_nobody(page, "Save as a PDF"),
    ),
]
