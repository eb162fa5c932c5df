"""The states of a card on its way into use, of a withdrawal, and of the history."""

from playwright.sync_api import Page

from tests.browser.state import State
from tests.browser.told_states import follow, press

DRAFT, SUBMITTED = ("{draft}",), ("{submitted}",)
RISPERIDONE, CLOZAPINE = ("risperidone",), ("clozapine",)
NOBODY = "999999"


def hand_on(page: Page) -> None:
    """Submit without a word."""
    press(page, "Submit to a second pharmacist")


def send_back_without_words(page: Page) -> None:
    """Send back, and forget why."""
    press(page, "Send it back")


def comment(page: Page) -> None:
    """Say something to it."""
    page.get_by_label("What you want to say to it").fill("Which table?")
    press(page, "Add a comment")


def withdraw(page: Page) -> None:
    """Press without a reason."""
    press(page, "Withdraw this card now")


def withdraw_with_a_reason(page: Page) -> None:
    """Withdraw it: its card says so."""
    page.get_by_label("Why it is withdrawn").fill("The maker has taken it back.")
    withdraw(page)


def withdraw_and_come_back(page: Page) -> None:
    """Withdraw it, and open the page once more."""
    address = page.url
    withdraw_with_a_reason(page)
    page.goto(address)


def withdraw_and_see_the_grid(page: Page) -> None:
    """Withdraw it, and see the grid."""
    withdraw_with_a_reason(page)
    page.goto(page.url.replace("/cards/pimozide/", "/cards/grid/"))


def compare_versions(page: Page) -> None:
    """Compare the two that are offered."""
    press(page, "Show what changed")


def publish_and_see_the_release(page: Page) -> None:
    """Publish, and see what the release changed."""
    press(page, "Publish")
    follow(page, "Releases")
    follow(page, "Release 2")


def publish_and_compare(page: Page) -> None:
    """Publish, and compare the two releases."""
    press(page, "Publish")
    follow(page, "Releases")
    press(page, "Show what changed")


PUBLISHING = [
    State("submit_card", DRAFT, "not ready", "dev"),
    State("submit_card", DRAFT, "with errors", "dev", then=hand_on),
    State("submit_card", SUBMITTED, "submitted already", "dev"),
    State("submit_card", (NOBODY,), "unknown", "dev", status=404),
    State("review_card", SUBMITTED, "by the second", "ewa"),
    State("review_card", SUBMITTED, "by the author", "dev"),
    State("review_card", SUBMITTED, "with errors", "ewa", then=send_back_without_words),
    State("review_card", SUBMITTED, "commented", "ewa", then=comment),
    State("review_card", DRAFT, "of a draft", "ewa"),
    State("withdraw_card", CLOZAPINE, who="dev"),
    State("withdraw_card", ("pimozide",), "with errors", "dev", then=withdraw),
    State("withdraw_card", ("pimozide",), "done", "dev", then=withdraw_with_a_reason),
    State("withdraw_card", ("pimozide",), "already", "dev", then=withdraw_and_come_back),
    State("withdraw_card", ("pimozide",), "and the grid", "dev", then=withdraw_and_see_the_grid),
    State("card_history", RISPERIDONE, who="dev"),
    State("card_history", CLOZAPINE, who="dev"),
    State("compare_versions", RISPERIDONE, who="dev", at="card_history", then=compare_versions),
    State("releases", who="dev"),
    State("release", ("1",), who="dev"),
    State("release", SUBMITTED, "2", "ewa", at="review_card", then=publish_and_see_the_release),
    State("compare_releases", SUBMITTED, "", "ewa", at="review_card", then=publish_and_compare),
]
