"""The states of pages of a conversation that is planned, paused, decided or ended."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.browser.people_states import end, stop
from tests.browser.room_states import type_what_matters
from tests.browser.state import State, send

HERE, DECIDED = ("{conversation}",), ("{decided}",)
STEPS = {"matters": "What matters", "checklist": "Checklist", "decision": "Decide"}
LINKS = STEPS | {"summary": "Summary"}


def plan(page: Page) -> None:
    """Plan a conversation for another day."""
    page.get_by_role("radio", name="not today").check()
    page.get_by_label("Ask again on").fill("2030-01-02")
    send(page)


def and_go_to(step: str, begin: Callable[[Page], None]) -> Callable[[Page], None]:
    """Return what somebody does who begins with something, then takes a step of the way."""

    def go(page: Page) -> None:
        begin(page)
        with page.expect_navigation():
            page.get_by_role("link", name=LINKS[step], exact=True).first.click()

    return go


def say_it_too_late(page: Page) -> None:
    """Save what matters after it was ended in another tab."""
    type_what_matters(page)
    other = page.context.new_page()
    other.goto(page.url.replace("matters", "another-day"))
    end(other)
    other.close()
    send(page)


planned = partial(State, args=("{person}",), words="planned", who="amara", at="start")
paused = partial(State, args=HERE, words="paused", who="amara", at="conversation")
ended = partial(State, args=HERE, words="ended", who="amara", at="another_day")
decided = partial(State, args=DECIDED, words="decided", who="amara")

STAGES = [
    *(planned(step, then=and_go_to(step, plan)) for step in STEPS),
    *(paused(step, then=and_go_to(step, stop)) for step in STEPS),
    *(ended(step, then=and_go_to(step, end)) for step in STEPS),
    ended("summary", then=and_go_to("summary", end)),
    *(decided(step) for step in (*STEPS, "experience", "another_day")),
    State("matters", HERE, "sent too late", "amara", then=say_it_too_late),
]
