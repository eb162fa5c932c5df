"""The states of pages on which the person says something before the visit, and what is now."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.browser.joining_states import hand_over
from tests.browser.state import State, send

HERE = ("{conversation}",)
of_a_line = partial(State, "effect_now", who="amara")


def say_it(page: Page) -> None:
    """Say that it bothers quite a lot, and save."""
    page.get_by_label("quite a lot").check()
    page.get_by_label("In your own words").fill("I spill my tea.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()


def as_the_person(page: Page) -> None:
    """Hand the screen over, and go to what is felt now."""
    hand_over(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Side effects I have now").click()


BEFORE = [
    State("effects_now", HERE, who="amara"),
    State("effects_now", HERE, "as the person", "amara", at="joining", then=as_the_person),
    of_a_line((*HERE, "tremor")),
    of_a_line((*HERE, "tremor"), "said", then=say_it),
    of_a_line((*HERE, "something_else"), "with errors", then=send),
    of_a_line((*HERE, "nothing"), "unknown", status=404),
]
"""Side effects felt now."""


def press(page: Page, words: str) -> None:
    """Press a button that brings another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=words).first.click()


def make_a_link(page: Page) -> None:
    """Make a link; the sheet to hand out is shown."""
    press(page, "Make a link")


def make_and_go_back(page: Page) -> None:
    """Make a link, and look at the page from which it is taken back."""
    clinicians = page.url
    make_a_link(page)
    page.goto(clinicians)


def open_it(page: Page) -> None:
    """Make a link and open it, as the person does, in a browser in which nobody is signed in."""
    make_a_link(page)
    letters = page.locator(".door__letters").inner_text()
    page.context.clear_cookies()
    page.goto(page.url.partition("/conversations")[0] + "/join/before/")
    page.get_by_label("The letters and figures").fill(letters)
    press(page, "Open it")


def ask(page: Page) -> None:
    """Leave a question."""
    page.get_by_label("Your question").fill("Can I drink a beer?")
    press(page, "Leave this question")


def open_it_and_ask(page: Page) -> None:
    """Open the link, and leave a question there."""
    open_it(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Leave a question").click()
    ask(page)


def ask_and_open(page: Page) -> None:
    """Leave a question, and open it to be answered."""
    ask(page)
    with page.expect_navigation():
        page.locator("main a[href*='/questions/']").first.click()


def ask_and_answer_nothing(page: Page) -> None:
    """Press Save with no answer written."""
    ask_and_open(page)
    press(page, "Save the answer")


def ask_and_answer(page: Page) -> None:
    """Answer a question."""
    ask_and_open(page)
    page.get_by_label("Your answer").fill("One is fine.")
    press(page, "Save the answer")


def open_it_new_to_this(step: str) -> Callable[[Page], None]:
    """Return what the person does who wants more explained and takes a step."""

    def go(page: Page) -> None:
        open_it(page)
        press(page, "This is new to me")
        with page.expect_navigation():
            page.locator(".way-through").get_by_role("link", name=step).click()

    return go


by_link = partial(State, args=HERE, who="amara", at="beforehand")

BEFORE += [
    State("beforehand", HERE, who="amara"),
    by_link("beforehand", words="the sheet", then=make_a_link),
    by_link("beforehand", words="a link is open", then=make_and_go_back),
    State("invited"),
    State("invited", words="with errors", then=send),
    by_link("before", words="opened", then=open_it),
    by_link("matters", words="before the visit", then=open_it_new_to_this("What matters")),
    by_link("checklist", words="before the visit", then=open_it_new_to_this("Checklist")),
    by_link("effects_now", words="before the visit", then=open_it_new_to_this("Side effects now")),
]
"""And what opens with a link that was given before the visit."""

asking = partial(State, args=HERE, who="amara", at="questions")

BEFORE += [
    State("questions", HERE, who="amara"),
    State("questions", HERE, "with errors", "amara", then=send),
    by_link("questions", words="before the visit", then=open_it_and_ask),
    asking("questions", words="answered", then=ask_and_answer),
    asking("answer", then=ask_and_open),
    asking("answer", words="with errors", then=ask_and_answer_nothing),
]
"""Questions between visits."""
