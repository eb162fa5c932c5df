"""The questions that streams ask the service: a few threads for all of them.

A stream opens as its page does: the request goes through the service's own middleware and rules
to a view, which says who may watch. Each thread has one connection to the database and lets it go
when its time is over.
"""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, TypeVar

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.db import close_old_connections
from django.http import HttpResponseBase

from consultations.selectors.live import Standing, Watcher, standing

Answer = TypeVar("Answer")
threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="live")
_pages: list[BaseHandler] = []


async def ask(question: Callable[..., Answer], *words: Any) -> Answer:
    """Ask something of the database in one of the threads."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(threads, _asked, question, words)


def _asked(question: Callable[..., Answer], words: tuple[Any, ...]) -> Answer:
    close_old_connections()
    try:
        return question(*words)
    finally:
        close_old_connections()


async def answer_of(scope: dict[str, Any]) -> HttpResponseBase:
    """Return what the service's own view answers to the request that would open a stream."""
    return await ask(_answer, scope)


def _answer(scope: dict[str, Any]) -> HttpResponseBase:
    if not _pages:
        handler = BaseHandler()
        handler.load_middleware()
        _pages.append(handler)
    return _pages[0].get_response(ASGIRequest(scope, BytesIO()))


async def how_they_stand(watchers: Collection[Watcher]) -> Standing:
    """Return how the conversations stand that are watched here."""
    return await ask(standing, watchers)
