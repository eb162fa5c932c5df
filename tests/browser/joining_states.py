"""The states of pages on which somebody comes into a conversation, and of the person's own."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.browser.state import State, send

HERE = ("{conversation}",)
STEPS = {"matters": "What matters", "comparison": "Medicines", "summary": "Summary"}


def press(page: Page, words: str) -> None:
    """Press a button that brings another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=words).first.click()


def open_a_door(page: Page) -> None:
    """Open a door; its code and square are shown."""
    press(page, "Open a door")


def knock(page: Page) -> None:
    """Open a door and knock at it, in the same browser."""
    open_a_door(page)
    code = page.locator(".door__code").inner_text().split()[-1]
    page.goto(page.url.partition("/conversations")[0] + "/join/")
    page.get_by_label("Code").fill(code)
    press(page, "Join")
    page.get_by_role("heading", name="Waiting to be let in").wait_for()


def let_in(page: Page) -> None:
    """See that somebody waits."""
    clinicians = page.url
    knock(page)
    page.goto(clinicians)


def let_in_and_sit(page: Page) -> None:
    """Let somebody in who then sits down."""
    clinicians = page.url
    let_in(page)
    press(page, "Let them in")
    page.goto(clinicians.partition("/conversations")[0] + "/join/waiting/")
    page.goto(clinicians)


def hand_over(page: Page) -> None:
    """Leave this screen to the person."""
    press(page, "Hand this screen over")


def hand_over_and_go_to(step: str) -> Callable[[Page], None]:
    """Return what the person does who is handed the screen and takes a step of the way."""

    def go(page: Page) -> None:
        hand_over(page)
        with page.expect_navigation():
            page.get_by_role("link", name=STEPS[step], exact=True).first.click()

    return go


def leave(page: Page) -> None:
    """Leave as the person."""
    hand_over(page)
    press(page, "Leave this conversation")


joining = partial(State, args=HERE, who="amara", at="joining")

JOINING = [
    State("joining", HERE, who="amara"),
    joining("joining", words="a door is open", then=open_a_door),
    joining("joining", words="somebody waits", then=let_in),
    joining("joining", words="somebody is here", then=let_in_and_sit),
    State("join"),
    State("join", words="with errors", then=send),
    State("waiting", words="nothing to wait for", status=410),
    joining("waiting", words="at the door", then=knock),
    State("left"),
    joining("left", words="the person leaves", then=leave),
    joining("leave", words="sent", then=leave),
    joining("checklist", words="as the person", then=hand_over),
    *(joining(step, words="as the person", then=hand_over_and_go_to(step)) for step in STEPS),
]
