"""The states of pages for another day: a conversation put aside, ended for now, looked at again."""

from playwright.sync_api import Page

from tests.browser.state import State, send

HERE = ("{conversation}",)
DECIDED = ("{decided}",)


def stop(page: Page) -> None:
    """Stop for the moment, which shows the first page with a way to go on."""
    with page.expect_navigation():
        page.get_by_role("button", name="Stop here for the moment").click()


def stop_with_a_lost_ticket(page: Page) -> None:
    """Stop with a ticket that says nothing, as after a long time."""
    page.evaluate("document.querySelector('main [name=ticket]').value = 'lost'")
    stop(page)


def end(page: Page) -> None:
    """End it for now, and offer a new one after the turn of a year."""
    page.get_by_role("radio", name="End it for now").check()
    page.get_by_label("On which day?").fill("2030-01-02")
    send(page)


def look_again(page: Page) -> None:
    """Go from what was decided to the page on which a conversation looks at it again."""
    for name in ("Robin", "Say what changed since"):
        with page.expect_navigation():
            page.get_by_role("link", name=name, exact=True).first.click()


def look_again_and_begin(page: Page) -> None:
    """Begin it, with a medicine taken now; last time stands beside it."""
    look_again(page)
    page.get_by_label("Medicine taken now").select_option("Olanzapine")
    send(page)


def look_again_twice(page: Page) -> None:
    """Begin, and go on with another conversation, which offers the medicine of the first."""
    look_again_and_begin(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Robin", exact=True).first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Say what changed since", exact=True).click()
    send(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Beginning", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("link", name="My medicines, now and before").first.click()


def say_only_a_role(page: Page) -> None:
    """Say what somebody is here, without a name."""
    page.get_by_label("What they are here").fill("advocate")
    send(page)


def put_right(page: Page) -> None:
    """Meet by phone, with the person away."""
    page.get_by_label("Where you meet").select_option("phone")
    page.get_by_role("checkbox", name="Sam").uncheck()
    send(page)


PEOPLE = [
    State("day", words="one list", who="amara", query="?list=review"),
    State("day", words="unknown list", who="amara", query="?list=nowhere", status=404),
    State("move", HERE, "stopped", "amara", at="conversation", then=stop),
    State("move", HERE, "lost", "amara", at="conversation", then=stop_with_a_lost_ticket),
    State("start", DECIDED, "looking again", "amara", at="conversation", then=look_again),
    State("conversation", DECIDED, "looking again", "amara", then=look_again_and_begin),
    State("experience", DECIDED, "of before", "amara", at="conversation", then=look_again_twice),
    State("beginning", HERE, who="amara"),
    State("beginning", HERE, "with errors", "amara", then=say_only_a_role),
    State("beginning", HERE, "put right", "amara", then=put_right),
    State("another_day", HERE, who="amara"),
    State("another_day", HERE, "with errors", "amara", then=send),
    State("another_day", HERE, "ended for now", "amara", then=end),
]
