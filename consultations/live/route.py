"""The raw ASGI route of the streams: /live/<code>/, asked for as `text/event-stream`.

One stream for each open page. While it waits it holds no thread and no connection to the database.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase

from consultations.live import buses
from consultations.live.hub import Hub, Stream
from consultations.live.watching import answer_of, ask, how_they_stand
from consultations.services import screens
from consultations.views.live import WatchResponse

PING_SECONDS = 15
BEAT_SECONDS = 10
HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # or a proxy would keep what is told until there is more of it
}
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
log = logging.getLogger(__name__)


class Streams:
    """The hub of one running loop, with what goes on beside it: listening, looking, saying so."""

    def __init__(self) -> None:
        """Begin in the running loop."""
        self.name = secrets.token_hex(16)
        self.hub = Hub(how_they_stand, settings.LIVE_LOOK_SECONDS)
        self.beside = [
            asyncio.create_task(buses.listen(self.hub.take)),
            asyncio.create_task(self.hub.keep_looking(complain)),
            asyncio.create_task(self._keep_saying()),
        ]

    async def _keep_saying(self) -> None:
        """Say once in a while that the screens of this process are still open."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await ask(screens.still_open, self.name)
            except Exception as reason:  # a database that is away comes back
                complain(reason)


def complain(reason: Exception) -> None:
    """Log that something did not work, by its kind alone: words may hold what nobody may read."""
    log.warning("Streams could not ask the database: %s", type(reason).__name__)


_running: dict[asyncio.AbstractEventLoop, Streams] = {}


def streams_here() -> Streams:
    """Return the streams of the running loop."""
    loop = asyncio.get_running_loop()
    if loop not in _running:
        _running.clear()
        _running[loop] = Streams()
    return _running[loop]


def is_stream(scope: Scope) -> bool:
    """Tell whether a request asks for a stream."""
    accepts = dict(scope.get("headers", ())).get(b"accept", b"")
    path = scope.get("path", "")
    return scope["type"] == "http" and path.startswith("/live/") and b"event-stream" in accepts


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with a stream, or with what the service's own page says instead."""
    response = await answer_of(scope)
    if not isinstance(response, WatchResponse):
        await refuse(response, send)
        return
    here = streams_here()
    its = Stream(response.watcher, response.version)
    key = await ask(screens.open_screen, response.watcher, here.name)
    here.hub.join(its)
    left = asyncio.create_task(_left(receive))
    left.add_done_callback(lambda _: its.news.set())
    try:
        await send(_start(200, _headers(response)))
        await _keep_telling(its, send, left)
    finally:
        left.cancel()
        here.hub.leave(its)
        await asyncio.shield(ask(screens.close_screen, key))


async def _keep_telling(its: Stream, send: Send, left: "asyncio.Task[None]") -> None:
    """Tell what is new until the screen goes, or its right to watch ends."""
    while True:
        said = its.frames() or ":\n\n"
        await send({"type": "http.response.body", "body": said.encode(), "more_body": True})
        if its.over:
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(PING_SECONDS):
                await its.news.wait()
        if left.done():
            return


async def _left(receive: Receive) -> None:
    """Return when the browser has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def refuse(response: HttpResponseBase, send: Send) -> None:
    """Answer as the page did: to sign in, to join, or that there is no such conversation.

    No page of ours but a file is sent in pieces: all words are there, as many as its headers say.
    """
    await send(_start(response.status_code, dict(response.items())))
    with suppress(AttributeError):
        response.close()
    await send({"type": "http.response.body", "body": getattr(response, "content", b"")})


def _headers(response: HttpResponseBase) -> dict[str, str]:
    """Return the headers of a stream: those that every page of the service has, and its own."""
    its = {name: value for name, value in response.items() if name != "Content-Length"}
    return its | HEADERS


def _start(status: int, headers: Mapping[str, str]) -> dict[str, Any]:
    """Return the beginning of an answer."""
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http.response.start", "status": status, "headers": raw}
