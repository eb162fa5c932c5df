"""Many open streams at once, in one thread, with the moment at which each hears of something."""

import asyncio
import threading
from collections.abc import Coroutine
from time import perf_counter
from typing import Any

PATIENCE_SECONDS = 60


class Listeners:
    """Streams of a server; `heard` has a moment for each event of the last telling."""

    def __init__(self, port: int) -> None:
        """Begin a loop of their own in a thread of its own."""
        self.port = port
        self.heard: list[float] = []
        self.open = 0
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.tasks: list[asyncio.Task[None]] = []

    def add(self, path: str, cookies: list[str]) -> None:
        """Open a stream with each of these cookies, and wait until all have begun."""
        before = self.open
        self._do(self._open(path, cookies))
        until = perf_counter() + PATIENCE_SECONDS
        while self.open < before + len(cookies):
            if perf_counter() > until:
                raise TimeoutError(f"{self.open - before} of {len(cookies)} streams are open.")
            threading.Event().wait(0.05)

    def wait_for(self, count: int, begun: float) -> list[float]:
        """Wait until so many have heard; return after how many seconds each has."""
        until = perf_counter() + PATIENCE_SECONDS
        while len(self.heard) < count:
            if perf_counter() > until:
                raise TimeoutError(f"{len(self.heard)} of {count} streams have heard.")
            threading.Event().wait(0.0005)
        seconds = [each - begun for each in self.heard[:count]]
        self.heard.clear()
        return seconds

    def close(self) -> None:
        """Close every stream."""
        self._do(self._cancel())

    def _do(self, what: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(what, self.loop).result(PATIENCE_SECONDS)

    async def _open(self, path: str, cookies: list[str]) -> None:
        for each in cookies:
            self.tasks.append(asyncio.create_task(self._listen(path, each)))
            await asyncio.sleep(0.002)

    async def _cancel(self) -> None:
        for each in self.tasks:
            each.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.tasks.clear()
        self.open = 0
        self.heard.clear()

    async def _listen(self, path: str, cookie: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
        writer.write(f"{lines}Cookie: {cookie}\r\n\r\n".encode())
        is_first = True
        try:
            while line := await reader.readline():
                if is_first and line in (b":\n", b"retry: 1000\n"):
                    is_first, self.open = False, self.open + 1
                elif line == b"event: version\n":
                    self.heard.append(perf_counter())
        finally:
            writer.close()
