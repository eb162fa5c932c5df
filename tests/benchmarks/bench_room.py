"""A hundred conversations on three screens each: how soon a press is saved, and seen elsewhere.

In each of them somebody presses once in five seconds, on one screen after the other, and each
screen looks again whenever its stream tells of something newer; nginx stands before the service as
`docs/operations.md` sets it up. ROOM_SECONDS in the environment is for how long, 60 unless it says
otherwise.
"""

import os
import random
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

from tests.benchmarks.databases import LEFT_OUT, Database, database, is_there
from tests.benchmarks.measure import Row
from tests.benchmarks.processes import seconds_of, since
from tests.chaos import history
from tests.chaos.cluster import Node, Proxy
from tests.chaos.people import EFFECTS, Follower, Screen
from tests.chaos.work import Room, begun

CONVERSATIONS = 100
EVERY_SECONDS = 5.0
SECONDS = float(os.environ.get("ROOM_SECONDS", "60"))
WARM_SECONDS = 5.0
SETTLE_SECONDS = 3.0
SAVED_WITHIN, SEEN_WITHIN = 0.3, 1.0
SERVICE, POSTGRES = ("granian wsgi 12", "python"), "postgres"
"""Names of processes, as Linux cuts them; the screens are Python too, and are taken off."""
SCREENS = "screens"
_notes: list[str] = []


def notes() -> list[str]:
    """Tell what was pressed and whether anything was lost; or what is left out."""
    return (
        _notes if _can_run() else [f"Left out, a hundred conversations: {LEFT_OUT}, or no nginx."]
    )


def _can_run() -> bool:
    return is_there() and shutil.which("nginx") is not None


def rows() -> list[Row]:
    """Let everybody press for a while, then check that all of it is there."""
    if not _can_run():
        return []
    with database(1_000) as its, behind_nginx(its) as port:
        its.use()
        rooms = [Watched(each) for each in begun(port, CONVERSATIONS, seed=1)]
        before, screens = {name: seconds_of(name) for name in (*SERVICE, POSTGRES)}, process_time()
        _press_all(rooms)
        took = {name: since(before[name], seconds_of(name)) for name in before}
        took[SCREENS] = process_time() - screens
        _notes.extend(_told(rooms, took))
    saved = [each.saved_in for room in rooms for each in room.saves]
    seen = [each for room in rooms for each in room.seen_elsewhere() if each is not None]
    who = f"{CONVERSATIONS} conversations on 3 screens, a press in each every {EVERY_SECONDS:g} s"
    return [
        _row(f"{who}: saved and drawn, 95 of 100 within", saved, SAVED_WITHIN),
        _row(f"{who}: drawn on another screen, 95 of 100 within", seen, SEEN_WITHIN),
    ]


def _row(work: str, seconds: list[float], limit: float) -> Row:
    words = "one second" if limit == 1 else f"{limit * 1000:.0f} ms"
    return Row(work, quantiles(seconds, n=20)[-1], words, limit, 1)


@contextmanager
def behind_nginx(its: Database) -> Iterator[int]:
    """Run one node as `make serve` does, and nginx before it; give the port."""
    with tempfile.TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder:
        environment = {
            "DATABASE_URL": its.url,
            "LIVE_BUS": "postgresql",
            "DEMO": "true",
            "DJANGO_SETTINGS_MODULE": "sdmtool.settings",
        }
        node = Node(environment)
        proxy = Proxy(Path(folder), [node, node])
        try:
            node.start()
            proxy.start()
            yield proxy.port
        finally:
            proxy.kill()
            node.kill()


@dataclass(frozen=True)
class Save:
    """One press that was kept: by which screen, when, how long it took, and what it made."""

    screen: int
    begun: float
    saved_in: float
    version: int


