"""A clinician's screen that is left alone: it is covered, and comes back with what was typed."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings as current
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests import factories as made
from tests.browser.checks import faults
from tests.browser.conftest import Visit
from tests.browser.live_service import streaming
from tests.browser.state import State
from tests.cast import CODE

MATTERS = State("matters", (str(CODE),), who="amara")
ROLES = State("my_roles", who="amara")
WORDS = "This screen has locked"
OF_SOMEBODY = re.compile(r"\b(Sam|Samuel|Rivers|R1001|Amara|1985)\b")
TYPED = "I want to sleep at night"


@pytest.fixture
def desk(visit: Visit) -> Iterator[Page]:
    """Return the clinician's window at the service as `make run` starts it."""
    cache.clear()
    with streaming() as address:
        visit.service = replace(visit.service, address=address)
        yield visit.open(MATTERS)
        visit.page.close()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let screens of the staff lock after seconds."""
    monkeypatch.setattr(current, "STAFF_IDLE_SECONDS", 6)


def goal(page: Page) -> object:
    """Return the first field in which words are typed."""
    return page.locator("main textarea").first


def seen(page: Page) -> str:
    """Return what somebody sees of a page, and its title."""
    return page.locator("body").inner_text() + page.title()


@pytest.mark.usefixtures("soon")
def test_it_is_covered_and_comes_back_with_what_was_typed(desk: Page) -> None:
    """A wrong password is answered on the cover; nothing of the page is seen, nor printed."""
    expect(desk.locator("#here[data-state=live]")).to_be_attached()
    goal(desk).fill(TYPED)
    expect(desk.get_by_role("heading", level=1)).to_have_text(WORDS, timeout=15000)
    password = desk.get_by_label("Password", exact=True)
    expect(password).to_be_focused()
    assert not OF_SOMEBODY.search(seen(desk))
    assert desk.title() == WORDS
    assert desk.locator("#main").is_hidden()
    assert faults(desk) == {}
    desk.emulate_media(media="print")
    assert not OF_SOMEBODY.search(seen(desk))
    desk.emulate_media(media="screen")

    password.fill("not this one")
    password.press("Enter")
    expect(desk.locator("#cover")).to_contain_text("This is not your password.")
    password.fill(made.PASSWORD)
    password.press("Enter")
    expect(goal(desk)).to_have_value(TYPED)
    expect(desk.locator("#cover")).to_have_count(0)
    expect(goal(desk)).to_be_focused()
    assert desk.title() != WORDS
    expect(desk.locator("#here[data-state=live]")).to_be_attached()


@pytest.mark.usefixtures("soon")
def test_what_was_opened_in_another_tab_is_open_in_this_one(desk: Page) -> None:
    """And Back shows nothing of a page that was left while it was open."""
    expect(desk.get_by_role("heading", level=1)).to_have_text(WORDS, timeout=15000)
    other = desk.context.new_page()
    other.goto(desk.url)
    expect(other.get_by_role("heading", level=1)).to_have_text(WORDS)
    assert not OF_SOMEBODY.search(other.content())
    other.get_by_label("Password", exact=True).fill(made.PASSWORD)
    other.get_by_role("button", name="Go on").click()
    expect(other).to_have_url(desk.url)
    expect(desk.locator("#main")).to_be_visible()
    other.close()


def test_a_minute_before_it_says_so_and_one_press_stays(
    desk: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keyboard; the press tells the service."""
    monkeypatch.setattr(current, "STAFF_IDLE_SECONDS", 10)
    desk.reload()
    warning = desk.get_by_role("status").locator(".idling__words")
    expect(warning).to_be_visible(timeout=15000)
    expect(warning).to_contain_text("will lock in a minute")
    assert faults(desk) == {}
    with desk.expect_response(re.compile("/join/awake/")) as answer:
        desk.get_by_role("button", name="Stay").press("Enter")
    assert (answer.value.request.method, answer.value.status) == ("POST", 200)
    expect(warning).to_be_hidden()
    expect(desk.locator("#main")).to_be_visible()


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
def test_without_scripts_the_next_press_meets_the_lock(desk: Page) -> None:
    """What was typed is kept in the page that says so, and lands once the screen is open."""
    goal(desk).fill(TYPED)
    desk.wait_for_timeout(7000)
    desk.locator("main form button[type=submit]").last.click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(WORDS)
    expect(desk.locator("main")).to_contain_text("Nothing was saved yet.")
    assert not OF_SOMEBODY.search(seen(desk))
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Show that it is you, in a new tab").click()
    other = opened.value
    other.get_by_label("Password", exact=True).fill(made.PASSWORD)
    other.get_by_role("button", name="Go on").click()
    desk.get_by_role("button", name="Send it once more").click()
    expect(desk.get_by_role("heading", level=1)).not_to_have_text(WORDS)
    other.close()
