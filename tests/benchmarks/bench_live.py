"""How soon an open screen hears of a save, against a bare echo; and what many screens cost."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from accounts.models import Account
from consultations.live import buses
from consultations.live.hub import Notice
from tests.benchmarks.bench_tick import CLINICIAN, CONVERSATIONS, opened_for
from tests.benchmarks.clients import Client
from tests.benchmarks.databases import LEFT_OUT, Database, database, is_there
from tests.benchmarks.listeners import Listeners
from tests.benchmarks.measure import Row
from tests.ports import free_port

ROUNDS = 200
MANY = (500, 2000)
PATIENCE_SECONDS = 20
_notes: list[str] = []


def notes() -> list[str]:
    """Tell what many open streams cost; or what is left out."""
    return _notes if is_there() else [f"Left out, open screens: {LEFT_OUT}."]


def rows() -> list[Row]:
    """Measure with 3 screens and with 100, then open many."""
    if not is_there():
        return []
    with database(CONVERSATIONS) as its, streams(its) as (port, pid):
        its.use()
        # Told as PostgreSQL tells: the server listens, this process notifies.
        from django.conf import settings

        settings.LIVE_BUS = "postgresql"
        cookie = Client(port, Account.objects.get(email=CLINICIAN)).cookies.split(";")[0]
        code = opened_for(1)[0].code
        found = [_heard(port, cookie, Notice(code, 2), count) for count in (3, 100)]
        for count in MANY:
            _notes.append(_cost(port, pid, its, f"/live/{code}/", cookie, count))
    return found


@contextmanager
def streams(its: Database) -> Iterator[tuple[int, int]]:
    """Run one process of streams with the bare echo beside them; give its port and number."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.benchmarks.streamed:application"]
    command += ["--port", str(port), "--log-level", "warning", "--timeout-graceful-shutdown", "1"]
    environment = os.environ | {
        "DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "sdmtool.settings",
        "DATABASE_URL": its.url,
    }
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The streams did not answer.")


def _heard(port: int, cookie: str, first: Notice, count: int) -> Row:
    """Tell so many screens of versions, and as many bare streams of nothing, in turns."""
    ours, bare = Listeners(port), Listeners(port)
    ours.add(f"/live/{first.code}/", [cookie] * count)
    bare.add("/live/bare/", [""] * count)
    time.sleep(0.5)
    ours.heard.clear()
    echo = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    versions = iter(range(1000 * count, 1000 * count + ROUNDS + 1))

    def send_echo() -> None:
        echo.request("POST", "/live/bare/")
        echo.getresponse().read()

    told: list[float] = []
    echoed: list[float] = []
    for _ in range(ROUNDS):
        told += _told(ours, count, lambda: buses.tell(first._replace(version=next(versions))))
        echoed += _told(bare, count, send_echo)
    for each in (ours, bare):
        each.close()
    return Row(
        f"{count} screens hear of a save through PostgreSQL, from the telling: 95 of 100 within",
        quantiles(told, n=20)[-1],
        "a bare echo on the same server, from the asking",
        quantiles(echoed, n=20)[-1],
        2 if count == 3 else 1.5,
    )


def _told(listeners: Listeners, count: int, tell: Callable[[], None]) -> list[float]:
    """Tell once; return after how many seconds each stream heard."""
    begun = perf_counter()
    tell()
    return listeners.wait_for(count, begun)


def _cost(port: int, pid: int, its: Database, path: str, cookie: str, count: int) -> str:
    """Open so many streams; return what they cost, in words."""
    before = _memory(pid)
    many = Listeners(port)
    many.add(path, [cookie] * count)
    threads, memory, connections = _threads(pid), _memory(pid), _connections(its)
    many.close()
    return (
        f"With {count:,} open streams: {threads} threads, {connections} connections to PostgreSQL "
        f"from that process, {memory - before:.0f} MB more memory than with none "
        f"({(memory - before) * 1024 / count:.0f} KB each)."
    )


def _status(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(each.split()[1]) for each in lines if each.startswith(f"{name}:"))


def _threads(pid: int) -> int:
    return _status(pid, "Threads")


def _memory(pid: int) -> float:
    return _status(pid, "VmRSS") / 1024


def _connections(its: Database) -> int:
    """Return how many connections to the database there are but for this process's own."""
    with its.wrapper.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])
