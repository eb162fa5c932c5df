"""A browser, a running service with the library and the cast, and the same rows for every test.

Rows are made once for this package, kept as a copy, and put back before each test: loading the
library for each of some hundred tests would take minutes. Other packages see none of it.
"""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.attack.world import told
from tests.browser.states import State
from tests.canaries.story import Story
from tests.cast import Cast, begin_conversation, make_cast
from tests.changed import change_for_noor
from tests.chromium import CHROMIUM
from tests.databases import database_in
from tests.decided import decide_with_robin
from tests.in_hand import take_in_hand
from tests.integration.medications.conftest import forget_everything

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium's advice to developers, every answer other than 200 (states name their status), and a
# network that a test has cut.
NOISE = (
    *("debug:", "verbose:", "info: Clear-Site-Data"),
    *("error: Failed to load resource", "error: htmx:"),
)
DROPPED = ("<socket.socket fd=", "<function _SelectorTransport.__del__")
PATIENCE = 15000
expect.set_options(timeout=PATIENCE)  # a busy machine is no fault of the page


@dataclass(frozen=True)
class Service:
    """The running service: its address, who works there, and its rows as they were made."""

    address: str
    cast: Cast
    rows: sqlite3.Connection


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, closed with this package so that no event loop outlives it."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask for a test database for every test here.

    None of them does so by itself, and without one the service's own would be found. Their service
    ends within a second, and drops what is still asked: sockets that nobody closes are its own.
    """
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.django_db(transaction=True))
            for each in DROPPED:
                item.add_marker(pytest.mark.filterwarnings(f"ignore:Exception ignored in. {each}"))


@pytest.fixture(scope="package")
def service(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    """Run the service on a free port; its rows are gone afterwards."""
    # Playwright's own loop makes Django believe that this thread is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    file = tmp_path_factory.mktemp("service") / "sdmtool.sqlite3"
    with django_db_blocker.unblock(), database_in(file), sqlite3.connect(":memory:") as rows:
        call_command("load_library", verbosity=0)
        cast = make_cast()
        begin_conversation(cast)
        decide_with_robin(cast)
        take_in_hand(cast)
        change_for_noor(cast)
        connection.connection.backup(rows)
        server = LiveServer("localhost")
        yield Service(server.url, cast, rows)
        server.stop()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visit:
    """One browser window at the service."""

    page: Page
    service: Service
    has_scripts: bool = True

    def sign_in(self, who: str) -> None:
        """Put the session of one of the cast into the browser, without the sign-in page."""
        client = Client()
        client.force_login(self.service.cast.people[who])
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value}
        self.page.context.add_cookies([{**cookie, "url": self.service.address}])

    def open(self, state: State) -> Page:
        """Go where the state is, as who it says, and do what it says."""
        if state.who:
            self.sign_in(state.who)
        answer = self.page.goto(self.service.address + state.path(self.service.cast))
        assert answer is not None
        assert answer.status == state.status
        if state.then and (self.has_scripts or not state.needs_scripts):
            state.then(self.page)
        return self.page


@pytest.fixture
def scripts() -> bool:
    """Whether the browser runs scripts; a test may override this by parametrising it."""
    return True


@pytest.fixture
def visit(browser: Browser, service: Service, scripts: bool) -> Iterator[Visit]:
    """Open a window; nothing may be asked of another host, and no page may complain."""
    connection.ensure_connection()
    service.rows.backup(connection.connection)
    cache.clear()
    forget_everything()
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE)
    page, asked, complaints = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    window = Visit(page, service, scripts)
    yield window
    context.close()
    assert not [url for url in asked if not url.startswith(window.service.address)]
    assert not [text for text in complaints if not text.startswith(NOISE)]


@pytest.fixture
def story(service: Service) -> Story:
    """Write something at every address, in a database of which nothing else is left."""
    call_command("flush", interactive=False, verbosity=0)
    return told()
