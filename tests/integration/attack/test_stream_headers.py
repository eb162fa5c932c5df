"""An open stream begins with the headers of every page, though no page is drawn."""

import asyncio
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from consultations.live import watching
from consultations.live.route import stream
from tests.attack import headers
from tests.cast import begin_conversation, make_cast
from tests.databases import database_in
from tests.factories import ReleaseFactory

pytestmark = pytest.mark.django_db(transaction=True)


def started(path: str, cookie: str) -> dict[str, Any]:
    """Open a stream, read how it begins, and go."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [
            (b"accept", b"text/event-stream"),
            (b"host", b"testserver"),
            (b"cookie", cookie.encode()),
        ],
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        while not sent:
            await asyncio.sleep(0.01)
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def opened() -> None:
        async with asyncio.timeout(30):
            await stream(scope, receive, send)

    asyncio.run(opened())
    _let_go()
    return sent[0]


def _let_go() -> None:
    """Close the connection of each thread, or the database could not be taken away."""
    both = threading.Barrier(2)

    def close() -> None:
        both.wait(20)
        connections.close_all()

    for each in [watching.threads.submit(close) for _thread in range(2)]:
        each.result()


@pytest.mark.parametrize("is_known", [True, False])
def test_a_stream_says_it_too(tmp_path: Path, is_known: bool) -> None:
    """And so does the answer to somebody who may not watch."""
    cast = make_cast()
    ReleaseFactory(organisation=cast.organisation)
    code = begin_conversation(cast).code
    client = Client()
    client.force_login(cast.people["amara"])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value if is_known else "nobody"
    its = database_in(tmp_path / "stream.sqlite3")
    with its if connection.vendor == "sqlite" else nullcontext():
        start = started(f"/live/{code}/", f"{settings.SESSION_COOKIE_NAME}={session}")
    said = {name.decode().title(): value.decode() for name, value in start["headers"]}
    assert start["status"] == (200 if is_known else 403)
    assert "no-store" in said["Cache-Control"]
    assert ("text/event-stream" in said["Content-Type"]) is is_known
    for name, its in headers.ALWAYS.items():
        assert said[name.title()] == its
    assert "frame-ancestors 'none'" in said["Content-Security-Policy"]
