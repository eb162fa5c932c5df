"""The end of a conversation on the screens of those who take part: each goes home by itself."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.carer_states import TICKS
from tests.browser.conftest import Visit
from tests.browser.joining_states import end_it, knock_from, open_a_door, press
from tests.browser.room_states import tick
from tests.browser.test_carer import let_in as let_carer_in
from tests.browser.test_carer import screens
from tests.browser.test_live import CHECKLIST, JOINING, desk, let_in, phone
from tests.browser.test_visit import decide
from tests.cast import CODE

__all__ = ["desk", "phone", "screens"]
SUMMARY = re.compile("/summary/$")
SECONDS = 3
"""So long it may take on a machine that others use: a second, and the page itself."""


def page_is(page: Page, name: str) -> None:
    """Go to a page of the conversation."""
    page.goto(page.url.partition("/conversations")[0] + f"/conversations/{CODE}/{name}/")


def test_the_tablet_lands_on_the_summary_by_itself(desk: Visit, phone: Page) -> None:
    """And Back brings nothing of the checklist; a clinician's other screen says that it ended."""
    let_in(desk, phone)
    tick(phone, "tiredness")
    page = desk.open(CHECKLIST)
    expect(phone.get_by_text("Up to date", exact=True)).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("Up to date", exact=True)).to_be_visible()

    decide(page)
    began = time.monotonic()
    phone.wait_for_url(SUMMARY)
    assert time.monotonic() - began < SECONDS
    expect(phone.get_by_role("main")).to_contain_text("5 mg in the morning")
    expect(phone.locator("#here")).to_have_count(0)
    expect(other.locator("#here")).to_contain_text("This conversation has ended.")
    expect(other.get_by_role("main")).to_contain_text("This conversation has ended")

    phone.go_back()
    phone.wait_for_url(SUMMARY)
    expect(phone.locator("#checklist, .picks__words")).to_have_count(0)
    phone.locator(".band summary").click()
    expect(phone.get_by_text("Have you printed or saved it?")).to_be_visible()
    phone.get_by_role("button", name="Leave this conversation").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You have left the conversation")
    other.close()


def test_words_that_are_half_typed_hold_nobody_back(desk: Visit, phone: Page) -> None:
    """No browser asks whether to stay; what a clinician types is left to them."""
    let_in(desk, phone)
    phone.get_by_role("link", name="What matters", exact=True).click()
    expect(phone.get_by_text("Up to date", exact=True)).to_be_visible()
    phone.locator("[name=get_better]").click()
    phone.keyboard.type("to sleep")
    page = desk.page
    page_is(page, "matters")
    expect(page.get_by_text("Up to date", exact=True)).to_be_visible()
    page.locator("[name=good_life]").click()
    page.keyboard.type("to paint")

    end_it()
    phone.wait_for_url(SUMMARY)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nothing was decided")
    expect(page.locator("#here")).to_contain_text("This conversation has ended.")
    expect(page.locator("[name=good_life]")).to_have_value("to paint")
    page.locator("[name=good_life]").fill("")


def test_a_carers_screen_goes_to_their_sheet_or_to_a_kind_sentence(
    desk: Visit, phone: Page
) -> None:
    """First while nothing is shared; then, once the sheet is, it is there."""
    page = desk.open(JOINING)
    let_carer_in(page, phone, "Jo")
    expect(phone.get_by_text("Nothing of this conversation is shared with you now")).to_be_visible()
    end_it()
    expect(phone.get_by_text("No sheet of it goes home with you.")).to_be_visible()
    expect(phone.get_by_text(re.compile(r"\bSam\b"))).to_have_count(0)


def test_a_carers_screen_shows_the_sheet_that_is_agreed(desk: Visit, screens: list[Page]) -> None:
    """As long as it is agreed, and as long as their seat is theirs."""
    _tablet, phone = screens
    page = desk.open(JOINING)
    let_carer_in(page, phone, "Jo")
    page_is(page, "sharing")
    page.get_by_role("link", name="Change what Jo sees").click()
    for each in page.locator(TICKS).all():
        each.check()
    press(page, "Save")
    expect(phone.locator(".comparison")).to_be_visible()
    page_is(page, "checklist")
    decide(page)
    phone.wait_for_url(re.compile("/carer/sheet/$"))
    expect(phone.get_by_role("main")).to_contain_text("5 mg in the morning")

    page_is(page, "sharing")
    page.get_by_role("link", name="Change what Jo sees").click()
    press(page, "Stop sharing with Jo")
    expect(phone.get_by_text("No sheet of it goes home with you.")).to_be_visible()
    page_is(page, "joining")
    press(page, "End this seat")
    expect(phone).to_have_url(re.compile("/join/not-here/"))


def test_the_page_of_the_doors_follows(desk: Visit, phone: Page) -> None:
    """Who waits, sits and leaves is in its list by itself; a code goes once it let somebody in."""
    page = desk.open(JOINING)
    open_a_door(page)
    code = knock_from(phone, page)
    expect(page.locator("#doors")).to_contain_text("Somebody waits to be let in as Sam")
    expect(page.locator(".door__code")).to_contain_text(code)
    page.locator("#here").get_by_role("button", name="Let them in").click()
    expect(page.locator("#seats")).to_contain_text("Sam, since")
    expect(page.locator(".door__code")).to_have_count(0)
    expect(phone.get_by_text("Up to date", exact=True)).to_be_visible()
    phone.get_by_role("button", name="Leave this conversation").click()
    expect(page.locator("#seats")).to_contain_text("Nobody yet.")
