"""Screens that stay in step: what one changes, the others show by themselves."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from consultations.models import Participant
from tests.browser.carer_states import TICKS
from tests.browser.changed_states import withdraw
from tests.browser.conftest import Visit
from tests.browser.joining_states import knock_from, open_a_door
from tests.browser.live_service import streaming
from tests.browser.room_states import tick
from tests.browser.state import State
from tests.browser.test_carer import let_in as let_carer_in
from tests.cast import CODE

JOINING = State("joining", (str(CODE),), who="amara")
CHECKLIST = State("checklist", (str(CODE),), who="amara")
Window = Callable[[], Page]


@pytest.fixture
def desk(visit: Visit) -> Iterator[Visit]:
    """Return the clinician's window at the service as `make run` starts it."""
    with streaming() as address:
        visit.service = replace(visit.service, address=address)
        yield visit
        visit.page.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return a page of another browser, of the size of a phone, in which nobody is signed in."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def let_in(desk: Visit, phone: Page) -> None:
    """Let the person in on the phone, where the checklist then is.

    The clinician's page says by itself that somebody is at the door.
    """
    page = desk.open(JOINING)
    open_a_door(page)
    knock_from(phone, page)
    expect(page.locator("#here")).to_contain_text("Somebody waits to be let in as Sam")
    page.locator("#here").get_by_role("button", name="Let them in").click()
    phone.get_by_role("link", name="Checklist", exact=True).click()


def test_a_tick_on_the_phone_shows_on_the_desk(desk: Visit, phone: Page) -> None:
    """Both say that they are up to date, and who else is here."""
    let_in(desk, phone)
    page = desk.open(CHECKLIST)
    expect(page.locator("#here")).to_contain_text("Sam is here")
    expect(phone.locator("#here")).to_contain_text("Amara Okafor is here")
    expect(page.get_by_text("Up to date", exact=True)).to_be_visible()

    tick(phone, "tiredness")
    expect(page.locator(".picks__words")).to_have_text(re.compile("^1. .*tired", re.I))
    tick(page, "weight_gain")
    expect(phone.locator(".picks__words")).to_have_count(2)


def test_a_seat_that_is_ended_shows_nothing_more(desk: Visit, phone: Page) -> None:
    """The phone says so by itself, and no longer shows what was chosen."""
    let_in(desk, phone)
    tick(phone, "tiredness")
    page = desk.open(JOINING)
    page.get_by_role("button", name="End this seat").click()

    expect(phone.locator(".picks__words")).to_have_count(0)
    expect(phone).to_have_url(re.compile("/join/"))


def test_what_is_typed_stays_while_the_others_go_on(desk: Visit, phone: Page) -> None:
    """Words half typed on one screen outlive what comes from the other, which says who types."""
    let_in(desk, phone)
    tick(phone, "tiredness")
    page = desk.open(CHECKLIST)
    phone.locator("#your-list summary").first.click()
    why = phone.locator("#your-list [data-words]:visible")
    why.press_sequentially("I work at ni", delay=20)
    expect(page.locator("#here")).to_contain_text("Sam is typing")
    tick(page, "weight_gain")

    expect(phone.locator(".picks__words")).to_have_count(2)
    expect(why).to_have_value("I work at ni")


def test_a_carers_screen_is_emptied_when_nothing_is_shared_any_more(
    desk: Visit, phone: Page
) -> None:
    """By itself, on the screen that is open."""
    page = desk.open(JOINING)
    let_carer_in(page, phone, "Jo")
    jo = Participant.objects.get(name="Jo", consultation__code=CODE)
    address = f"{desk.service.address}/conversations/{CODE}/sharing/{jo.pk}/"
    page.goto(address)
    page.locator(TICKS).nth(1).check()
    page.get_by_role("button", name="Save").click()
    expect(phone.locator(".comparison")).to_be_visible()
    expect(phone.get_by_text("Up to date", exact=True)).to_be_visible()

    page.goto(address)
    page.get_by_role("button", name="Stop sharing with Jo").click()
    expect(phone.locator(".comparison")).to_have_count(0)
    expect(phone.get_by_text(re.compile(r"\bSam\b"))).to_have_count(0)


def test_look_at_this_with_me_moves_the_other_screen_once(desk: Visit, phone: Page) -> None:
    """And whoever goes on alone afterwards finds the way back."""
    let_in(desk, phone)
    page = desk.page
    card = f"{desk.service.address}/conversations/{CODE}/cards/olanzapine/"
    page.goto(card)
    page.get_by_role("button", name="Look at this with me").click()
    expect(phone).to_have_url(card)

    phone.get_by_role("link", name="Checklist", exact=True).click()
    expect(phone.locator("#here").get_by_role("link", name="Look at it")).to_be_visible()
    expect(phone).to_have_url(re.compile("/checklist/"))


def test_who_writes_or_comes_later_is_not_moved(desk: Visit, phone: Page) -> None:
    """Neither while they write nor when they have done so: they have the link."""
    let_in(desk, phone)
    phone.get_by_role("link", name="What matters", exact=True).click()
    goal = phone.locator("[name=get_better]")
    goal.fill("to sleep")
    page = desk.page
    page.goto(f"{desk.service.address}/conversations/{CODE}/cards/olanzapine/")
    page.get_by_role("button", name="Look at this with me").click()
    asked = phone.locator("#here").get_by_role("link", name="Look at it")
    expect(asked).to_be_visible()
    expect(goal).to_have_value("to sleep")
    phone.locator("button", has_text="Save").first.click()
    expect(asked).to_be_visible()
    expect(phone).not_to_have_url(re.compile("/cards/"))

    phone.evaluate("sessionStorage.clear()")  # as in a browser that comes only now
    phone.get_by_role("link", name="Checklist", exact=True).click()
    expect(asked).to_be_visible()
    page.goto(f"{desk.service.address}/conversations/{CODE}/here/")  # something new to hear of
    expect(phone).to_have_url(re.compile("/checklist/"))


def test_a_card_that_is_withdrawn_is_told_on_screens_nobody_touches(
    desk: Visit, phone: Page
) -> None:
    """Only the clinician is led to what changed (H02)."""
    let_in(desk, phone)
    page = desk.open(CHECKLIST)
    expect(page.locator("#here")).to_contain_text("Up to date")
    withdraw()
    told = "Cards have changed, and safety is the reason."
    expect(page.locator("#here")).to_contain_text(told)
    expect(phone.locator("#here")).to_contain_text(told)
    expect(phone.locator("#here").get_by_role("link", name="Read what changed")).to_have_count(0)
    page.locator("#here").get_by_role("link", name="Read what changed").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What changed on the cards")
