"""What a state of a page is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page

from tests.cast import CODE, Cast
from tests.changed import CHANGED
from tests.decided import DECIDED
from tests.in_hand import keys

SAID = "[role=status]:not(#idling)"
"""What a page says that it has done; not that a screen will lock."""


@dataclass(frozen=True)
class State:
    """One state: the name of the address, its arguments, who looks, and what was done there.

    `args` are taken as they are, except "{clinic}", "{person}" and "{conversation}": those of the
    cast, and the conversation that Amara opened with Sam (tests/cast.py), "{ben}" and "{grace}",
    their accounts; "{decided}" is the one in which something was decided (tests/decided.py),
    "{changed}" one before a card changed (tests/changed.py), "{draft}" and "{submitted}" cards in
    hand (tests/in_hand.py). An address that only takes what is sent is reached from the page named
    in `at`. `status` is what the first address answers; `then` is done after that, without scripts
    only unless it `needs_scripts`. `words` tells states of one name apart.
    """

    name: str
    args: tuple[str, ...] = ()
    words: str = ""
    who: str = ""
    status: int = 200
    query: str = ""
    at: str = ""
    then: Callable[[Page], None] | None = None
    needs_scripts: bool = False

    def path(self, cast: Cast) -> str:
        """Return the address within the service."""
        named = {
            "clinic": cast.clinic.code,
            "person": cast.service_user.pk,
            "ben": cast.people["ben"].pk,
            "grace": cast.people["grace"].pk,
            "conversation": CODE,
            "decided": DECIDED,
            "changed": CHANGED,
        }
        if {"{draft}", "{submitted}"} & set(self.args):
            named |= keys()
        args = [each.format(**named) for each in self.args]
        return reverse(self.at or self.name, args=args) + self.query

    @property
    def label(self) -> str:
        """Return what a test report calls it."""
        return " ".join(filter(None, [self.name, *self.args, self.words, self.who]))


def send(page: Page) -> None:
    """Press the button of the page's form, whatever is in it."""
    with page.expect_navigation():
        page.locator("main form[method=post] button:not([type=button])").first.click()


def read_back(page: Page) -> None:
    """Have a decision read back, or what is wrong with it, where it was typed if scripts run."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Read it back", exact=True).click()
    page.locator(".htmx-request").wait_for(state="detached")
    page.locator(".nhsuk-error-summary, .decision-check").first.wait_for()


UNKNOWN = "00000000-0000-0000-0000-000000000000"
"""A code that nothing here has."""
