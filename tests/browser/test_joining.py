"""The person on a screen of their own: let in, choosing, seen by the clinician; handed a screen."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.joining_states import hand_over, open_a_door
from tests.browser.room_states import tick
from tests.browser.states import State
from tests.cast import CODE

JOINING = State("joining", (str(CODE),), who="amara")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return a page of another browser, of the size of a phone, in which nobody is signed in."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_the_person_joins_by_the_code_and_chooses_and_both_see_it(
    visit: Visit, phone: Page
) -> None:
    """Let in by the clinician; and Back, after leaving, shows no word of it."""
    desk = visit.open(JOINING)
    open_a_door(desk)
    expect(desk.locator(".door__square path")).to_be_visible()
    code = desk.locator(".door__code").inner_text().split()[-1]
    phone.goto(f"{visit.service.address}/join/")
    phone.get_by_label("Code").fill(code.lower())
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Waiting to be let in")

    desk.get_by_role("link", name="See who waits").click()
    desk.locator("#main").get_by_role("button", name="Let them in").click()
    expect(phone).to_have_url(f"{visit.service.address}/conversations/{CODE}/matters/")

    phone.get_by_role("link", name="Checklist", exact=True).click()
    tick(phone, "tiredness")
    desk.get_by_role("link", name="Checklist", exact=True).click()
    expect(desk.locator(".picks__words")).to_have_text(re.compile("^1. .*tired", re.I))
    expect(desk.get_by_text("Entered for")).to_have_count(0)

    phone.get_by_role("button", name="Leave this conversation").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You have left the conversation")
    phone.go_back()
    expect(phone.locator(".picks__words")).to_have_count(0)


def test_whoever_is_somewhere_else_joins_by_the_link_that_was_sent(
    visit: Visit, phone: Page
) -> None:
    """It can be read and copied where the door is; a carer at home opens it, and is asked first."""
    desk = visit.open(JOINING)
    open_a_door(desk)
    expect(desk.get_by_label("Link to join", exact=True)).to_be_hidden()
    desk.get_by_text("They are somewhere else").click()
    expect(desk.get_by_role("button", name="Copy the link")).to_be_visible()
    phone.goto(desk.get_by_label("Link to join", exact=True).input_value())
    expect(phone.get_by_role("heading", level=1)).to_have_text("Waiting to be let in")


def test_a_wrong_link_says_so_and_leaves_no_trace_in_the_address(visit: Visit, phone: Page) -> None:
    phone.goto(f"{visit.service.address}/join/#nobody-has-this")

    expect(phone.get_by_role("alert")).to_contain_text("does not open a conversation")
    assert "#" not in phone.url


def test_a_screen_that_is_handed_over_is_the_persons(visit: Visit) -> None:
    """The clinician is signed out; the page goes on where the person chooses."""
    page = visit.open(JOINING)
    hand_over(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("What would you most want to avoid?")
    tick(page, "weight_gain")

    assert settings.SESSION_COOKIE_NAME not in {each["name"] for each in page.context.cookies()}
    expect(page.get_by_role("link", name="Your conversation")).to_be_visible()
    expect(page.get_by_role("link", name="Sign out")).to_have_count(0)
    expect(page.get_by_role("link", name="Decide")).to_have_count(0)
