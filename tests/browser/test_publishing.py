"""The second pharmacist reads the change in words and publishes it, by keyboard alone."""

from playwright.sync_api import Page, expect

from medications.models import Release
from tests.browser.conftest import Visit
from tests.browser.state import State

WALK = 300


def walk_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus begins with some words."""
    for _press in range(WALK):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.innerText || ''")
        if here.strip().startswith(words):
            return
    raise AssertionError(f"no way by Tab to “{words}”")


def test_the_second_pharmacist_reads_the_change_in_words_and_publishes_it(visit: Visit) -> None:
    page = visit.open(State("desk", who="ewa"))
    expect(page.get_by_text("Version 2, begun by Dev Patel.").first).to_be_visible()

    walk_to(page, "Read what it changes")
    page.keyboard.press("Enter")

    change = page.locator("main li.panel", has_text="Weight gain:")
    expect(change).to_contain_text("from ++ commoner or moderately severe to + uncommon or mild")
    expect(change).to_contain_text("Reason: A newer table.")
    walk_to(page, "Publish")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Published. Release 2 is in use from now.")).to_be_visible()
    assert Release.objects.order_by("number").last().reason == "Weight gain from a newer table."
    page.goto(f"{visit.service.address}/cards/risperidone/weight_gain/")
    expect(page.locator(".lead .level")).to_contain_text("uncommon or mild")


def test_the_author_is_told_that_another_has_to_do_it(visit: Visit) -> None:
    page = visit.open(State("desk", who="dev"))
    page.get_by_role("link", name="Read what it changes").click()

    expect(page.get_by_text("Another pharmacist has to do this")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back: it is a draft again.")).to_be_visible()
