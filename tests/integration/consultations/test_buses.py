"""What is saved in one place is heard in another: in memory, by Redis, by PostgreSQL."""

import asyncio
import os
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from consultations.live import buses
from consultations.live.hub import Notice

CODE = UUID("5a3d7c1e-0b52-4f0e-9d6b-2f1c8e4a7b90")
FIRST = Notice(uuid4(), 1)
PATIENCE_SECONDS = 10
pytestmark = pytest.mark.django_db(transaction=True)
REDIS = os.environ.get("TEST_REDIS_URL", "redis://localhost:6379/0")
BUSES = ["memory", "redis", *(["postgresql"] if connection.vendor == "postgresql" else [])]


@pytest.fixture(params=BUSES)
def bus(request: pytest.FixtureRequest, settings: Settings) -> str:
    """Choose a bus."""
    settings.LIVE_BUS, settings.REDIS_URL = request.param, REDIS
    return request.param


async def heard_of(*notices: Notice) -> list[Notice]:
    """Tell something until a listener hears, then these; return what it heard of them."""
    heard: list[Notice] = []
    listener = asyncio.create_task(buses.listen(heard.append))
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not heard:
            await asyncio.to_thread(_tell, FIRST)
            await asyncio.sleep(0.05)
        for each in notices:
            await asyncio.to_thread(_tell, each)
        while notices[-1] not in heard:
            await asyncio.sleep(0.01)
    listener.cancel()
    return [each for each in heard if each != FIRST]


def _tell(notice: Notice) -> None:
    """Tell from a thread of its own, whose connection ends with it."""
    buses.tell(notice)
    connection.close()


def test_a_notice_is_heard(bus: str) -> None:
    """Versions and who is here, in the order in which they were told."""
    other = Notice(uuid4())
    assert asyncio.run(heard_of(Notice(CODE, 7), other)) == [Notice(CODE, 7), other]


def test_a_bus_that_is_away_stops_nobody_from_saving(settings: Settings) -> None:
    """Nothing listens at that port; the save goes on."""
    settings.LIVE_BUS, settings.REDIS_URL = "redis", "redis://localhost:1/0"
    with transaction.atomic():
        buses.tell_saved(CODE, 2)
    buses.tell(Notice(CODE))


async def _ended_while_something_comes(ticks: int) -> bool:
    """Cancel a listener so many turns of the loop after something came; tell whether it ends."""
    loop, heard, is_awaited = asyncio.get_running_loop(), [], False
    listener = asyncio.create_task(buses.listen(heard.append))
    add_reader, is_cancelled = loop.add_reader, asyncio.Event()

    def later(turns: int) -> None:
        if turns:
            loop.call_soon(later, turns - 1)
        else:
            listener.cancel()
            is_cancelled.set()

    def add(file: int, come: Callable[[], None]) -> None:
        add_reader(file, lambda: (come(), later(ticks) if is_awaited else None))

    loop.add_reader = add
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not heard:
            await asyncio.to_thread(_tell, FIRST)
            await asyncio.sleep(0.05)
        is_awaited = True
        await asyncio.to_thread(_tell, FIRST)
        await is_cancelled.wait()
    _ended, goes_on = await asyncio.wait({listener}, timeout=PATIENCE_SECONDS)
    listener.cancel()
    return not goes_on


@pytest.mark.skipif(connection.vendor != "postgresql", reason="there is no NOTIFY on SQLite")
@pytest.mark.parametrize("ticks", range(5))
def test_a_listener_ends_whatever_comes_at_that_moment(settings: Settings, ticks: int) -> None:
    """A process that stops would wait for it without an end."""
    settings.LIVE_BUS = "postgresql"
    assert asyncio.run(_ended_while_something_comes(ticks))
