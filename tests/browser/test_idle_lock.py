"""A tablet that is handed over, and left alone: it locks, shows nothing, and is opened again."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings as current
from playwright.sync_api import Browser, Page, expect

from consultations.models import Change, Participant
from consultations.presenters.idling import seconds_left
from tests.browser.checks import faults
from tests.browser.conftest import Visit
from tests.browser.joining_states import hand_over
from tests.browser.live_service import streaming
from tests.browser.room_states import tick
from tests.browser.state import State
from tests.browser.test_offline import pick
from tests.cast import CODE

JOINING = State("joining", (str(CODE),), who="amara")
CHECKLIST = State("checklist", (str(CODE),), who="amara")
WORDS = "This screen has locked"
OF_SOMEBODY = re.compile(r"\b(Sam|Samuel|Rivers|R1001|Amara|1985)\b|tired", re.IGNORECASE)
STORED = """
    async () => {
      const databases = await indexedDB.databases()
      const rows = await Promise.all(databases.map(({ name }) => new Promise((resolve) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => {
          const all = asked.result.transaction('kept').objectStore('kept').getAllKeys()
          all.onsuccess = () => { asked.result.close(); resolve(all.result) }
        }
      })))
      return [...Object.keys(localStorage), ...Object.keys(sessionStorage),
        ...await caches.keys(), ...rows.flat()]
    }
"""
LEFT_BEHIND = """
    async () => {
      localStorage.setItem('left', 'Sam')
      sessionStorage.setItem('left', 'Sam')
      await waiting.write('left', [{ do: 'avoid:tremor' }])
      await caches.open('left')
    }
"""


@pytest.fixture
def desk(visit: Visit) -> Iterator[Visit]:
    """Return the clinician's window at the service as `make run` starts it."""
    with streaming() as address:
        visit.service = replace(visit.service, address=address)
        yield visit
        visit.page.close()


@pytest.fixture
def scripts_there() -> bool:
    """Whether the tablet runs scripts."""
    return True


@pytest.fixture
def tablet(browser: Browser, desk: Visit, scripts_there: bool) -> Iterator[Page]:
    """Return a page of the tablet, at which Amara has signed in and looks at who joins."""
    size = {"width": 820, "height": 1180}
    context = browser.new_context(viewport=size, java_script_enabled=scripts_there)
    desk.sign_in("amara")
    name = current.SESSION_COOKIE_NAME
    context.add_cookies([each for each in desk.page.context.cookies() if each["name"] == name])
    desk.sign_in("amara")
    page = context.new_page()
    page.goto(desk.service.address + JOINING.path(desk.service.cast))
    yield page
    context.close()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let shared screens lock after seconds."""
    monkeypatch.setattr(current, "SHARED_IDLE_SECONDS", 6)


def shows_nothing(page: Page) -> bool:
    """Tell whether neither the page nor its title says a word of anybody."""
    return not OF_SOMEBODY.search(page.content() + page.title())


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait for a heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.mark.usefixtures("soon")
def test_it_locks_while_its_stream_is_open_and_comes_back(desk: Visit, tablet: Page) -> None:
    """Nothing of the person is left on it; one press on the clinician's screen opens it."""
    hand_over(tablet)
    tick(tablet, "tiredness")
    page = desk.open(CHECKLIST)
    expect(tablet.get_by_text("Up to date", exact=True)).to_be_visible()
    expect(tablet.locator(".picks__words")).to_have_count(1)

    heading(tablet, WORDS)
    expect(tablet.get_by_role("link", name="Look again")).to_be_visible()
    assert shows_nothing(tablet)
    assert tablet.evaluate(STORED) == []
    tablet.go_back()
    heading(tablet, WORDS)
    assert shows_nothing(tablet)
    tablet.go_forward()
    assert faults(tablet) == {}

    expect(page.locator("#here")).to_contain_text("the screen has locked")
    page.locator("#here").get_by_role("button", name="Open it again").click()
    expect(tablet.locator(".picks__words")).to_have_count(1)
    expect(page.locator("#here")).to_contain_text("Sam is here")


