"""One whole conversation on three screens, with the service stopped and started in the middle."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.carer_states import EVERYTHING, TICKS
from tests.browser.conftest import Visit
from tests.browser.joining_states import press
from tests.browser.live_service import streaming
from tests.browser.room_states import tick
from tests.browser.state import State
from tests.browser.test_carer import let_in, screens
from tests.browser.test_offline import FIVE, pick
from tests.browser.test_visit import decide
from tests.cast import CODE
from tests.ports import free_port

__all__ = ["screens"]
JOINING = State("joining", (str(CODE),), who="amara")


@dataclass
class Restartable:
    """The service as `make run` starts it, at one port however often it is started."""

    visit: Visit
    port: int
    running: ExitStack

    def start(self) -> None:
        """Start it."""
        address = self.running.enter_context(streaming(self.port))
        self.visit.service = replace(self.visit.service, address=address)

    def stop(self) -> None:
        """Stop it, with every stream that is open."""
        self.running.close()


@pytest.fixture
def service_of(visit: Visit) -> Iterator[Restartable]:
    """Return the service, started; it is stopped afterwards."""
    found = Restartable(visit, free_port(), ExitStack())
    found.start()
    yield found
    visit.page.close()
    found.stop()


def room(desk: Page, address: str) -> None:
    """Go to a page of the conversation."""
    desk.goto(desk.url.partition("/conversations")[0] + f"/conversations/{CODE}/{address}/")


def share(desk: Page, ticks: int) -> None:
    """Agree that Jo sees so much; nothing with none."""
    room(desk, "sharing")
    if not ticks:
        press(desk, "Stop sharing with Jo")
        return
    desk.get_by_role("link", name="Change what Jo sees").click()
    for each in desk.locator(TICKS).all()[:ticks]:
        each.check()
    press(desk, "Save")


def name_weight_gain(phone: Page) -> None:
    """As the carer: put it on one's own list."""
    phone.get_by_role("link", name=re.compile("own list|my list", re.I)).first.click()
    phone.locator("select[name=place-1]").select_option("weight_gain")
    press(phone, "Save")


def press_while_it_is_away(service_of: Restartable, tablet: Page) -> None:
    """Stop the service, press on a tablet that says so, and start the service again."""
    service_of.stop()
    pick(tablet, FIVE[2])
    expect(tablet.locator("#not-saved")).to_be_visible()
    service_of.start()


def test_three_go_through_a_conversation_and_the_service_is_restarted(
    service_of: Restartable, screens: list[Page]
) -> None:
    """Join, choose, differ, withdraw and restore consent, a restart, decide: each on their own."""
    visit = service_of.visit
    desk, (tablet, phone) = visit.open(JOINING), screens
    let_in(desk, tablet, "Sam")
    let_in(desk, phone, "Jo")
    share(desk, EVERYTHING)
    expect(phone.locator(".comparison")).to_be_visible()
    tablet.get_by_role("link", name="Checklist", exact=True).click()
    tick(tablet, *FIVE[:2])
    expect(phone.locator(".compared__levels dt").first).to_have_text(re.compile("tired", re.I))

    name_weight_gain(phone)
    room(desk, "differ")
    expect(desk.get_by_role("main")).to_contain_text("Jo")

    room(phone, "carer")
    share(desk, 0)
    expect(phone.get_by_text("Nothing of this conversation is shared with you now")).to_be_visible()
    expect(phone.get_by_text(re.compile(r"\bSam\b"))).to_have_count(0)
    share(desk, EVERYTHING)
    expect(phone.locator(".comparison")).to_be_visible()

    room(desk, "checklist")
    press_while_it_is_away(service_of, tablet)
    for screen in (tablet, desk):
        expect(screen.locator(".picks__words")).to_have_count(3)
    expect(tablet.locator("#not-saved")).to_be_hidden()
    expect(phone.locator(".compared").first.locator("dt")).to_have_count(3)

    decide(desk)
    for screen in (desk, tablet, phone):
        expect(screen.get_by_role("main")).to_contain_text("5 mg in the morning")


def test_a_press_on_one_screen_is_seen_on_all_when_the_service_is_back(
    service_of: Restartable,
) -> None:
    """A stopped service is told of on every open page, and each catches up by itself."""
    page = service_of.visit.open(State("checklist", (str(CODE),), who="amara"))
    expect(page.get_by_text("Up to date", exact=True)).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("Up to date", exact=True)).to_be_visible()

    service_of.stop()
    for each in (page, other):
        expect(each.locator("#here")).to_have_attribute("data-state", "away")
    service_of.start()
    for each in (page, other):
        expect(each.locator("#here")).to_have_attribute("data-state", "live")
    tick(page, "tremor")
    expect(other.locator(".picks__words")).to_have_count(1)
    other.close()
