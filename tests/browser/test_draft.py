"""A draft as a pharmacist writes it, by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from medications.models import Evidence, Rating
from tests.browser.conftest import Visit
from tests.browser.state import SAID, State

WALK = 200
STOCK = State("stock", ("olanzapine",), who="dev")


def tab_to(page: Page, words: str, tags: str = "a, button, summary") -> None:
    """Press Tab until something with these words has the focus."""
    for _step in range(WALK):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "([tags, words]) => document.activeElement.matches(tags)"
            " && document.activeElement.textContent.includes(words)",
            [tags, words],
        )
        if found:
            return
    pytest.fail(f"“{words}” is out of reach of the keyboard.")


def press(page: Page, words: str) -> None:
    """Get to something that leads on, and press it."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def unfold(page: Page, words: str) -> None:
    """Get to a fold, and open it."""
    tab_to(page, words, "summary")
    page.keyboard.press("Enter")


def tab_into(page: Page, label: str) -> None:
    """Press Tab until the field with this label has the focus."""
    field = page.get_by_label(label).first
    for _step in range(WALK):
        if field.evaluate(
            "(each) => each === document.activeElement || (each.type === 'radio'"
            " && document.activeElement.name === each.name)"
        ):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"“{label}” is out of reach of the keyboard.")


def test_a_pharmacist_corrects_one_rating_with_a_source_by_keyboard(visit: Visit) -> None:
    """From the medicine's desk page: the draft, the level, a source, a figure, the level."""
    page = visit.open(STOCK)
    press(page, "Correct this card")
    unfold(page, "Heart and circulation")
    press(page, "Dizziness on standing up")
    unfold(page, "Add a figure from a source")
    press(page, "A grade of a table")

    press(page, "Add it first")
    tab_into(page, "product information")
    for _step in range(2):
        page.keyboard.press("ArrowDown")
    tab_into(page, "Title")
    page.keyboard.type("Ward audit of falls")
    tab_into(page, "Who publishes it")
    page.keyboard.type("Riverside pharmacy")
    press(page, "Save")

    expect(page.locator(SAID)).to_contain_text("The source is saved.")
    tab_into(page, "Graded 0 (none) beside other medicines")
    page.keyboard.press("Space")
    for _step in range(6):
        page.keyboard.press("ArrowDown")
    press(page, "Save")

    expect(page.locator(SAID)).to_contain_text("What is suggested was worked out again")
    tab_into(page, "none known")
    page.keyboard.press("ArrowDown")
    tab_into(page, "Why this level")
    page.keyboard.type("Falls on two wards after the first doses.")
    press(page, "Save")

    expect(page.locator(SAID)).to_contain_text("Dizziness on standing up is saved.")
    expect(page.locator("details[open]")).to_contain_text("a pharmacist said why it is another one")
    row = Evidence.objects.get(source__title="Ward audit of falls")
    rating = Rating.objects.get(card__in=row.cards.all(), effect__code="dizziness_on_standing")
    assert row.value == "3"
    assert rating.reason == "Falls on two wards after the first doses."


def test_what_two_people_wrote_stands_side_by_side_and_mine_can_be_kept(visit: Visit) -> None:
    """Nothing that was typed is lost."""
    page = visit.open(STOCK)
    page.get_by_role("button", name="Correct this card").click()
    page.wait_for_url("**/desk/drafts/*/")
    day = page.url + "day/"
    page.goto(day)
    other = page.context.new_page()
    other.goto(day)
    other.get_by_label("Day of review").fill("2199-05-01")
    other.get_by_role("button", name="Save").click()
    page.get_by_label("Day of review").fill("2199-06-01")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Two of you wrote here")).to_be_visible()
    expect(page.locator(".conflict")).to_contain_text("2199-05-01")
    expect(page.get_by_label("Day of review")).to_have_value("2199-06-01")
    page.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_text("To be reviewed on 1 June 2199.")).to_be_visible()


def test_a_source_is_found_in_the_long_list(visit: Visit) -> None:
    """What does not hold the words goes, what is chosen stays, and Enter sends nothing."""
    page = visit.open(STOCK)
    page.get_by_role("button", name="Correct this card").click()
    page.wait_for_url("**/desk/drafts/*/")
    page.goto(page.url + "evidence/tremor/frequency_class/")
    options = page.get_by_label("Source", exact=True).locator("option")
    everything = options.count()
    chosen = page.get_by_label("Source", exact=True).select_option(index=5)

    page.get_by_label("Find in this list").fill("CLOZAPINE  patient")
    page.keyboard.press("Enter")
    left = options.all_text_contents()

    assert 3 <= len(left) < everything / 4
    assert all("clozapine" in each.lower() for each in left[2:])
    expect(page.get_by_label("Source", exact=True)).to_have_value(chosen[0])
    expect(page.get_by_text(f"{len(left) - 2} found.")).to_be_visible()
    page.get_by_label("Find in this list").fill("")
    expect(options).to_have_count(everything)
    assert not page.locator(".nhsuk-error-summary").count()
