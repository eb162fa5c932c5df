"""The open streams of this process, and what each has still to be told.

A stream keeps the newest state and no list: whatever comes while it writes is told at once with
what it writes next, so a slow screen costs no memory and skips to the newest version.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection
from typing import NamedTuple
from uuid import UUID

from consultations.selectors.live import Standing, State, Watcher


class Notice(NamedTuple):
    """What a bus carries: a conversation, and its version, or None when who is here has changed."""

    code: UUID
    version: int | None = None


TRUSTED_SECONDS = 0.9
"""So long the answer counts on who may watch. Past that, what a bus says waits for the next look,
so that nobody hears of anything a second after their right has ended, whatever is down."""

RETRY = "retry: 1000\n\n"
"""A browser whose stream broke opens it again after a second."""


class Stream:
    """One open stream. `version` is the newest known; versions never go back."""

    def __init__(self, watcher: Watcher, version: int) -> None:
        """Begin at a version, which is told first."""
        self.watcher = watcher
        self.version = version
        self.told = 0
        self.is_new = True
        self.here: object = None
        self.is_here_news = True
        self.over = ""
        self.news = asyncio.Event()
        self.news.set()

    def take_version(self, version: int) -> None:
        """Note a version, unless a newer one is known."""
        if version > self.version:
            self.version = version
            self.news.set()

    def take_here(self, here: object = None) -> None:
        """Note that who is here may have changed; `here`, when known, says whether it has."""
        if here is None or here != self.here:
            self.here = here if here is not None else self.here
            self.is_here_news = True
            self.news.set()

    def end(self, word: str = "gone") -> None:
        """Note that whoever watches may not do so any more, or that it "ended" for everybody."""
        self.over = word
        self.news.set()

    def frames(self) -> str:
        """Return what there is to tell, as server-sent events, and count it as told."""
        self.news.clear()
        if self.over:
            return f"event: {self.over}\ndata:\n\n"
        said = RETRY if self.is_new else ""
        self.is_new = False
        if self.version > self.told:
            self.told = self.version
            said += f"id: {self.version}\nevent: version\ndata: {self.version}\n\n"
        if self.is_here_news:
            self.is_here_news = False
            said += "event: here\ndata:\n\n"
        return said


Ask = Callable[[Collection[Watcher]], Awaitable[Standing]]


class Hub:
    """All streams of this process, by conversation.

    ask    how conversations stand, and who may not watch any more
    every  seconds between two questions: what a bus has lost is found out after that time at most
    """

    def __init__(self, ask: Ask, every: float) -> None:
        """Hold no stream yet."""
        self.streams: defaultdict[UUID, set[Stream]] = defaultdict(set)
        self.ask = ask
        self.every = every
        self.looked_at = time.monotonic()

    def join(self, stream: Stream) -> None:
        """Hold a stream."""
        self.streams[stream.watcher.code].add(stream)

    def leave(self, stream: Stream) -> None:
        """Let a stream go."""
        code = stream.watcher.code
        self.streams[code].discard(stream)
        if not self.streams[code]:
            del self.streams[code]

    def take(self, notice: Notice) -> None:
        """Pass a notice on to the streams of its conversation; the next look does it otherwise."""
        if time.monotonic() - self.looked_at > TRUSTED_SECONDS:
            return
        for stream in self.streams.get(notice.code, ()):
            if notice.version is None:
                stream.take_here()
            else:
                stream.take_version(notice.version)

    async def look(self) -> None:
        """Ask once how everything stands, and pass it on."""
        began = time.monotonic()
        every = [stream for streams in self.streams.values() for stream in streams]
        if not every:
            self.looked_at = began
            return
        found = await self.ask({stream.watcher for stream in every})
        self.looked_at = began
        for stream in every:
            if stream.watcher in found.gone:
                stream.end("ended" if stream.watcher in found.ended else "gone")
            else:
                _tell(stream, found.states[stream.watcher.code])

    async def keep_looking(self, complain: Callable[[Exception], None]) -> None:
        """Ask again and again; a database that does not answer is asked again."""
        while True:
            await asyncio.sleep(self.every)
            try:
                await self.look()
            except Exception as reason:  # no kind of fault may end the service's only look-out
                complain(reason)


def _tell(stream: Stream, state: State) -> None:
    """Pass on how a conversation stands."""
    stream.take_version(state.version)
    stream.take_here(state.here)
