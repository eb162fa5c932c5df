"""How a save in one process reaches the hub of another; LIVE_BUS in the settings says which way.

memory      within this process; other processes on the same SQLite file find out by asking
redis       publish and subscribe
postgresql  NOTIFY, sent by the statement that counts the version up, and LISTEN

A bus may lose anything and be away at any time: hubs ask the database as well. So nothing here
raises to whoever saves.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import psycopg2
import redis
import redis.asyncio
from django.conf import settings
from django.db import connection, transaction

from consultations.live.hub import Notice

CHANNEL = "consultations"
AGAIN_SECONDS = 1.0
"""So long a listener waits before it connects anew."""

log = logging.getLogger(__name__)
Take = Callable[[Notice], None]
listening: dict[Take, asyncio.AbstractEventLoop] = {}
"""The hubs of this process, for the bus in memory."""


def text_of(notice: Notice) -> str:
    """Return a notice as it travels: a code, a space, and a version, or nothing after it."""
    return f"{notice.code} {'' if notice.version is None else notice.version}"


def notice_of(text: str) -> Notice | None:
    """Read a notice; None for anything else that was sent along the same channel."""
    code, _, version = text.partition(" ")
    try:
        return Notice(UUID(code), int(version) if version else None)
    except ValueError:
        return None


def told_along() -> str:
    """Return what the statement that counts a version up answers besides, to tell of it.

    PostgreSQL delivers it when the transaction is kept and not before: no statement more, and no
    moment in between in which the process may die.
    """
    if settings.LIVE_BUS != "postgresql":
        return ""
    return f", pg_notify('{CHANNEL}', code::text || ' ' || version::text) AS told"


def tell_saved(code: UUID, version: int) -> None:
    """Tell, once what was saved is kept, that a conversation is at a version."""
    if settings.LIVE_BUS != "postgresql":
        transaction.on_commit(lambda: tell(Notice(code, version)), robust=True)


def tell(notice: Notice) -> None:
    """Tell every hub, now or with the transaction; a bus that is away is no fault of who saves."""
    if settings.LIVE_BUS == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, text_of(notice)])
    elif settings.LIVE_BUS == "redis":
        try:
            _redis().publish(CHANNEL, text_of(notice))
        except redis.RedisError as reason:
            log.warning("The bus did not take a notice: %s", type(reason).__name__)
    else:
        for take, loop in list(listening.items()):
            if not loop.is_closed():
                loop.call_soon_threadsafe(take, notice)


_clients: dict[str, redis.Redis] = {}


def _redis() -> redis.Redis:
    """Return this process's connections to Redis, which give up soon: somebody's save waits."""
    if settings.REDIS_URL not in _clients:
        _clients[settings.REDIS_URL] = redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5
        )
    return _clients[settings.REDIS_URL]


async def listen(take: Take) -> None:
    """Pass on every notice until cancelled; what breaks is connected anew."""
    way = {"redis": _from_redis, "postgresql": _from_postgresql}.get(settings.LIVE_BUS)
    if way is None:
        await _from_memory(take)
        return
    while True:
        try:
            await way(take)
        except (redis.RedisError, psycopg2.Error, OSError) as reason:
            log.warning("The bus is away: %s", type(reason).__name__)
        await asyncio.sleep(AGAIN_SECONDS)


async def _from_memory(take: Take) -> None:
    """Be listed among this process's hubs."""
    listening[take] = asyncio.get_running_loop()
    try:
        await asyncio.Event().wait()
    finally:
        del listening[take]


async def _from_redis(take: Take) -> None:
    """Subscribe."""
    async with (
        redis.asyncio.from_url(settings.REDIS_URL) as client,
        client.pubsub(ignore_subscribe_messages=True) as channel,
    ):
        await channel.subscribe(CHANNEL)
        async for message in channel.listen():
            _pass_on(take, message["data"].decode())


async def _from_postgresql(take: Take) -> None:
    """Listen on a connection of its own; the loop says when something has come.

    A connection that has died says so only when it is used: it is asked once a second.
    """
    own = await asyncio.to_thread(_listening_connection)
    loop, has_come = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(own.fileno(), has_come.set)
    try:
        while True:
            own.poll()
            while own.notifies:
                _pass_on(take, own.notifies.pop(0).payload)
            has_come.clear()
            # Not `wait_for`: in Python 3.11 it forgets that it was cancelled when something comes
            # at the same moment, and the process that ends would wait for this without an end.
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN_SECONDS):
                    await has_come.wait()
    finally:
        loop.remove_reader(own.fileno())
        own.close()


def _listening_connection() -> "psycopg2.extensions.connection":
    """Return a connection of its own that listens."""
    parameters = connection.get_connection_params()
    known = {name: its for name, its in parameters.items() if name in CONNECTION_PARAMETERS}
    own = psycopg2.connect(**known)
    own.set_session(autocommit=True)
    with own.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    return own


CONNECTION_PARAMETERS = {"dbname", "user", "password", "host", "port", "sslmode", "sslrootcert"}


def _pass_on(take: Take, text: str) -> None:
    """Pass on what can be read."""
    notice = notice_of(text)
    if notice is not None:
        take(notice)
