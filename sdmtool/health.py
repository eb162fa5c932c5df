"""Whether this process lives, and whether it can serve: for whoever starts it and sends it people.

/healthz  alive; asks nothing
/readyz   each thing that pages need, with "ok" or a plain word; 503 unless all are

Both are answered before any other layer: they touch no session, ask for no organisation, and are
sent on to no https, so that a probe on this machine reaches them. They say no name and no version.
"""

import secrets
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

PATIENCE_SECONDS = 2
"""So long a part may take to answer; a probe that waits for longer helps nobody."""
LASTS_SECONDS = 1.0
"""An answer is given again for so long, so that many probes cost no more than one."""
OK, AWAY, BEHIND, UNKNOWN = "ok", "away", "behind", "not known"

Answer = dict[str, str]


def readiness() -> Answer:
    """Return each part that pages need, and how it is."""
    return _database() | {"bus": _bus(), "cache": _cache()}


def _database() -> Answer:
    """Ask the database on a connection that gives up soon, and which migrations it has had."""
    try:
        with _impatient() as own:
            with own.cursor() as cursor:
                cursor.execute("SELECT 1")
            applied = MigrationRecorder(own).applied_migrations()
    except Error:
        return {"database": AWAY, "migrations": UNKNOWN}
    wanted = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    return {"database": OK, "migrations": BEHIND if set(wanted) - set(applied) else OK}


@contextmanager
def _impatient() -> Any:
    """Lend a connection of its own to PostgreSQL; SQLite answers at once or not at all."""
    if connection.vendor != "postgresql":
        yield connection
        return
    own: BaseDatabaseWrapper = connection.copy()
    own.settings_dict["OPTIONS"] = {
        **own.settings_dict["OPTIONS"],
        "connect_timeout": PATIENCE_SECONDS,
        "options": f"-c statement_timeout={PATIENCE_SECONDS * 1000}",
    }
    try:
        yield own
    finally:
        own.close()


def _bus() -> str:
    """Ask what carries a save to other processes; PostgreSQL is asked as the database is."""
    if settings.LIVE_BUS != "redis":
        return OK
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
        ) as client:
            client.ping()
    except redis.RedisError:
        return AWAY
    return OK


def _cache() -> str:
    """Keep a word and read it again."""
    word = secrets.token_hex(8)
    try:
        cache.set(f"ready:{word}", word, PATIENCE_SECONDS)
        return OK if cache.get(f"ready:{word}") == word else AWAY
    except (redis.RedisError, OSError):
        return AWAY


class HealthMiddleware:
    """Answers the two addresses, and passes everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer; nothing has been asked yet."""
        self.get_response = get_response
        self.addresses = {"/healthz": self._alive, "/readyz": self._ready}
        self.asked_at, self.found = -LASTS_SECONDS, Answer()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a probe."""
        answer = self.addresses.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer()
        response["Cache-Control"] = "no-store"
        return response

    def _alive(self) -> HttpResponse:
        return JsonResponse({"alive": OK})

    def _ready(self) -> HttpResponse:
        if time.monotonic() - self.asked_at >= LASTS_SECONDS:
            self.found, self.asked_at = readiness(), time.monotonic()
        is_ready = set(self.found.values()) == {OK}
        return JsonResponse(self.found, status=200 if is_ready else 503)
