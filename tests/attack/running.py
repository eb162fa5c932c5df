"""Every payload kept in every text, and every page of it opened in Chromium, scripts on: none runs.

A try is one payload. Fifty stand beside each other in each text, so that ten turns are all; each
text begins with one that would be an address by itself. Each reader opens each page that shows a
text twice: with the page's own policy, and with none, so that escaping is seen to hold alone.
"""

import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.db import connection
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.attack import pages, payloads, shown
from tests.attack.lent import lent
from tests.attack.window import Told, Window, window
from tests.attack.world import stay_awake
from tests.canaries import readers
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.integration.medications.conftest import forget_everything

TOGETHER = 50
READERS = (
    *(readers.CLINICIAN, readers.PERSON, readers.CARERS["everything"], readers.BEFORE),
    *(readers.PHARMACIST, readers.MANAGER, readers.ADMINISTRATOR, readers.WAITS, readers.VISITOR),
)
SETS = re.compile(r"window\.ran(\s*=\s*)1")
FOLLOWS = "#here [data-changed]"
"""What a page of a conversation holds once its script has put there who else is here."""


@dataclass(frozen=True)
class Place:
    """Where it is tried: a browser, a service, and its rows as they were."""

    browser: Browser
    address: str
    rows: sqlite3.Connection

    def put_back(self) -> None:
        """Let every row be as it was."""
        self.rows.backup(connection.connection)
        forget_everything()


def every(_story: Story) -> list[str]:
    """Return the payloads, each of which says its own number when it runs."""
    return [
        SETS.sub(rf"window.ran\g<1>{number}", each)
        for number, each in enumerate(payloads.every(), 1)
    ]


def attack(
    story: Story,
    start: int,
    number: int,
    there: Place | None = None,
    only: Collection[str] = (),
    by: Collection[str] = READERS,
) -> Result:
    """Keep so many payloads in each text, and open the pages; all of them but for `only` some."""
    done, payload = Result(), every(story)[start : start + number]
    its = {each: pages.that_show_words(story, each) for each in by}
    with nullcontext(there) if there else place() as there:
        done.counts["texts changed"] += plant(payload, start)
        for reader, addresses in its.items():
            names = set(only or addresses) & set(addresses)
            wanted = {name: addresses[name] for name in sorted(names)}
            for is_policy_kept in (True, False):
                stay_awake()
                # Whoever signed in before the texts were changed is signed out by another password.
                _read(there, reader, wanted, _cookies(story, reader), is_policy_kept, done)
        there.put_back()
    done.counts["tries"] += number
    return done


def plant(payload: list[str], turn: int) -> int:
    """Keep them in each text, beginning with another one in each; return how many texts."""

    def text(number: int) -> str:
        first = number % len(payload)
        address = payloads.ADDRESSES[(turn // TOGETHER + number) % len(payloads.ADDRESSES)]
        together = [address.format(run="window.ran=0"), *payload[first:], *payload[:first]]
        return " ".join([*together, str(number)])  # some columns hold no text twice

    count = shown.plant(text, is_cut=False)
    forget_everything()
    return count


def _cookies(story: Story, reader: str) -> dict[str, str]:
    """Return what the browser of somebody brings."""
    return {name: its.value for name, its in readers.browser(story, reader).cookies.items()}


def _read(
    there: Place,
    reader: str,
    wanted: pages.Pages,
    cookies: dict[str, str],
    is_policy_kept: bool,
    done: Result,
) -> None:
    """Open some pages as somebody; note what ran, what was refused and what else is not ours."""
    how, is_followed = "with its policy" if is_policy_kept else "without a policy", False
    with window(there.browser, there.address, cookies, is_policy_kept) as its:
        for name, where in wanted.items():
            answer = its.open(where)
            is_followed = is_followed or _follow(its)
            done.counts[f"pages {how}"] += 1
            if answer != (200, where):
                done.findings[f"{name} as {reader} is not read, but {answer}"] += 1
            _note(its.tell(), f"{name} as {reader}", how, done)


def _follow(its: Window) -> bool:
    """Let the script put in who else is here, where a page has room for it; once is enough."""
    if its.page.locator("#here").count() == 0:
        return False
    its.wait_for(FOLLOWS)
    its.look()
    return True


def _note(told: Told, where: str, how: str, done: Result) -> None:
    """Add what a window told."""
    done.counts[f"ran {how}"] += told.ran.total()
    done.counts["refused by the policy"] += told.refused.total()
    for kind, found in (("ran", told.ran), ("refused", told.refused), ("not ours", told.faults)):
        for what in found:
            done.findings[f"{where}, {how}: {kind}: {what}"] += 1


@contextmanager
def place() -> Iterator[Place]:
    """Lend a browser and a service with the rows there are."""
    with lent() as browser, served(browser) as its:
        yield its


@contextmanager
def served(browser: Browser) -> Iterator[Place]:
    """Serve what is in the file of the database, and keep its rows as they are now."""
    server = LiveServer("localhost")
    with sqlite3.connect(":memory:") as rows:
        connection.connection.backup(rows)
        try:
            yield Place(browser, server.url, rows)
        finally:
            server.stop()


@contextmanager
def broken() -> Iterator[None]:
    """Trust every word as if we had written it."""
    with shown.broken():
        yield
