"""Before the visit: a link on a sheet, the person at home, and the clinician who prepares."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.before_states import make_a_link, press
from tests.browser.conftest import Visit
from tests.browser.room_states import tick
from tests.browser.states import State
from tests.cast import CODE

BEFOREHAND = State("beforehand", (str(CODE),), who="amara")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return a page of another browser, of the size of a phone, in which nobody is signed in."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_the_person_says_it_at_home_and_the_clinician_reads_it(visit: Visit, phone: Page) -> None:
    """By the link behind the square; until it is taken back, which the open screen notices."""
    desk = visit.open(BEFOREHAND)
    make_a_link(desk)
    letters = desk.locator(".door__letters").inner_text()
    phone.goto(f"{visit.service.address}/join/before/#{letters}")
    expect(phone).to_have_url(f"{visit.service.address}/conversations/{CODE}/before/")

    press(phone, "This is new to me")
    phone.get_by_role("link", name="Begin with what matters").click()
    expect(phone.get_by_text("New to this?")).to_be_visible()
    phone.get_by_label("Please bring this up for me").fill("Driving")
    press(phone, "Save")
    tick(phone, "tiredness")
    expect(phone.locator("#comparison")).to_have_count(0)
    phone.get_by_role("link", name="Side effects now").first.click()
    phone.get_by_role("link", name="Shaking or tremor").click()
    phone.get_by_label("quite a lot").check()
    press(phone, "Save")

    desk.get_by_role("link", name="Back to the conversation").click()
    expect(desk.locator("main section.what-matters").first).to_contain_text("Driving")
    expect(desk.locator("main .gist")).to_contain_text("bothers quite a lot")
    desk.get_by_role("link", name="A link to fill in before you meet").click()
    press(desk, "Take the link back")
    expect(phone).to_have_url(re.compile("/join/not-here/$"))