def test_half_a_minute_before_it_says_so_and_one_press_stays(
    tablet: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keyboard; the press tells the service, and the focus goes back to where it was."""
    monkeypatch.setattr(current, "SHARED_IDLE_SECONDS", 28)
    hand_over(tablet)
    tablet.get_by_role("link", name="What matters", exact=True).click()
    warning = tablet.get_by_role("status").locator(".idling__words")
    expect(warning).to_be_visible(timeout=25000)
    expect(warning).to_contain_text("will lock in half a minute")
    expect(warning).to_contain_text("not saved is gone")
    assert faults(tablet) == {}
    stay = tablet.get_by_role("button", name="Stay")
    with tablet.expect_response(re.compile("/join/awake/")) as answer:
        stay.press("Enter")
    assert (answer.value.request.method, answer.value.status) == ("POST", 200)
    assert seconds_left(Participant.objects.exclude(seat_digest="").get()) > 20
    expect(warning).to_be_hidden()
    expect(tablet.get_by_role("main")).to_be_focused()
    tablet.wait_for_timeout(8000)
    expect(tablet.locator("main form")).to_be_visible()


@pytest.mark.usefixtures("soon")
def test_typing_keeps_it_open_and_nothing_else_does(tablet: Page) -> None:
    """Longer than it takes to lock; then it is left alone."""
    hand_over(tablet)
    tick(tablet, "tiredness")
    tablet.locator("#your-list summary").first.click()
    why = tablet.locator("#your-list [data-words]:visible")
    why.press_sequentially("I was up all day", delay=600)
    expect(why).to_have_value("I was up all day")
    heading(tablet, WORDS)


@pytest.mark.usefixtures("soon")
def test_what_waits_on_a_locked_screen_is_sent_when_it_is_open_again(
    desk: Visit, tablet: Page
) -> None:
    """It locks by itself without a connection, and sends nothing while it is locked."""
    hand_over(tablet)
    expect(tablet.get_by_text("Up to date", exact=True)).to_be_visible()
    tablet.context.set_offline(True)
    pick(tablet, "tremor")
    expect(tablet.locator("#not-saved")).to_be_visible()
    heading(tablet, WORDS)
    assert shows_nothing(tablet)

    tablet.context.set_offline(False)
    expect(tablet.get_by_role("link", name="Look again")).to_be_visible()
    tablet.wait_for_timeout(2500)
    assert not Change.objects.exists()

    page = desk.open(JOINING)
    page.locator("#main").get_by_role("button", name="Open it again").click()
    expect(tablet.locator(".picks__words")).to_have_count(1)
    assert Change.objects.count() == 1


def test_a_screen_that_is_handed_over_shows_nothing_of_before(desk: Visit, tablet: Page) -> None:
    """Neither by Back, nor in another window, nor in anything that a browser keeps.

    The session is over too.
    """
    person = State("person", ("{person}",)).path(desk.service.cast)
    tablet.goto(desk.service.address + person)
    expect(tablet.get_by_text("R1001").first).to_be_visible()
    tablet.goto(desk.service.address + JOINING.path(desk.service.cast))
    other = tablet.context.new_page()
    other.goto(desk.service.address + State("matters", (str(CODE),)).path(desk.service.cast))
    other.get_by_label("What does a good day look like?").fill("As the clinician put it")
    expect(other.get_by_text("Up to date", exact=True)).to_be_visible()
    tablet.evaluate(LEFT_BEHIND)
    assert len(tablet.evaluate(STORED)) > 3
    names = {each["name"]: each["value"] for each in tablet.context.cookies()}
    hand_over(tablet)

    expect(other.get_by_label("What does a good day look like?")).to_have_value("")
    other.close()
    assert tablet.evaluate(STORED) == []
    assert current.SESSION_COOKIE_NAME not in {each["name"] for each in tablet.context.cookies()}
    for _page in range(2):
        tablet.go_back()
        heading(tablet, "Sign in")
        assert not re.search("R1001|Rivers|Amara", tablet.content())
    session = {"name": current.SESSION_COOKIE_NAME, "value": names[current.SESSION_COOKIE_NAME]}
    tablet.context.add_cookies([{**session, "url": desk.service.address}])
    tablet.goto(desk.service.address + person)
    heading(tablet, "Sign in")


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("scripts_there", [False], ids=["no scripts"])
def test_without_scripts_it_locks_by_itself_and_a_reload_goes_on(desk: Visit, tablet: Page) -> None:
    """What anybody does then is to open a page, or to save."""
    hand_over(tablet)
    expect(tablet.locator("noscript p")).to_contain_text("locks 1 minute after a page was opened")
    heading(tablet, WORDS)
    assert shows_nothing(tablet)
    tablet.reload()
    heading(tablet, WORDS)

    page = desk.open(JOINING)
    with page.expect_navigation():
        page.locator("#main").get_by_role("button", name="Open it again").click()
    tablet.reload()
    expect(tablet.locator("form").first).to_be_visible()
    expect(tablet).to_have_url(re.compile("/checklist/"))
