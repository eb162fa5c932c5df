"""The states of pages of the room: conversations, from finding a person to the summary."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from playwright.sync_api import Page

from tests.browser.state import UNKNOWN, State, send

HERE = ("{conversation}",)
scripted = partial(State, needs_scripts=True)
THREE = "medicine=aripiprazole&medicine=clozapine&medicine=asenapine"


def search_for(words: str) -> Callable[[Page], None]:
    """Return what somebody does who looks for a person."""

    def search(page: Page) -> None:
        page.get_by_label("Local number").fill(words)
        send(page)

    return search


def not_today(page: Page) -> None:
    """Say that it is not today, and forget the date to ask again."""
    page.get_by_role("radio", name="not today").check()
    send(page)


def take_the_name_out(page: Page) -> None:
    """Leave the preferred name empty."""
    page.get_by_label("Preferred name").fill("")
    send(page)


def begin(page: Page) -> None:
    """Open a conversation with what the form offers, and with a medicine taken now."""
    page.get_by_label("Medicine taken now").select_option("Olanzapine")
    page.get_by_label("How it is taken").fill("15 mg at night")
    send(page)


def say_what_matters(page: Page) -> None:
    """Fill in a goal and a topic, and save."""
    type_what_matters(page)
    send(page)


def type_what_matters(page: Page) -> None:
    """Fill in a goal and a topic; where something is typed, no page follows the others'."""
    page.get_by_role("textbox").first.fill("Sleeping through the night")
    page.get_by_role("textbox").last.fill("Driving")


def send_a_lost_ticket(page: Page) -> None:
    """Save with a ticket that says nothing, as after a long time."""
    page.evaluate("document.querySelector('[name=ticket]').value = 'lost'")
    say_what_matters(page)


def say_it_signed_out(page: Page) -> None:
    """Save after the session has ended in another tab."""
    type_what_matters(page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(page)


def avoid_it(page: Page) -> None:
    """Say that one wants to avoid the line on the page."""
    with page.expect_navigation():
        page.get_by_role("button", name="I want to avoid this").click()


def avoid_and_look_back(page: Page) -> None:
    """Say so, and go back to the line."""
    avoid_it(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Line before").click()


def tick(page: Page, *effects: str) -> None:
    """Pick effects to avoid, each until it is kept."""
    for effect in effects:
        page.locator(f"#avoid-{effect}").click()
        page.locator(f"#avoid-{effect}[aria-pressed=true]").wait_for()


def pick_one(page: Page) -> None:
    """Pick one line of the group that is open on a phone."""
    tick(page, "tiredness")


def pick(page: Page) -> None:
    """Pick three effects to avoid, and one that would help."""
    tick(page, "weight_gain", "restlessness", "tremor")
    page.locator("#help-evening_sleepiness").click()
    page.locator("#unhelp-evening_sleepiness").wait_for()


def pick_and_keep(page: Page) -> None:
    """Keep the order as well, so that the medicines have places."""
    pick(page)
    page.get_by_role("button", name="Keep this order").click()
    page.locator("[data-place='1st']").first.wait_for(state="attached")


def pick_six(page: Page) -> None:
    """Tap one more than five."""
    tick(page, "weight_gain", "restlessness", "tremor", "dry_mouth", "tiredness")
    page.locator("#avoid-tension").click()
    page.get_by_role("button", name="Swap it for number 5").wait_for()


def number_twice(page: Page) -> None:
    """Give one number to two lines."""
    page.locator("#id_avoid-weight_gain").select_option("1")
    page.locator("#id_avoid-tremor").select_option("1")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and see the medicines").click()


def undo_nothing(page: Page) -> None:
    """Undo on the one form before anything was saved."""
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()


def compare(page: Page) -> None:
    """Keep an order, then go to how the medicines compare."""
    pick_and_keep(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Medicines", exact=True).click()


ROOM = [
    State("day", words="empty", who="carla"),
    State("day", words="one conversation", who="amara"),
    State("day", words="refused", who="dev", status=403),
    State("people", who="amara"),
    State("people", words="empty search", who="amara", then=send),
    State("people", words="found", who="amara", then=search_for("riv")),
    State("people", words="nobody found", who="amara", then=search_for("nobody")),
    State("new_person", who="amara"),
    State("new_person", words="with errors", who="amara", then=send),
    State("person", ("{person}",), "without conversations", "carla"),
    State("person", ("{person}",), "with one", "amara"),
    State("person", ("0",), "unknown", "amara", status=404),
    State("looks", ("{person}",), who="amara"),
    State("change_person", ("{person}",), who="amara"),
    State("change_person", ("{person}",), "with errors", "amara", then=take_the_name_out),
    State("start", ("{person}",), who="amara"),
    State("start", ("{person}",), "with errors", "amara", then=not_today),
    State("start", ("{person}",), "begun", "amara", then=begin),
    State("conversation", ("{conversation}",), who="ben"),
    State("conversation", (UNKNOWN,), "unknown", "amara", status=404),
    State("matters", ("{conversation}",), who="amara"),
    State("matters", ("{conversation}",), "with errors", "amara", then=send_a_lost_ticket),
    State("matters", ("{conversation}",), "signed out", "amara", then=say_it_signed_out),
    State("matters", ("{conversation}",), "said", "amara", then=say_what_matters),
    State("checklist", ("{conversation}",), "empty", "amara"),
    scripted("checklist", HERE, "ticked", "amara", then=pick),
    State(
        "checklist",
        ("{conversation}",),
        "in order",
        "amara",
        then=pick_and_keep,
        needs_scripts=True,
    ),
    State(
        "checklist", ("{conversation}",), "one too many", "amara", then=pick_six, needs_scripts=True
    ),
    State("one_line", ("{conversation}", "1"), who="amara"),
    State("one_line", ("{conversation}", "37"), "own words missing", "amara", then=avoid_it),
    State("one_line", ("{conversation}", "2"), "taken in", "amara", then=avoid_and_look_back),
    State("one_line", ("{conversation}", "38"), "unknown", "amara", status=404),
    State("checklist_form", ("{conversation}",), who="amara"),
    State("checklist_form", ("{conversation}",), "with errors", "amara", then=number_twice),
    State("checklist_form", ("{conversation}",), "nothing to undo", "amara", then=undo_nothing),
    State("blank_checklist"),
    State("comparison", ("{conversation}",), "by name", "amara"),
    State(
        "comparison",
        ("{conversation}",),
        "by place",
        "amara",
        at="checklist",
        then=compare,
        needs_scripts=True,
    ),
    State("comparison", ("{conversation}",), "filtered", "amara", query="?form=liquid"),
    State("comparison", ("{conversation}",), "with errors", "amara", query="?form=nowhere"),
    State("how_this_works", ("{conversation}",), who="amara"),
    State("our_card", ("{conversation}", "olanzapine"), who="amara"),
    State("our_card", ("{conversation}", "clozapine"), who="amara"),
    State("our_card", ("{conversation}", "nowhere"), "unknown", "amara", status=404),
    State("our_compare", ("{conversation}",), "empty", "amara"),
    State("our_compare", ("{conversation}",), "three", "amara", query=f"?{THREE}"),
]
