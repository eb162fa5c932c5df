"""The person's tablet at the checklist of one conversation, pressed by chance."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from random import Random

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Error, Page

from consultations.models import Change, Participant
from medications.models import Release
from tests.attack.talks import Talk, begun
from tests.canaries.story import Story
from tests.chaos.kept import Result

SCRIPTS: list[str] = []
"""What a broken screen does before its own scripts."""

SAID_WITHIN = 5.0
VERBS = ("help", "does_not_apply", "rather_not_say")
PRESS = """
(value) => document.querySelector(`#checklist [name=do][value="${value}"]`).click()
"""
LINES = """
() => [...document.querySelectorAll('#checklist [name=do][value^="does_not_apply:"]')]
  .map((each) => each.value.split(':')[1]).filter((each) => each !== 'something_else')
"""
"""All but the one that has to be named in own words first: no words wait on a tablet."""
THROUGH = """
() => {
  const form = document.getElementById('checklist')
  return !!form && document.getElementById('not-saved').hidden && !('saving' in form.dataset)
}
"""
WAITING = """
() => document.getElementById('not-saved').hidden
  ? 0 : document.querySelectorAll('#not-saved li').length
"""


@dataclass
class Tablet:
    """The person's tablet at the checklist of one conversation, and what was pressed on it."""

    context: BrowserContext
    page: Page
    talk: Talk
    address: str
    lines: list[str]
    pressed: list[tuple[str, str]]

    def press(self, done: Result) -> None:
        """Press something that was not pressed before; it has to be told to wait."""
        chance, waited = self.talk.chance, self.waiting()
        is_avoided = sum(verb == "avoid" for verb, _line in self.pressed) < 5
        verb = "avoid" if is_avoided and chance.random() < 0.5 else chance.choice(VERBS)
        self.pressed.append((verb, self.lines.pop()))
        self.page.evaluate(PRESS, ":".join(self.pressed[-1]))
        if not until(lambda: self.waiting() > waited, SAID_WITHIN):
            done.findings["not said to wait"] += 1

    def waiting(self) -> int:
        """Return of how many presses the screen says that they wait."""
        return self.page.evaluate(WAITING)

    def is_through(self) -> bool:
        """Tell whether the screen says that nothing waits any more."""
        with suppress(Error):  # a page that is just being opened answers nothing
            return self.page.evaluate(THROUGH)
        return False

    def open(self) -> None:
        """Open the checklist anew, in another tab."""
        self.page = self.context.new_page()
        self.page.goto(self.address)

    def seat(self) -> QuerySet[Participant]:
        """Return who sits at it."""
        own = Participant.objects.filter(consultation=self.talk.consultation)
        return own.exclude(seat_digest="")

    def kept(self) -> list[tuple[str, str]]:
        """Return what the service has kept, in its order."""
        own = Change.objects.filter(consultation=self.talk.consultation)
        rows = own.filter(what="record_checklist").order_by("sequence")
        return [_said(each) for each in rows]


def _said(change: Change) -> tuple[str, str]:
    """Return what a change added: in which way, to which line."""
    before, after = change.before, change.after
    for verb, name in (("avoid", "avoid"), ("help", "helpful")):
        for line in after[name]:
            if line not in before[name]:
                return verb, line
    return next(
        ((kind, line) for line, kind in after["marks"].items() if line not in before["marks"]),
        ("nothing", ""),
    )


def until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so; tell whether it was, in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.05)
    return is_so()


@contextmanager
def tablet(
    story: Story, release: Release, browser: Browser, address: str, seed: int
) -> Iterator[Tablet]:
    """Hand a tablet to somebody new."""
    talk = begun(story.cast, release, f"{seed}")
    context = browser.new_context(viewport={"width": 820, "height": 1180})
    context.clock.install()
    for init in SCRIPTS:
        context.add_init_script(init)
    cookie = {"name": settings.SEAT_COOKIE_NAME, "value": talk.persons_seat, "url": address}
    context.add_cookies([cookie])
    where = address + reverse("checklist", args=[talk.consultation.code])
    its = Tablet(context, None, talk, where, [], [])
    its.open()
    its.lines = its.page.evaluate(LINES)
    Random(seed).shuffle(its.lines)
    try:
        yield its
    finally:
        context.close()
