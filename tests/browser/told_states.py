"""The states of what is told around a visit: medicines of the past, pregnancy, own words."""

from playwright.sync_api import Page

from tests.browser.state import State, send

HERE = ("{conversation}",)


def press(page: Page, words: str) -> None:
    """Press a button, and wait for what it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    """Follow the first link with these words."""
    with page.expect_navigation():
        page.get_by_role("link", name=words).first.click()


def tell_of_a_medicine(page: Page) -> None:
    """Add one taken before, with what was good and bad."""
    follow(page, "Add a medicine taken before")
    page.get_by_label("Medicine", exact=True).select_option("Olanzapine")
    page.get_by_label("What was good about it?").fill("I slept")
    page.get_by_label("What was bad about it?").fill("I was hungry all day")
    press(page, "Save")


def tell_and_change(page: Page) -> None:
    """Add one, then open it again."""
    tell_of_a_medicine(page)
    follow(page, "Change or take out")


def take_none(page: Page) -> None:
    """Say that none is taken now."""
    press(page, "I take none now")


def save(page: Page) -> None:
    """Save with nothing filled in."""
    press(page, "Save")


def look_at_harsh_words(page: Page) -> None:
    """Look at words before they are kept."""
    page.get_by_label("Your words").fill("You must take the best one.")
    press(page, "Look at it first")


def keep_words(page: Page) -> None:
    """Keep words of one's own."""
    page.get_by_label("Your words").fill("Ring 0300 000 000, nine to five.")
    press(page, "Keep these words")


def keep_nothing(page: Page) -> None:
    """Keep an empty box."""
    page.get_by_label("Your words").fill("")
    press(page, "Keep these words")


TOLD = [
    State("experience", HERE, "empty", "amara"),
    State("experience", HERE, "none taken now", "amara", then=take_none),
    State("experience", HERE, "one taken before", "amara", then=tell_of_a_medicine),
    State("experience_add", (*HERE, "now"), who="amara"),
    State("experience_add", (*HERE, "before"), "with errors", "amara", then=save),
    State("experience_add", (*HERE, "later"), "unknown", "amara", status=404),
    State("experience_entry", HERE, "drawn", "amara", at="experience", then=tell_and_change),
    State("pregnancy", HERE, who="amara"),
    State("pregnancy", HERE, "saved", "amara", then=send),
    State("words", who="femi"),
    State("words", words="refused", who="amara", status=403),
    State("word", ("contact",), who="femi"),
    State("word", ("contact",), "looked at", "femi", then=look_at_harsh_words),
    State("word", ("contact",), "kept", "femi", then=keep_words),
    State("word", ("contact",), "with errors", "femi", then=keep_nothing),
    State("word", ("nowhere",), "unknown", "femi", status=404),
    State("rights"),
]