@dataclass
class Watched:
    """A conversation with what its screens saved, and when each saw which version."""

    room: Room
    saves: list[Save] = field(default_factory=list)
    refused: int = 0
    followers: "list[Looking]" = field(default_factory=list)

    def __post_init__(self) -> None:
        """Let each screen have its stream."""
        self.followers = [Looking(each) for each in self.room.screens]

    def press(self, until: float) -> None:
        """Press once in a while: each screen in turn, a line of its own, and back again."""
        for each in self.room.screens:
            each.look()
        turns = cycle(zip(self.room.screens, EFFECTS, strict=False))
        at = perf_counter() + random.random() * EVERY_SECONDS
        for turn, (screen, effect) in enumerate(turns):
            if at > until:
                return
            time.sleep(max(0, at - perf_counter()))
            at += EVERY_SECONDS
            is_chosen = turn // len(self.room.screens) % 2
            self._press(turn % len(self.room.screens), screen, is_chosen, effect)

    def _press(self, number: int, screen: Screen, is_chosen: int, effect: str) -> None:
        """Press on what the screen shows by now, and note what came of it."""
        shown = self.followers[number].screen
        if shown.version > screen.version:
            screen.ticket, screen.version = shown.ticket, shown.version
        kept, started = len(screen.said.kept), perf_counter()
        screen.press(f"{'unavoid' if is_chosen else 'avoid'}:{effect}")
        if len(screen.said.kept) > kept:
            took = perf_counter() - started
            self.saves.append(Save(number, started, took, screen.version))
        else:
            self.refused += 1

    def seen_elsewhere(self) -> Iterator[float | None]:
        """Return after how many seconds each save was drawn on each other screen; None is never."""
        for save in self.saves:
            for number, follower in enumerate(self.followers):
                if number != save.screen:
                    at = (at for version, at in follower.looks if version >= save.version)
                    found = next(at, None)
                    yield None if found is None else max(0, found - save.begun)


class Looking(Follower):
    """The stream of a screen that looks again when it hears of something newer."""

    def __init__(self, its: Screen) -> None:
        """Look with a connection of its own, as a browser that has several."""
        super().__init__(its.port, its.code, its.cookie)
        self.screen = Screen(its.port, its.code, its.cookie, seed=0)
        self.looks: list[tuple[int, float]] = []

    def hear(self, event: str, its: str) -> None:
        """Look, unless what was seen last is as new."""
        super().hear(event, its)
        if event == "version" and self.newest > self.screen.version:
            self.screen.look()
            self.looks.append((self.screen.version, perf_counter()))


def _press_all(rooms: list[Watched]) -> None:
    """Let every screen follow and press, and end when what was pressed last has been seen."""
    followers = [each for watched in rooms for each in watched.followers]
    for each in followers:
        each.start()
        time.sleep(0.01)
    time.sleep(WARM_SECONDS)
    until = perf_counter() + SECONDS
    pressers = [
        threading.Thread(target=watched.press, args=(until,), daemon=True) for watched in rooms
    ]
    for thread in pressers:
        thread.start()
    for thread in pressers:
        thread.join()
    time.sleep(SETTLE_SECONDS)
    for each in followers:
        each.stop()


def _told(rooms: list[Watched], took: dict[str, float]) -> Iterator[str]:
    """Say what was pressed, whose work it was, and what does not hold."""
    saves = sum(len(room.saves) for room in rooms)
    refused = sum(room.refused for room in rooms)
    unseen = sum(each is None for room in rooms for each in room.seen_elsewhere())
    found: Counter[str] = Counter()
    for watched in rooms:
        its = watched.room
        its.consultation.refresh_from_db()
        said = {history.CHECKLIST: [each.said for each in its.screens]}
        found.update(history.findings(its.consultation, said))
    lost = "; ".join(f"{count} x {words}" for words, count in found.items()) or "0 lost or doubled"
    over = SECONDS + WARM_SECONDS + SETTLE_SECONDS
    yield (
        f"{CONVERSATIONS} conversations on 3 screens for {SECONDS:g} s: {saves:,} presses kept, "
        f"{refused:,} turned away, {lost}, {unseen} never seen elsewhere; "
        f"{(sum(took[each] for each in SERVICE) - took[SCREENS]) / over:.2f} processors for the "
        f"service, {took[POSTGRES] / over:.2f} for PostgreSQL, {took[SCREENS] / over:.2f} for the "
        "screens."
    )
