"""The states of a carer's own pages, and of those on which it is agreed what they see."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from playwright.sync_api import Page

from tests.browser.decision_states import decide
from tests.browser.joining_states import knock_from, press
from tests.browser.state import State

HERE = ("{conversation}",)
EVERYTHING = 6
TICKS = "input[name=scope]"


def share(page: Page, ticks: int = EVERYTHING) -> None:
    """As the clinician, from who can see what: tick so many things for Jo, and save."""
    open_ticks(page)
    for each in page.locator(TICKS).all()[:ticks]:
        each.check()
    press(page, "Save")


def open_ticks(page: Page) -> None:
    """Open what Jo sees, to change it."""
    with page.expect_navigation():
        page.get_by_role("link", name="Change what Jo sees").first.click()


def share_and_open_ticks(page: Page) -> None:
    """Open it once something is shared."""
    share(page)
    open_ticks(page)


def preview(page: Page) -> None:
    """Look at what Jo would see with everything ticked."""
    open_ticks(page)
    for each in page.locator(TICKS).all():
        each.check()
    press(page, "First see what Jo would see")


def look(page: Page) -> None:
    """Look at what Jo sees now."""
    with page.expect_navigation():
        page.get_by_role("link", name="See what Jo sees now").click()


def joined(then: Callable[[Page], None] | None = None, ticks: int = 0) -> Callable[[Page], None]:
    """Return what is done until Jo sits in this very browser, with so much shared."""

    def go(page: Page) -> None:
        if ticks:
            share(page, ticks)
        desk = page.url.replace("/sharing/", "/joining/")
        page.goto(desk)
        press(page, "Open a door for Jo")
        knock_from(page, page)
        page.goto(desk)
        press(page, "Let them in")
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.goto(desk.partition("/conversations")[0] + "/join/waiting/")
        page.get_by_role("heading", name="you are here as a carer").wait_for()
        if then:
            then(page)

    return go


def open_card(page: Page) -> None:
    """Open a card as the carer."""
    with page.expect_navigation():
        page.locator("a[href*='/carer/cards/olanzapine/']").first.click()


def open_list(page: Page) -> None:
    """Open the carer's own list."""
    with page.expect_navigation():
        page.locator("a[href$='/carer/list/']").click()


def name_twice(page: Page) -> None:
    """Name one side effect at two places, and save."""
    for place in (1, 2):
        page.locator(f"select[name=place-{place}]").select_option("weight_gain")
    press(page, "Save")


def open_list_and_name_twice(page: Page) -> None:
    """Do so on the carer's own list."""
    open_list(page)
    name_twice(page)


def name_one(page: Page) -> None:
    """Name one side effect, with a line on why, and save."""
    page.locator("select[name=place-1]").select_option("weight_gain")
    page.locator("[name=why-1]").fill("It bothered you before")
    press(page, "Save")


def name_one_and_compare(page: Page) -> None:
    """Do so, name the same for the person, and look at where the lists differ."""
    name_one(page)
    mine = page.url
    page.goto(mine.replace("/my-view/", "/checklist/lines/7/"))
    press(page, "I want to avoid this")
    page.goto(mine.replace("/my-view/", "/differ/"))


def name_one_and_look_by_it(page: Page) -> None:
    """Name one as the clinician, and look at the medicines by that list."""
    name_one(page)
    page.goto(page.url.replace("/my-view/", "/comparison/"))
    with page.expect_navigation():
        page.get_by_role("link", name="Look at it by the list of Amara").click()


def look_by_own_list(page: Page) -> None:
    """Name one as the carer, and look at the medicines by that list."""
    open_list(page)
    name_one(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Look at the medicines by your own list").click()


def open_differ(page: Page) -> None:
    """Name one as the carer, and look at where the lists differ."""
    open_list(page)
    name_one(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Where you agree, and where you differ").click()


def decided(
    then: Callable[[Page], None] | None = None, ticks: int = EVERYTHING
) -> Callable[[Page], None]:
    """Return what is done until something was decided while Jo sits here, with so much shared.

    Their own page then leads to what they take home.
    """

    def go(page: Page) -> None:
        sharing, name = page.url, settings.SESSION_COOKIE_NAME
        session = [each for each in page.context.cookies() if each["name"] == name]
        joined(ticks=ticks)(page)
        carers = page.url
        page.context.add_cookies(session)
        page.goto(sharing.replace("/sharing/", "/decision/"))
        decide(page)
        press(page, "Keep this decision")
        page.context.clear_cookies(name=name)
        page.goto(carers)
        if then:
            then(page)

    return go


def open_large_sheet(page: Page) -> None:
    """Open it in large print."""
    with page.expect_navigation():
        page.get_by_role("link", name="Large print", exact=True).click()


def write_nothing(page: Page) -> None:
    """Press Save with nothing written."""
    press(page, "Save")


sharing = partial(State, args=HERE, who="amara", at="sharing")

CARERS = [
    State("sharing", HERE, who="amara"),
    sharing("sharing", words="something is shared", then=share),
    sharing("share_with", then=open_ticks),
    sharing("share_with", words="something is shared", then=share_and_open_ticks),
    sharing("sharing_preview", then=preview),
    sharing("sharing_preview", words="as it is", then=look),
    sharing("carer", words="nothing is shared", then=joined()),
    sharing("carer", words="all is shared", then=joined(ticks=EVERYTHING)),
    sharing("carer", words="with errors", then=joined(write_nothing, EVERYTHING)),
    sharing("carers_card", then=joined(open_card, EVERYTHING)),
    sharing("carers_list", then=joined(open_list, EVERYTHING)),
    sharing("carers_list", words="with errors", then=joined(open_list_and_name_twice, EVERYTHING)),
    sharing("carers_comparison", then=joined(look_by_own_list, EVERYTHING)),
    sharing("carers_differ", then=joined(open_differ, EVERYTHING)),
    sharing("carers_sheet", then=decided()),
    sharing("carers_sheet", words="nothing goes home", then=decided(ticks=1)),
    sharing("carers_large_sheet", then=decided(open_large_sheet)),
    *(
        State(f"carers_sheet_{each}", HERE, "asked for by no carer", "amara", status=403)
        for each in ("pdf", "large", "text")
    ),
    State("comparison_by", HERE, who="amara", at="my_view", then=name_one_and_look_by_it),
    State("my_view", HERE, who="amara"),
    State("my_view", HERE, "with errors", who="amara", then=name_twice),
    State("my_view", HERE, "something is named", who="amara", then=name_one),
    State("differ", HERE, who="amara"),
    State("differ", HERE, "two lists", "amara", at="my_view", then=name_one_and_compare),
    State("not_here"),
]
