"""Every page by keyboard alone: one can get in, on, through, and see where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.states import STATES, State, send

LONGEST_WALK = 400
ALL_CARDS = ("print_cards", "print_whole_cards")
"""One card after another, for paper: each is walked through on a page of its own."""
WALKED = [each for each in STATES if each.name not in ALL_CARDS]
# Where the focus is, and whether it looks different from how it looked without.
LOOK = """
() => {
  const look = (each) => {
    const style = getComputedStyle(each)
    return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor].join()
  }
  const here = document.activeElement
  if (!here || here === document.body) return null
  // Day, month and year of a date are stops of one input; leaving it would begin at the day again.
  const isPart = here === window.lastStop
  window.lastStop = here
  // A page within this one shows for itself where the focus is.
  if (isPart || here.matches('iframe')) return { html: here.outerHTML.slice(0, 120), differs: true }
  const shown = here.matches('input[type=radio], input[type=checkbox]')
    ? getComputedStyle(here.nextElementSibling, '::before').boxShadow : look(here)
  here.blur()
  const plain = here.matches('input[type=radio], input[type=checkbox]')
    ? getComputedStyle(here.nextElementSibling, '::before').boxShadow : look(here)
  here.focus()
  return { html: here.outerHTML.slice(0, 120), differs: shown !== plain }
}
"""


def test_the_first_key_offers_to_skip_the_menu(visit: Visit) -> None:
    """Tab shows the skip link; Enter goes to the main part."""
    page = visit.open(State("home"))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_fold_opens_and_closes(visit: Visit) -> None:
    """Enter opens, Enter closes."""
    page = visit.open(State("gallery"))
    body = page.get_by_text("Blood tests before you begin")

    page.get_by_text("Tests and checks").focus()
    page.keyboard.press("Enter")
    expect(body).to_be_visible()
    page.keyboard.press("Enter")
    expect(body).to_be_hidden()


def test_a_wide_table_scrolls_by_arrow_keys(visit: Visit) -> None:
    """The region takes the focus and keeps medicine names in view."""
    page = visit.open(State("gallery"))
    page.set_viewport_size({"width": 390, "height": 900})
    region = page.get_by_role("region", name="Medicines by side effects, scrolls sideways")

    region.focus()
    expect(region.get_by_text("Side effect 9")).not_to_be_in_viewport()
    for _press in range(12):
        page.keyboard.press("ArrowRight")

    expect(region.get_by_text("Side effect 9")).to_be_in_viewport()
    name = region.get_by_role("rowheader", name="Clozapine").bounding_box()
    assert name is not None
    assert name["x"] >= 0


def test_errors_take_the_focus_and_lead_to_their_field(visit: Visit) -> None:
    """After a faulty form the keyboard begins at the list of errors."""
    page = visit.open(State("account_login", then=send))

    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("E-mail address")).to_be_focused()


def test_a_password_can_be_shown(visit: Visit) -> None:
    """The button shows what is typed, says what it does, and hides it before it is sent."""
    page = visit.open(State("account_login"))
    password = page.locator("input[name=password]")

    page.get_by_role("button", name="Show password").press("Enter")
    expect(password).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide password").press("Enter")
    expect(password).to_have_attribute("type", "password")


@pytest.mark.parametrize("state", WALKED, ids=lambda state: state.label)
def test_one_walks_through_and_sees_where_one_is(visit: Visit, state: State) -> None:
    """Tab reaches the end without a trap, and every stop looks different while it has the focus."""
    stops = list(walk(visit.open(state)))

    assert len(stops) < LONGEST_WALK
    assert [stop["html"] for stop in stops if not stop["differs"]] == []


def walk(page: Page) -> list[dict]:
    """Press Tab until the focus leaves the page, and return every stop."""
    page.evaluate("document.activeElement?.blur()")
    stops: list[dict] = []
    while len(stops) < LONGEST_WALK:
        page.keyboard.press("Tab")
        stop = page.evaluate(LOOK)
        if stop is None:
            break
        stops.append(stop)
    return stops
