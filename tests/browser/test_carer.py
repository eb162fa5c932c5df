"""A carer on a phone of their own: nothing, then what is agreed, then nothing again."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.carer_states import TICKS
from tests.browser.conftest import Visit
from tests.browser.joining_states import knock_from, press
from tests.browser.room_states import tick
from tests.browser.states import State
from tests.cast import CODE

JOINING = State("joining", (str(CODE),), who="amara")
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def screens(browser: Browser) -> Iterator[list[Page]]:
    """Return two pages of other browsers: Sam's tablet and Jo's phone."""
    contexts = [
        browser.new_context(viewport=size) for size in ({"width": 820, "height": 1180}, PHONE)
    ]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def let_in(desk: Page, screen: Page, whom: str) -> None:
    """Open a door for somebody, let their screen knock, and let it in."""
    desk.goto(desk.url.partition("/conversations")[0] + f"/conversations/{CODE}/joining/")
    press(desk, f"Open a door for {whom}")
    knock_from(screen, desk)
    desk.get_by_role("link", name="See who waits").click()
    with desk.expect_navigation():  # going on before the answer would take the press back
        desk.locator("#main").get_by_role("button", name="Let them in").click()


def test_a_carer_sees_what_is_agreed_and_nothing_once_it_ends(
    visit: Visit, screens: list[Page]
) -> None:
    """Each of the three in a browser of their own."""
    desk, (tablet, phone) = visit.open(JOINING), screens
    carers = f"{visit.service.address}/conversations/{CODE}/carer/"
    let_in(desk, tablet, "Sam")
    expect(tablet).to_have_url(re.compile("/matters/$"))
    let_in(desk, phone, "Jo")
    expect(phone).to_have_url(carers)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Jo, you are here as a carer")
    expect(phone.get_by_text("Nothing of this conversation is shared with you now")).to_be_visible()
    expect(phone.get_by_role("heading", name="What to watch for")).to_be_visible()

    tablet.get_by_role("link", name="Checklist", exact=True).click()
    tick(tablet, "tiredness")
    tablet.get_by_text("Who sees this, what if I say no").click()
    tablet.get_by_role("link", name="Who can see what").click()
    tablet.get_by_role("link", name="Change what Jo sees").click()
    tablet.locator(TICKS).nth(1).check()
    press(tablet, "First see what Jo would see")
    expect(tablet.locator(".preview .comparison")).to_be_visible()
    phone.reload()
    expect(phone.locator(".comparison")).to_have_count(0)

    press(tablet, "Save this")
    expect(phone.get_by_role("heading", name="How the medicines compare for Sam")).to_be_visible()
    expect(phone.locator(".compared__levels dt").first).to_have_text(re.compile("tired", re.I))

    press(tablet, "Stop sharing with Jo")
    expect(phone.locator(".comparison")).to_have_count(0)
    expect(phone.get_by_text(re.compile(r"\bSam\b"))).to_have_count(0)
    expect(phone.get_by_text("Nothing of this conversation is shared with you now")).to_be_visible()
