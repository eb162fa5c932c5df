"""The checklist by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Avoidance
from tests.browser.conftest import Visit
from tests.browser.room_states import tick
from tests.browser.state import SAID
from tests.browser.test_checklist import CHECKLIST, HERE, kept

WALK = 200
IS_SEEN = """
    () => {
      const has = document.activeElement
      const { x, y, width, height } = has.getBoundingClientRect()
      const top = document.elementFromPoint(x + width / 2, y + height / 2)
      return has.contains(top) || Boolean(top?.contains(has))
    }
"""
"""Whether the middle of what has the focus is covered by nothing."""


def tab_to(page: Page, target: str) -> None:
    """Press Tab until an element has the focus."""
    for _step in range(WALK):
        if page.evaluate(f"document.activeElement.matches('{target}')"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} is out of reach of the keyboard.")


def test_keys_see_each_line_below_the_list_and_leave_the_lines_by_a_link(visit: Visit) -> None:
    """Backwards too: nothing that has the focus is hidden by what stays in sight."""
    page = visit.open(CHECKLIST)
    for effect in ("weight_gain", "dry_mouth", "tremor"):
        tick(page, effect)
    page.locator("#help-difficulty_passing_urine").focus()
    for _step in range(40):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML")
    tab_to(page, ".jump a:last-child")
    assert page.evaluate(IS_SEEN)
    page.keyboard.press("Enter")
    expect(page.locator("#on-from-here")).to_be_focused()


def test_the_whole_checklist_by_keyboard_alone(visit: Visit) -> None:
    """Pick, say why, put in order by number, keep, and go on to the medicines."""
    page = visit.open(CHECKLIST)
    for effect in ("weight_gain", "dry_mouth", "tremor"):
        tab_to(page, f"#avoid-{effect}")
        page.keyboard.press("Enter")
        expect(page.locator(f"#avoid-{effect}")).to_have_attribute("aria-pressed", "true")

    page.locator("#main").focus()
    tab_to(page, "[data-effect=tremor] .picks__why summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("I paint")
    page.keyboard.press("Tab")
    expect(page.locator(SAID)).to_have_text("Saved.")
    page.locator("#main").focus()
    tab_to(page, "#up-tremor")
    page.keyboard.press("1")
    expect(page.locator(".picks__words").first).to_have_text("1. Shaking or tremor")
    expect(page.locator("#up-tremor")).to_be_focused()
    tab_to(page, ".jump a")
    page.keyboard.press("Enter")
    expect(page.locator("#your-list-heading")).to_be_focused()
    tab_to(page, "#keep-order")
    page.keyboard.press("Enter")
    expect(page.locator("#comparison .read-back")).to_contain_text("Most of all")
    expect(page.locator("#your-list-heading")).to_be_focused()

    assert kept() == ["tremor", "weight_gain", "dry_mouth"]
    assert Avoidance.objects.get(effect__code="tremor", **HERE).why == "I paint"
