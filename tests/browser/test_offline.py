"""A screen that loses its connection: what is pressed waits, and is saved once, in its order."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Change
from tests.browser.conftest import Visit
from tests.browser.live_service import streaming
from tests.browser.room_states import tick
from tests.browser.state import State
from tests.cast import CODE

CHECKLIST = State("checklist", (str(CODE),), who="amara")
FIVE = ("tiredness", "weight_gain", "restlessness", "tremor", "dry_mouth")


@pytest.fixture
def desk(visit: Visit) -> Iterator[Visit]:
    """Return a window at the service as `make run` starts it."""
    with streaming() as address:
        visit.service = replace(visit.service, address=address)
        yield visit
        visit.page.close()


def pick(page: Page, effect: str) -> None:
    """Press "Avoid" at a line, whether or not there is a connection."""
    page.locator(f"#avoid-{effect}").dispatch_event("click")


def test_five_marked_without_a_connection_are_kept_when_it_is_back(desk: Visit) -> None:
    """Said within two seconds; sent by themselves, each once, in their order."""
    page = desk.open(CHECKLIST)
    expect(page.get_by_text("Up to date", exact=True)).to_be_visible()
    page.context.set_offline(True)
    page.locator("#line-dry_mouth").scroll_into_view_if_needed()
    for effect in FIVE:
        pick(page, effect)
    expect(page.locator("#not-saved")).to_be_in_viewport(timeout=2000)
    expect(page.get_by_text("Not connected")).to_be_visible()
    expect(page.get_by_text("Up to date", exact=True)).to_be_hidden()
    expect(page.locator("#not-saved li")).to_have_count(5)
    expect(page.locator(".picks__words")).to_have_count(0)
    assert not Change.objects.exists()

    page.context.set_offline(False)
    expect(page.locator(".picks__words")).to_have_count(5, timeout=15000)
    expect(page.locator("#not-saved")).to_be_hidden()
    expect(page.get_by_text("Up to date", exact=True)).to_be_visible()
    picked = [each.after["avoid"][-1] for each in Change.objects.order_by("sequence")]
    assert tuple(picked) == FIVE


def test_what_waits_outlives_a_reload(desk: Visit) -> None:
    """And what is kept for it can be read by nobody who looks into the browser's store."""
    page = desk.open(CHECKLIST)
    page.context.set_offline(True)
    pick(page, "tremor")
    expect(page.locator("#not-saved")).to_be_visible()
    store = page.evaluate(STORED)
    assert "tremor" not in store

    page.context.set_offline(False)
    page.reload()
    expect(page.locator(".picks__words")).to_have_text(re.compile("^1. .*trem|shak", re.I))
    assert Change.objects.count() == 1


def test_what_may_have_been_sent_is_taken_back_by_an_undo_of_its_own(desk: Visit) -> None:
    """What only waited is taken out; what was tried may be kept already, whatever was answered."""
    page = desk.open(CHECKLIST)
    page.context.set_offline(True)
    pick(page, "tremor")
    pick(page, "weight_gain")
    expect(page.locator("#not-saved li")).to_have_count(2)
    page.locator("#undo").dispatch_event("click")
    expect(page.locator("#not-saved li")).to_have_count(1)
    page.locator("#undo").dispatch_event("click")
    expect(page.locator("#not-saved li")).to_have_count(2)

    page.context.set_offline(False)
    expect(page.locator("#not-saved")).to_be_hidden(timeout=15000)
    expect(page.locator(".picks__words")).to_have_count(0)
    said = Change.objects.order_by("sequence").values_list("what", flat=True)
    assert list(said) == ["record_checklist", "undo_checklist"]


def test_what_somebody_else_changed_meanwhile_stays_and_is_said(desk: Visit) -> None:
    """The colleague's change of the same line stands; the other press is kept."""
    page = desk.open(CHECKLIST)
    page.context.set_offline(True)
    pick(page, "tremor")
    pick(page, "weight_gain")
    expect(page.locator("#not-saved li")).to_have_count(2)

    other = page.context.browser.new_context()
    desk.sign_in("ben")
    other.add_cookies(page.context.cookies())
    desk.sign_in("amara")
    colleague = other.new_page()
    colleague.goto(desk.service.address + CHECKLIST.path(desk.service.cast))
    tick(colleague, "tremor")
    colleague.locator("#out-tremor").click()
    expect(colleague.locator(".picks__words")).to_have_count(0)

    page.context.set_offline(False)
    expect(page.locator("#not-kept")).to_contain_text("somebody else changed this line")
    expect(page.locator(".picks__words")).to_have_count(1)
    other.close()


STORED = """
    () => new Promise((resolve) => {
      const asked = indexedDB.open('waiting')
      asked.onsuccess = () => {
        const all = asked.result.transaction('kept').objectStore('kept').getAll()
        all.onsuccess = () => resolve(all.result.map(({ words }) =>
          words ? new TextDecoder().decode(words) : '').join())
      }
    })
"""
