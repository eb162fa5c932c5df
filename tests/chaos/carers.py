"""A carer in each conversation, with whom the clinician shares what the person wrote, and stops.

What the clinician's screen was told is all that counts: from the moment at which a withdrawal is
acknowledged until something is shared anew, the carer gets nothing of the person's words.
"""

import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import urlencode

from consultations.models import Consultation
from consultations.tickets import read
from tests.chaos.browsers import TRIES, Broken, Browser
from tests.chaos.people import Follower, Said

TICKET = re.compile(rb'name="ticket"[^>]* value="([^"]+)"')
PAUSE_SECONDS = (0.1, 1.5)
"""Between sharing and stopping, and back."""

LOOKS_EVERY_SECONDS = (0.1, 0.5)
STREAM_ENDS_WITHIN_SECONDS = 1.0
FOREVER = float("inf")


class Span(NamedTuple):
    """From when until when something may be seen, on the monotonic clock."""

    since: float
    until: float = FOREVER


class Sharing(Browser):
    """The clinician's screen on which it is agreed what the carer sees, and withdrawn."""

    def __init__(self, port: int, consultation: Consultation, carer: int, cookie: str) -> None:
        """Share nothing yet."""
        super().__init__(port, cookie)
        self.consultation, self.carer = consultation, carer
        self.path = f"/conversations/{consultation.code}/sharing/{carer}/"
        self.random = random.Random(carer)
        self.said = Said()
        self.spans: list[Span] = []
        self.withdrawals = 0
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._go_on, daemon=True)

    def start(self) -> None:
        """Share and stop, again and again."""
        self.thread.start()

    def stop(self) -> None:
        """End with nothing shared."""
        self.is_over.set()
        self.thread.join()

    def may_be_seen(self, since: float, until: float) -> bool:
        """Tell whether anything was shared at any moment of a time."""
        return any(each.since <= until and since < each.until for each in self.spans)

    def _go_on(self) -> None:
        while not self.is_over.wait(self.random.uniform(*PAUSE_SECONDS)):
            if self._is_shared():
                self.is_over.wait(self.random.uniform(*PAUSE_SECONDS))
            self._withdraw()

    def _is_shared(self) -> bool:
        """Share what the person wrote; tell whether that was kept, as far as anybody knows."""
        self.spans.append(Span(time.monotonic()))
        is_kept = self._send({"scope": "sees_words"})
        if is_kept is False:
            self.spans.pop()  # something else was saved in between: nothing was shared
        return is_kept is not False

    def _withdraw(self) -> None:
        """Stop sharing; from the answer on nothing may be seen."""
        if self._send({"stop": "1"}):
            now = time.monotonic()
            self.withdrawals += any(each.until == FOREVER for each in self.spans)
            self.spans = [Span(each.since, min(each.until, now)) for each in self.spans]

    def _send(self, fields: dict[str, str]) -> bool | None:
        """Send the form until it is answered: kept, not kept, or nobody knows (None)."""
        drawn: list[str] = []
        self.until_answered(lambda: drawn.append(self._ticket()))
        if not drawn:
            return None
        key = str(read(drawn[-1], self.consultation.code).key)
        for _ in range(TRIES):
            with suppress(*Broken):
                form = urlencode(fields | {"ticket": drawn[-1]})
                status, _page = self.ask("POST", self.path, form)
                if status in (302, 422):
                    (self.said.kept if status == 302 else self.said.refused).add(key)
                    return status == 302
            time.sleep(0.1)
        return None

    def _ticket(self) -> str:
        """Return the ticket of the form as it is drawn now."""
        found = TICKET.search(self.ask("GET", self.path)[1])
        if found is None:
            raise HTTPException("no ticket")
        return found[1].decode()


class Looked(NamedTuple):
    """A page that the carer asked for: from when to when it took, and whether it held the words."""

    since: float
    until: float
    has_words: bool


class CarersStream(Follower):
    """The carer's stream: whatever it told, and when."""

    def __init__(self, port: int, code: str, cookie: str) -> None:
        """Hear nothing yet."""
        super().__init__(port, code, cookie)
        self.heard: list[tuple[float, str, str]] = []

    def hear(self, event: str, its: str) -> None:
        """Note what is told, and when."""
        self.heard.append((time.monotonic(), event, its))


class Carer(Browser):
    """A carer who looks at their page again and again, and follows."""

    def __init__(self, port: int, code: str, cookie: str, words: str) -> None:
        """Look at nothing yet; `words` are what the person wrote."""
        super().__init__(port, cookie)
        self.path = f"/conversations/{code}/carer/"
        self.words = words.encode()
        self.random = random.Random(words)
        self.looked: list[Looked] = []
        self.stream = CarersStream(port, code, cookie)
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._go_on, daemon=True)

    def start(self) -> None:
        """Begin."""
        self.thread.start()
        self.stream.start()

    def stop(self) -> None:
        """Look once more, and leave."""
        self.is_over.set()
        self.thread.join()
        self.until_answered(self._look)
        self.stream.stop()

    @property
    def read_words(self) -> int:
        """How often the carer read what the person wrote."""
        return sum(each.has_words for each in self.looked)

    def _go_on(self) -> None:
        while not self.is_over.wait(self.random.uniform(*LOOKS_EVERY_SECONDS)):
            with suppress(*Broken):
                self._look()

    def _look(self) -> None:
        since = time.monotonic()
        _status, page = self.ask("GET", self.path)
        self.looked.append(Looked(since, time.monotonic(), self.words in page))


def findings(carer: Carer, sharing: Sharing) -> Iterator[str]:
    """Return a sentence for whatever the carer got that was not agreed."""
    for each in carer.looked:
        if each.has_words and not sharing.may_be_seen(each.since, each.until):
            yield "a carer read the person's words after it was withdrawn"
    for at, event, its in carer.stream.heard:
        if carer.words.decode() in its:
            yield "a stream told the person's words"
        is_late = not sharing.may_be_seen(at - STREAM_ENDS_WITHIN_SECONDS, at)
        if event != "gone" and is_late:
            yield "a stream told a carer something more than a second after it was withdrawn"
