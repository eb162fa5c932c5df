"""A tablet without a network: what is pressed then is kept once, in order, and not told before.

One try is a press. A conversation takes twelve: four while the network is away; four after which
the browser's tab is killed, in every other conversation after its screen has locked; and four of
which each is sent, but either it or its answer is lost. The changes that the service has kept are
then the presses, one by one; until they are, the screen said so.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import timedelta
from functools import partial

from django.utils import timezone
from playwright.sync_api import Browser, Route

from consultations.services import checklist, saving
from consultations.services.locking import open_again
from medications.models import Release
from tests.attack.clozapine import all_cards
from tests.attack.lent import lent
from tests.attack.tablet import SCRIPTS, Tablet, tablet, until
from tests.attack.world import swapped
from tests.browser.live_service import streaming
from tests.canaries.story import Story
from tests.chaos.broken import with_another_key
from tests.chaos.kept import Result
from tests.integration.medications.conftest import forget_everything

TOGETHER, EACH = 12, 4
"""How many presses one conversation takes, and how many of them one way to lose the network."""
SENT_WITHIN = 15.0
Place = tuple[Browser, str]
"""Where it is tried: a browser, and the address of the service."""


def attack(story: Story, start: int, number: int, there: Place | None = None) -> Result:
    """Press so often."""
    done = Result()
    with nullcontext(there) if there else _place() as (browser, address):
        release = Release.objects.filter(number=1000).first() or all_cards(story)
        for first in range(start, start + number, TOGETHER):
            count = min(TOGETHER, start + number - first)
            with tablet(story, release, browser, address, first) as its:
                _conversation(its, count, is_locked=first // TOGETHER % 2 == 0, done=done)
    forget_everything()
    done.counts["tries"] = number
    return done


@contextmanager
def _place() -> Iterator[Place]:
    """Lend a browser, and the service with its streams on the rows there are."""
    with lent() as browser, streaming() as address:
        yield browser, address


def _conversation(its: Tablet, count: int, is_locked: bool, done: Result) -> None:
    """Lose the network in each way, and look what was kept."""
    ways = (_away, _locked_and_killed if is_locked else _killed, _answers_lost)
    for number, way in enumerate(ways):
        presses = min(EACH, count - number * EACH)
        if presses <= 0:
            break
        before = len(its.kept())
        way(its, presses, done)
        # A tab that was just opened reads first what waits.
        if not until(lambda: len(its.kept()) >= len(its.pressed) and its.is_through(), SENT_WITHIN):
            done.findings["not sent after all"] += 1
        its.page.wait_for_timeout(500)  # one that comes twice would come now
        kept, wanted = its.kept()[before:], its.pressed[before:]
        done.counts[way.__name__.strip("_").replace("_", " ")] += presses
        done.findings["lost"] += len([each for each in wanted if each not in kept])
        done.findings["kept twice"] += len(kept) - len(set(kept))
        done.findings["in another order"] += sorted(kept) == sorted(wanted) and kept != wanted
    done.findings = +done.findings


@contextmanager
def _without(its: Tablet, presses: int, done: Result) -> Iterator[None]:
    """Press without a network; nothing of it is kept, and each press is said to wait."""
    kept = len(its.kept())
    its.context.set_offline(True)
    for _press in range(presses):
        its.press(done)
    if its.waiting() != presses or len(its.kept()) != kept:
        done.findings["said to be saved without a network"] += 1
    yield
    its.context.set_offline(False)


def _away(its: Tablet, presses: int, done: Result) -> None:
    """Let the network go and come back."""
    with _without(its, presses, done):
        pass


def _killed(its: Tablet, presses: int, done: Result) -> None:
    """Kill the tab while the network is away."""
    with _without(its, presses, done):
        its.page.close()
    its.open()


def _locked_and_killed(its: Tablet, presses: int, done: Result) -> None:
    """Let ten minutes pass, after which it locks; kill the tab; the clinician opens it again."""
    with _without(its, presses, done):
        its.page.clock.fast_forward("10:00")
        its.page.wait_for_function("() => !document.getElementById('checklist')")
        its.page.close()
    its.seat().update(seat_seen_at=timezone.now() - timedelta(minutes=10))
    its.open()
    its.page.wait_for_selector("#locked")
    open_again(participant=its.seat().get(), by=its.talk.amara)


def _answers_lost(its: Tablet, presses: int, done: Result) -> None:
    """Lose every press or its answer, by chance, until all were pressed."""

    def lose(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        if its.talk.chance.random() < 0.5:
            route.fetch()
            done.counts["answers lost"] += 1
        route.abort()

    its.context.route("**/checklist/", lose)
    for _press in range(presses):
        its.press(done)
    its.page.wait_for_timeout(1000)
    its.context.unroute("**/checklist/")


@contextmanager
def _on_each_screen(script: str) -> Iterator[None]:
    """Break every screen."""
    SCRIPTS.append(script)
    yield
    SCRIPTS.remove(script)


@contextmanager
def keys_not_looked_at() -> Iterator[None]:
    """Take no notice of a press's key."""
    add = saving.add
    with ExitStack() as stack:
        stack.enter_context(swapped(checklist, "saved_before", lambda *_: None))
        others = partial(map, with_another_key)
        stack.enter_context(swapped(saving, "add", lambda rows: add(list(others(rows)))))
        yield


@contextmanager
def nothing_kept_here() -> Iterator[None]:
    """Keep nothing on the tablet."""
    with _on_each_screen("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })"):
        yield


@contextmanager
def said_too_early() -> Iterator[None]:
    """Say of nothing that it waits."""
    hides = "() => { const it = document.getElementById('not-saved'); if (it) it.hidden = true }"
    with _on_each_screen(f"setInterval({hides}, 1)"):
        yield


SABOTEURS = {
    "keys not looked at": keys_not_looked_at,
    "nothing kept on the tablet": nothing_kept_here,
    "said to be saved too early": said_too_early,
}
