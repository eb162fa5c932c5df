"""Screens of a conversation: each presses, and each follows, through faults as a browser would."""

import random
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode
from uuid import uuid4

from tests.chaos.browsers import TRIES, Broken, Browser

TICKET = re.compile(rb'id="ticket" value="([^"]+)" data-version="(\d+)"')
PICK = re.compile(rb'<li data-effect="([a-z_]+)"')
EFFECTS = ("weight_gain", "restlessness", "tremor", "dry_mouth", "tiredness", "constipation")
VERBS = ("avoid", "unavoid", "help", "unhelp", "does_not_apply", "unmark")


@dataclass
class Said:
    """What the service said of each press, by its key: kept, refused; the rest nobody knows."""

    kept: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)


class Screen(Browser):
    """One browser in one conversation, behind the proxy."""

    def __init__(self, port: int, code: str, cookie: str, seed: int) -> None:
        """Press nothing yet."""
        super().__init__(port, cookie)
        self.code = code
        self.random = random.Random(seed)
        self.said = Said()
        self.ticket, self.version = "", 0

    def press_some(self, count: int, goes_on: Callable[[], bool]) -> None:
        """Press so often, each time until it is known whether it was kept."""
        self.until_answered(self.look)
        for _ in range(count):
            self.press(f"{self.random.choice(VERBS)}:{self.random.choice(EFFECTS)}")
            if not goes_on():
                return

    def look(self) -> bytes:
        """Ask for this screen's own view, as it does when it has heard of another version."""
        status, page = self._ask("GET", "", {"Live": "follow"})
        if status != 200:
            raise HTTPException(str(status))
        self._take(page)
        return page

    def picks(self) -> list[str]:
        """Return what stands on the list, in its order."""
        shown: list[bytes] = []
        self.until_answered(lambda: shown.append(self.look()))
        return [each.decode() for each in PICK.findall(shown[-1])]

    def press(self, do: str) -> None:
        """Press; when no answer comes, send it again, late and with the same key."""
        key, made_on, is_late = str(uuid4()), self.version, False
        for _ in range(TRIES):
            fields = {"ticket": self.ticket, "do": do, "key": key}
            if is_late:
                fields["made_on"] = str(made_on)
            try:
                status, page = self._ask("POST", urlencode(fields), {})
                if status not in (200, 422):
                    raise HTTPException(str(status))
            except Broken:
                is_late = True
                self.until_answered(self.look)
                continue
            self._take(page)
            (self.said.kept if status == 200 else self.said.refused).add(key)
            return

    def _take(self, page: bytes) -> None:
        found = TICKET.search(page)
        if found is None:
            raise HTTPException("no ticket")
        self.ticket, self.version = found[1].decode(), int(found[2])

    def _ask(self, method: str, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
        """Ask for the checklist, for the parts of it that its script puts in place."""
        path = f"/conversations/{self.code}/checklist/"
        return self.ask(method, path, body, headers | {"Checklist": "parts"})


class Follower:
    """The stream of one screen: which versions it heard of, in their order."""

    def __init__(self, port: int, code: str, cookie: str) -> None:
        """Hear nothing yet."""
        self.port, self.code, self.cookie = port, code, cookie
        self.newest = 0
        self.went_back: list[tuple[int, int]] = []
        self.is_over = False
        self.connection: HTTPConnection | None = None
        self.thread = threading.Thread(target=self._follow, daemon=True)

    def start(self) -> None:
        """Open the stream, and again whenever it breaks."""
        self.thread.start()

    def cut(self) -> None:
        """Lose the network for a moment."""
        if self.connection is not None and self.connection.sock is not None:
            with suppress(OSError):
                self.connection.sock.shutdown(2)

    def stop(self) -> None:
        """Close it."""
        self.is_over = True
        self.cut()

    def hear(self, event: str, its: str) -> None:
        """Take what the stream tells."""
        if event != "version":
            return
        version = int(its)
        if version < self.newest:
            self.went_back.append((self.newest, version))
        self.newest = max(self.newest, version)

    def _follow(self) -> None:
        while not self.is_over:
            with suppress(*Broken, ValueError):
                self._listen()
            time.sleep(0.2)

    def _listen(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=40)
        headers = {"Host": "localhost", "Cookie": self.cookie, "Accept": "text/event-stream"}
        self.connection.request("GET", f"/live/{self.code}/", headers=headers)
        response = self.connection.getresponse()
        event = ""
        while response.status == 200 and not self.is_over:
            line = response.readline().decode().rstrip("\n")
            if not line and response.isclosed():
                return
            name, _, its = line.partition(": ")
            event = its if name == "event" else event
            if name.startswith("data"):
                self.hear(event, its)
