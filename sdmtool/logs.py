"""Logs that say what happened and never to whom: one JSON line for each event.

at        UTC, to the millisecond
level, logger
request   a number for all lines of one request; no answer carries it, so that the same answers
          stay the same to the byte
event     "request", or what our own code says; of any other code the pattern of its sentence
          only, because what is put into it may be a name, an address or what somebody typed
method, route, status, ms   of a request: the NAME of its address, never the codes in it
fault     the kinds of exception, and `where`, the last lines of code; never what they say

No address, query, body, cookie or name, and no address of a network: who did what stands in the
audit. In the demo logs are plain text.
"""

import json
import logging
import secrets
import time
import traceback
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

WHERE_LINES = 6
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
requests = logging.getLogger("sdmtool.requests")
current: ContextVar[str] = ContextVar("request", default="")


class JsonFormatter(logging.Formatter):
    """Writes an event on one line; a line break within it is written as two letters."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "request": current.get(),
            "event": _event(record),
            **getattr(record, "figures", {}),
            **_fault(record),
        }
        return json.dumps({name: its for name, its in said.items() if its != ""})


def _event(record: logging.LogRecord) -> str:
    """Return what may be told of a sentence: all of our own, and of others its pattern.

    A sentence of others without a place for anything may have been put together before.
    """
    if record.name.split(".")[0] in settings.OWN_LOGGERS:
        return record.getMessage()
    return str(record.msg) if record.args else ""


def _fault(record: logging.LogRecord) -> dict[str, object]:
    """Return the kinds of exception from the first to the last, and where the last was raised."""
    reason = record.exc_info[1] if record.exc_info else None
    if reason is None:
        return {}
    lines = traceback.extract_tb(reason.__traceback__)[-WHERE_LINES:]
    return {
        "fault": [type(each).__name__ for each in _causes(reason)],
        "where": [f"{_short(each.filename)}:{each.lineno} {each.name}" for each in lines],
    }


def _causes(reason: BaseException | None) -> Iterator[BaseException]:
    """Go from an exception to what it was raised for."""
    while reason is not None:
        yield reason
        reason = reason.__cause__ or reason.__context__


def _short(file: str) -> str:
    """Return where a file stands in the project, or in the packages."""
    path = Path(file)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.relative_to(settings.BASE_DIR).as_posix() if _is_ours(path) else path.name


def _is_ours(path: Path) -> bool:
    """Tell whether a file belongs to the project."""
    return path.is_relative_to(settings.BASE_DIR)


class RequestLogMiddleware:
    """Gives each request a number, and says in one line how it ended and how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, count the time, and write the line."""
        number, started = secrets.token_hex(8), time.monotonic()
        token = current.set(number)
        try:
            response = self.get_response(request)
            figures = {
                "method": request.method if request.method in METHODS else "other",
                "route": request.resolver_match.view_name if request.resolver_match else "none",
                "status": response.status_code,
                "ms": round((time.monotonic() - started) * 1000),
            }
            requests.info("request", extra={"figures": figures})
            return response
        finally:
            current.reset(token)
