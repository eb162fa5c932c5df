"""Cards side by side: what they all say begins on one line, and one below the other when narrow."""

from itertools import pairwise

import pytest

from tests.browser.conftest import Visit
from tests.browser.room_states import HERE, THREE, pick_and_keep
from tests.browser.states import State

OF_ALL = State("compare", query=f"?{THREE}")
OURS = State("our_compare", HERE, who="amara", query=f"?{THREE}")
LINES = ".side-by-side--rows :is(dt, .level-list > li, h3)"

# By the words of its first line: where each thing begins, once for each card.
BEGINNINGS = """
(selector) => {
  const found = {}
  for (const each of document.querySelectorAll(selector)) {
    const words = (each.querySelector('.effect-name') ?? each).textContent.trim()
    const list = (found[words] ??= [])
    list.push(Math.round(each.getBoundingClientRect().top))
  }
  return found
}
"""
BOXES = """
(selector) => [...document.querySelectorAll(selector)].map((each) => {
  const { top, bottom } = each.getBoundingClientRect()
  return [top, bottom]
})
"""


@pytest.mark.parametrize("state", [OF_ALL, OURS], ids=["of the library", "of a conversation"])
def test_what_all_cards_say_begins_on_one_line(visit: Visit, state: State) -> None:
    """The gist, what it means for the list, and every side effect."""
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    if state is OURS:
        pick_and_keep(visit.open(State("checklist", HERE, who="amara")))
    page = visit.open(state)

    found = page.evaluate(BEGINNINGS, LINES)

    assert len([tops for tops in found.values() if len(tops) == 3]) > 40
    assert {words: tops for words, tops in found.items() if len(set(tops)) > 1} == {}


def test_in_a_narrow_window_one_card_stands_below_the_other(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 900})
    page = visit.open(OF_ALL)

    for part in (".panel", ".fold[open] .side-by-side--rows > .side"):
        boxes = page.evaluate(BOXES, part)
        assert len(boxes) >= 3
        assert all(above[1] < below[0] for above, below in pairwise(boxes))
