"""The states of the pharmacist's desk."""

from playwright.sync_api import Page

from tests.browser.restored_states import RESTORED
from tests.browser.state import State
from tests.browser.told_states import press

OLANZAPINE = ("olanzapine",)


def save(page: Page) -> None:
    """Say that it is not stocked, and forget why."""
    page.get_by_role("radio", name="No, it is not stocked").check()
    press(page, "Save")


def say_it_is_not_stocked(page: Page) -> None:
    """Say so with a reason."""
    page.get_by_label("Why", exact=True).fill("The maker has none until spring.")
    save(page)


def add_nothing(page: Page) -> None:
    """Press without a note."""
    press(page, "Add this note")


def add_a_note(page: Page) -> None:
    """Put a note on the card."""
    page.get_by_label("A local note").fill("Ask the Hilltop team about the liquid.")
    add_nothing(page)


def add_and_take_away(page: Page) -> None:
    """Put a note on the card, and take it away again."""
    add_a_note(page)
    page.get_by_role("button", name="Take this note away").click()
    page.get_by_role("heading", name="Past notes").wait_for()


DESK = [
    *RESTORED,
    State("desk", who="dev"),
    State("desk", words="refused", who="amara", status=403),
    State("stock", OLANZAPINE, who="dev"),
    State("stock", ("clozapine",), "of a medicine with conditions", "dev"),
    State("stock", ("nothing",), "unknown", "dev", status=404),
    State("stock", OLANZAPINE, "with errors", "dev", then=save),
    State("stock", OLANZAPINE, "not stocked", "dev", then=say_it_is_not_stocked),
    State("add_note", OLANZAPINE, "with errors", "dev", at="stock", then=add_nothing),
    State("add_note", OLANZAPINE, "done", "dev", at="stock", then=add_a_note),
    State("retire_note", OLANZAPINE, "done", "dev", at="stock", then=add_and_take_away),
]
