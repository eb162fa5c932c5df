"""How much a visit asks of two people: every page that is drawn, every input it insists on."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests import factories as made
from tests.browser.conftest import Visit
from tests.browser.room_states import tick
from tests.browser.state import State, read_back, send
from tests.browser.test_visit import decide, follow, press, say_what_matters

SCREENS_AT_MOST, INPUTS_AT_MOST = 5, 8
FILL: dict[str, Callable[[Page], object]] = {
    "login": lambda page: page.locator("#id_login").fill("amara@example.org"),
    "password": lambda page: page.locator("#id_password").fill(made.PASSWORD),
    "preferred_name": lambda page: page.locator("#id_preferred_name").fill("Kim"),
    "local_number": lambda page: page.locator("#id_local_number").fill("K3003"),
    "kind": lambda page: page.locator("[name=kind][value=medicine]").check(force=True),
    "medication": lambda page: page.locator("#id_medication").select_option("olanzapine"),
}
"""How each input that may be insisted on is filled in."""


def drawn(page: Page) -> list[str]:
    """Return the addresses of pages as they will be drawn, one after another, in this window."""
    addresses: list[str] = []
    page.on("framenavigated", lambda frame: addresses.append(frame.url))
    return addresses


def sign_in(visit: Visit) -> Page:
    """Come as Amara, by e-mail address and password."""
    page = visit.open(State("account_login"))
    FILL["login"](page)
    FILL["password"](page)
    send(page)
    return page


def insisted(page: Page, sent: Callable[[Page], None] = send) -> list[str]:
    """Send a form as it is drawn, fill in what it insists on, and return the names of that.

    Again and again, until it is taken: an answer may bring another question with it.
    """
    names: list[str] = []
    while True:
        sent(page)
        asked = page.locator(".nhsuk-error-summary__list a").all()
        if not asked:
            return names
        for link in asked:
            name = (link.get_attribute("href") or "").removeprefix("#id_")
            FILL[name](page)
            names.append(name)


def test_a_visit_is_five_screens(visit: Visit) -> None:
    """R22. Counted is every page that the browser draws after the press on the clinician's day.

    The form that opens the conversation, what matters, the checklist with the medicines beside it,
    decide (read back on the same page before it is kept), and the summary, which is taken home. On
    a phone the medicines are a page of their own, which nobody has to pass. Somebody who was never
    here is added first, one more.
    """
    page = sign_in(visit)
    page.goto(f"{visit.service.address}/conversations/")
    page.get_by_label("Local number").fill("R1001")
    addresses = drawn(page)
    press(page, "Open a conversation")
    press(page, "Begin")
    say_what_matters(page)
    tick(page, "weight_gain", "restlessness")
    page.get_by_role("button", name="Keep this order").click()
    expect(page.locator("#comparison .read-back")).to_contain_text("Most of all")
    decide(page)

    assert addresses[-1].endswith("/summary/")
    assert len(addresses) <= SCREENS_AT_MOST, addresses


def test_few_inputs_are_insisted_on(visit: Visit) -> None:
    """R45. Counted is every input that some form does not do without, signing in included.

    Each form is first sent as it is drawn; what it then asks for is filled in and counted, until
    it is taken. What is offered filled in (clinic, legal setting, who decided, the day to look
    again) may be left as it is, so nobody has to fill it in.
    """
    page = visit.open(State("account_login"))
    names = insisted(page)
    page.goto(f"{visit.service.address}/people/new/")
    names += insisted(page)
    names += insisted(page)
    names += insisted(page)
    follow(page, "Decide")
    names += insisted(page, read_back)
    press(page, "Keep this decision")

    expect(page.get_by_role("heading", level=1)).to_contain_text("decided")
    assert len(names) <= INPUTS_AT_MOST, names
    assert set(names) >= {"login", "preferred_name", "kind"}
