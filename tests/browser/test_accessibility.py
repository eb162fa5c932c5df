"""Every state of every page: clean for axe, narrow enough, large enough, whole without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import faults
from tests.browser.conftest import Visit
from tests.browser.states import STATES, State

in_every_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.label)


@in_every_state
def test_everyone_can_read_and_reach_it(visit: Visit, state: State) -> None:
    """Every question to one page, opened once: opening it takes longer than asking."""
    assert faults(visit.open(state)) == {}


@in_every_state
@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
def test_it_works_without_scripts(visit: Visit, state: State) -> None:
    """The page is there, says what it is, and can be got to and sent."""
    page = visit.open(state)

    expect(page.locator("h1")).to_have_count(1)
    expect(page.get_by_role("main")).to_be_visible()
    for button in page.locator("[data-print], .nhsuk-js-password-input-toggle").all():
        expect(button).to_be_hidden()


def test_paper_shows_what_is_folded(visit: Visit) -> None:
    """Printing opens every fold, with the menu left out, and screens find it closed again."""
    page = visit.open(State("gallery"))
    folded = page.get_by_text("Blood tests before you begin")
    expect(folded).to_be_hidden()

    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    expect(page.get_by_role("navigation", name="Medicine cards")).to_be_hidden()
    expect(page.get_by_role("heading", name="What the signs mean").first).to_be_visible()

    page.emulate_media(media="screen")
    expect(folded).to_be_hidden()


def test_levels_are_told_by_shape_not_colour(visit: Visit) -> None:
    """In forced colours, as in black and white, bars and hatching are still drawn."""
    page = visit.open(State("gallery"))
    page.emulate_media(forced_colors="active")

    drawings = {drawing_of(page, level) for level in ("0", "1", "2", "3", "unknown")}
    assert len(drawings) == 5
    assert "none" not in drawings


def drawing_of(page: Page, level: str) -> str:
    """Return how the bars of a level are drawn."""
    return page.locator(f".level-{level}").first.evaluate(
        "(each) => getComputedStyle(each, '::before').backgroundImage"
    )
