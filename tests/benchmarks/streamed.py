"""The service's streams with a bare echo beside them, for one process that serves both.

GET /live/bare/ holds a stream open; POST /live/bare/ sends one event to each of them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sdmtool.asgi import application as service

listeners: set[asyncio.Queue[bytes]] = set()
HEADERS = [(b"content-type", b"text/event-stream")]


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[Mapping[str, Any]]],
    send: Callable[[Mapping[str, Any]], Awaitable[None]],
) -> None:
    """Answer a bare stream or echo, or let the service answer."""
    if scope.get("path") != "/live/bare/":
        await service(scope, receive, send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    if scope["method"] == "POST":
        for each in listeners:
            each.put_nowait(b"event: version\ndata: 1\n\n")
        await send({"type": "http.response.body", "body": b""})
        return
    mine: asyncio.Queue[bytes] = asyncio.Queue()
    listeners.add(mine)
    await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})
    try:
        while True:
            await send({"type": "http.response.body", "body": await mine.get(), "more_body": True})
    finally:
        listeners.discard(mine)
