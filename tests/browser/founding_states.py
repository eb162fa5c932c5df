"""The states of what a draft may need first: a new medicine with its names, and own sources."""

from playwright.sync_api import Page

from tests.browser.draft_states import follow, push
from tests.browser.state import State


def save_empty(page: Page) -> None:
    """Press the button of a form that adds a medicine or a source."""
    with page.expect_navigation():
        page.locator("main form .nhsuk-button").last.click()


def name_olanzapine(page: Page) -> None:
    """Name a medicine that is here already."""
    page.get_by_label("Name", exact=True).fill("OLANZAPINE")
    save_empty(page)


def source(page: Page) -> None:
    """Write a source, and keep it."""
    page.get_by_role("radio", name="table that compares medicines").check()
    page.get_by_label("Title").fill("Ward audit of weight")
    page.get_by_label("Who publishes it").fill("Riverside pharmacy")
    push(page, "Save")


def correct_source(page: Page) -> None:
    """Write a source and open it again."""
    source(page)
    follow(page, "Correct or retire: Ward audit of weight")


def retire_without_reason(page: Page) -> None:
    """Offer a source no longer, and forget why."""
    source(page)
    follow(page, "Correct or retire: Ward audit of weight")
    push(page, "Offer it no longer")


def retire_source(page: Page) -> None:
    """Offer a source no longer, and say why."""
    retire_without_reason(page)
    page.get_by_label("Why it is offered no longer").fill("The audit was flawed.")
    push(page, "Offer it no longer")


def source_history(page: Page) -> None:
    """Read what was done with a retired source."""
    retire_source(page)
    follow(page, "Its history")


def put_back_source(page: Page) -> None:
    """Offer it again."""
    retire_source(page)
    push(page, "Offer it again")


def new_medicine(page: Page) -> None:
    """Add a medicine: its draft opens."""
    page.get_by_label("Name", exact=True).fill("Lumateperon")
    save_empty(page)


def names(page: Page) -> None:
    """Open the names of a medicine in its draft."""
    new_medicine(page)
    follow(page, "Change the names")


def a_wrong_code(page: Page) -> None:
    """Write a code with a wrong digit."""
    names(page)
    page.get_by_label("SNOMED CT code").fill("138875006")
    save_empty(page)


FOUNDING = [
    State("new_medication", who="dev"),
    State("new_medication", words="with errors", who="dev", then=save_empty),
    State("new_medication", words="here already", who="dev", then=name_olanzapine),
    State("draft_names", words="", who="dev", at="new_medication", then=names),
    State("draft_names", words="with errors", who="dev", at="new_medication", then=a_wrong_code),
    State("desk_sources", who="dev"),
    State("desk_sources", words="found", who="dev", query="?find=olanzapine"),
    State("desk_new_source", words="with errors", who="dev", then=save_empty),
    State("desk_new_source", words="done", who="dev", then=source),
    State("desk_source", words="", who="dev", at="desk_new_source", then=correct_source),
    State("desk_source", words="retired", who="dev", at="desk_new_source", then=source_history),
    State(
        "retire_source",
        words="with errors",
        who="dev",
        at="desk_new_source",
        then=retire_without_reason,
    ),
    State("retire_source", words="done", who="dev", at="desk_new_source", then=retire_source),
    State("put_back_source", words="done", who="dev", at="desk_new_source", then=put_back_source),
]
