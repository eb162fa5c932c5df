"""The states of pages on which somebody comes into a conversation, and of the person's own."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.utils import timezone
from playwright.sync_api import Page

from consultations.models import Consultation, Participant
from consultations.seats import idle
from consultations.stages import Stage
from tests.browser.state import State, send

HERE = ("{conversation}",)
TODAY = timezone.localdate()
STEPS = {"matters": "What matters", "comparison": "Medicines", "summary": "Summary"}


def press(page: Page, words: str) -> None:
    """Press a button that brings another page."""
    with page.expect_navigation():
        page.locator("#main, .band").get_by_role("button", name=words).first.click()


def open_a_door(page: Page) -> None:
    """Open a door; its code and square are shown."""
    press(page, "Open a door")


def knock_from(screen: Page, page: Page) -> str:
    """Knock from somebody's screen with the code that a page shows; return the code."""
    code = page.locator(".door__code").inner_text().split()[-1]
    screen.goto(page.url.partition("/conversations")[0] + "/join/")
    screen.get_by_label("Code").fill(code)
    press(screen, "Join")
    return code


def knock(page: Page) -> None:
    """Open a door and knock at it, in the same browser."""
    open_a_door(page)
    knock_from(page, page)
    page.get_by_role("heading", name="Waiting to be let in").wait_for()


def let_in(page: Page) -> None:
    """See that somebody waits."""
    clinicians = page.url
    knock(page)
    page.goto(clinicians)


def let_in_only(page: Page) -> None:
    """Let somebody in whose screen has still to come."""
    let_in(page)
    press(page, "Let them in")
    page.get_by_text("Their screen goes on by itself").wait_for()


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


def look_together(page: Page) -> None:
    """Ask the others to look at a card."""
    press(page, "Look at this with me")


def hand_over_and_leave_alone(page: Page) -> None:
    """Leave this screen to the person, and let five minutes go by; then look at a page."""
    hand_over(page)
    long_ago = timezone.now() - idle(is_shared=True)
    Participant.objects.exclude(seat_digest="").update(seat_seen_at=long_ago)
    page.goto(page.url)


def sit_and_leave_alone(page: Page) -> None:
    """Let somebody in who sits down and does nothing; then look at who is here."""
    let_in_and_sit(page)
    long_ago = timezone.now() - idle(is_shared=False)
    Participant.objects.exclude(seat_digest="").update(seat_seen_at=long_ago)
    page.goto(page.url)


def end_it() -> None:
    """Let every conversation that goes on have ended without a decision."""
    ended = {"stage": Stage.ENDED, "ended_at": timezone.now(), "look_again_on": TODAY}
    Consultation.objects.filter(ended_at=None).update(**ended)


def hand_over_and_end(page: Page) -> None:
    """Leave this screen to the person, and let it end; their page leads to what goes home."""
    hand_over(page)
    end_it()
    page.goto(page.url)


def hand_over_and_send_late(page: Page) -> None:
    """Let it end while the person types, and send what was typed."""
    hand_over_and_go_to("matters")(page)
    end_it()
    page.evaluate("document.querySelector('main form[method=post]').submit()")
    page.get_by_role("link", name="See what you take home").wait_for()


def see_who_is_here(page: Page) -> None:
    """Do so, and look at who is here on a page of its own."""
    sit_and_leave_alone(page)
    page.goto(page.url.replace("/joining/", "/here/"))


NOBODYS = UUID(int=0)
"""The code of no conversation."""

joining = partial(State, args=HERE, who="amara", at="joining")

JOINING = [
    State("joining", HERE, who="amara"),
    joining("joining", words="a door is open", then=open_a_door),
    joining("joining", words="somebody waits", then=let_in),
    State("here", HERE, who="amara"),
    State("together", (*HERE, "olanzapine"), "asked", "amara", at="our_card", then=look_together),
    State("live", (str(NOBODYS),), "unknown", "amara", status=404),
    joining("joining", words="somebody was let in", then=let_in_only),
    joining("joining", words="somebody is here", then=let_in_and_sit),
    joining("joining", words="a screen has locked", then=sit_and_leave_alone),
    joining("here", words="a screen has locked", then=see_who_is_here),
    joining("locked", then=hand_over_and_leave_alone),
    joining("summary", words="as the person after the end", then=hand_over_and_end),
    joining("matters", words="sent after the end", then=hand_over_and_send_late),
    State("awake", words="no seat", status=404),
    State("join"),
    State("join", words="with errors", then=send),
    State("waiting", words="nothing to wait for", status=410),
    joining("waiting", words="at the door", then=knock),
    State("left"),
    State("left", words="after the end", query="?over"),
    joining("left", words="the person leaves", then=leave),
    joining("leave", words="sent", then=leave),
    joining("checklist", words="as the person", then=hand_over),
    *(joining(step, words="as the person", then=hand_over_and_go_to(step)) for step in STEPS),
]
