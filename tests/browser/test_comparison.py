"""The comparison at every width and on paper: names of side effects stay whole."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.room_states import tick
from tests.browser.states import State

CHECKLIST = State("checklist", ("{conversation}",), who="amara")
LONG = ("memory_difficulty", "constipation", "high_blood_sugar", "restlessness", "palpitations")
WIDTHS = (390, 480, 700, 820, 1000, 1100, 1280, 1440, 1600, 1920)

# A word that stands on two lines has two boxes. Names that are only heard are one pixel wide.
BROKEN = r"""
() => [...document.querySelectorAll('.compared-head, .compared__levels :is(dt, dd)')]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().width > 1)
  .flatMap((each) => {
    const found = [], range = document.createRange()
    const walk = document.createTreeWalker(each, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      for (const { 0: word, index } of node.data.matchAll(/[^\s/]+/g)) {
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        if (range.getClientRects().length > 1) found.push(word)
      }
    }
    return found
  })
"""


def broken(page: Page) -> dict[str, list[str]]:
    """Return the words of the comparison that do not stand on one line, by width and text size."""
    found = {}
    for size in ("100%", "200%"):
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[f"{width} pixels, {size}"] = page.evaluate(BROKEN)
    return {where: words for where, words in found.items() if words}


@pytest.mark.parametrize("helpful", [0, 1, 3], ids="{} would help".format)
def test_no_name_of_a_side_effect_is_broken_inside_a_word(visit: Visit, helpful: int) -> None:
    """Beside the checklist, and on the page of the medicines."""
    page = visit.open(CHECKLIST)
    tick(page, *LONG)
    for effect in ("evening_sleepiness", "weight_loss", "difficulty_getting_to_sleep")[:helpful]:
        page.locator(f"#help-{effect}").click()
        page.locator(f"#unhelp-{effect}").wait_for(state="attached")
    beside = broken(page)
    page.get_by_role("link", name="Medicines", exact=True).click()
    page.locator("#side-by-side").wait_for()

    assert (beside, broken(page)) == ({}, {})


def test_what_is_not_for_paper_is_not_printed(visit: Visit) -> None:
    page = visit.open(State("comparison", ("{conversation}",), who="amara"))

    page.emulate_media(media="print")

    assert [each for each in page.locator(".no-print").all() if each.is_visible()] == []
