"""Every answer says how browsers are to treat it, whoever asks for what by which method.

Asked are all addresses, and those that none is: probes, static files, a host that is not ours, an
address that is not there, a form without its token, a fault and a database that is lost. Each over
http, as the demo is, and over https behind a proxy, as production is.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import Morsel
from itertools import product
from typing import NamedTuple

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, override_settings

from tests.attack.world import agreed
from tests.canaries import readers
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.rights.ids import places
from tests.rights.sweep import READERS, WHOSE, ask
from tests.source import ROOT

METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
DIRECTIVES = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
FRAMED = re.compile(r"/desk/drafts/\d+/preview/")
"""The page of a draft that the desk shows in a frame of its own page."""
OWN_FRAME = {"X-Frame-Options": "SAMEORIGIN"}
SHUT = ("camera", "geolocation", "microphone", "payment", "usb")
NO_SECRET = "itself"
"""A cookie that scripts set too: for ten seconds, that a page was opened by itself."""
YEAR = 365 * 24 * 60 * 60
HTTPS = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_HSTS_SECONDS": YEAR,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    **{
        f"{each}_COOKIE_NAME": f"__Host-{each.lower()}"
        for each in ("SESSION", "CSRF", "SEAT", "KNOCK", "MESSAGES")
    },
}
"""What production sets (sdmtool/settings.py)."""


class Asked(NamedTuple):
    """One answer that is looked at; `fault` is what breaks meanwhile."""

    role: str
    method: str
    where: str
    is_https: bool
    fault: type[Exception] | None = None
    host: str = "testserver"


def every(story: Story) -> list[Asked]:
    """Return all that is asked, in an order that never changes."""
    found = []
    for address, role in product(agreed(), READERS):
        for place in places(story, address, WHOSE.get(role, "shared")):
            found += [Asked(role, each, place.where, False) for each in METHODS]
    static = sorted((ROOT / "var/static").rglob("*.*"))[:20]
    others = ["/healthz", "/readyz", "/nowhere/", "/static/none.css", "/cards/?page=%00"]
    others += [f"/static/{each.relative_to(ROOT / 'var/static').as_posix()}" for each in static]
    for where, role, method in product(others, ("nobody", "clinician"), METHODS):
        found.append(Asked(role, method, where, False))
    for fault, role in product((OperationalError, RuntimeError), READERS):
        found += [Asked(role, each, "/cards/", False, fault) for each in METHODS]
    found += [Asked("nobody", each, "/cards/", False, None, "evil.test") for each in METHODS]
    return [each for one in found for each in (one, one._replace(is_https=True))]


def attack(story: Story, start: int, number: int) -> Result:
    """Ask, and read what is said beside the words."""
    done = Result()
    wanted = every(story)[start : start + number]
    for is_https in (False, True):
        with override_settings(**(HTTPS if is_https else {})):
            clients = {role: readers.browser(story, its) for role, its in READERS.items()}
            for each in wanted:
                if each.is_https == is_https:
                    _look(done, each, _answer(clients[each.role], each))
    done.counts["tries"] = len(wanted)
    return done


def _look(done: Result, asked: Asked, response: HttpResponse) -> None:
    """Count an answer and note its faults."""
    done.counts[f"answered {response.status_code}"] += 1
    for fault in faults(response, asked):
        done.findings[f"{asked.method} {asked.where} as {asked.role}: {fault}"] += 1


def _answer(client: Client, asked: Asked) -> HttpResponse:
    """Ask once, and take back what it wrote."""
    client.defaults |= {"HTTP_X_FORWARDED_PROTO": "https", "SERVER_NAME": asked.host}

    def lost(execute: Callable, sql: str, *rest: object) -> object:
        if asked.fault and not sql.startswith(("BEGIN", "SAVEPOINT", "ROLLBACK", "RELEASE")):
            raise asked.fault
        return execute(sql, *rest)

    with connection.execute_wrapper(lost):
        return ask(client, asked.method, asked.where)


def faults(response: HttpResponse, asked: Asked) -> Iterator[str]:
    """Return what an answer lacks."""
    is_framed = FRAMED.fullmatch(asked.where) is not None and response.status_code == 200
    for name, its in (ALWAYS | (OWN_FRAME if is_framed else {})).items():
        if response.headers.get(name) != its:
            yield f"{name} is {response.headers.get(name)!r}"
    policy = response.headers.get("Content-Security-Policy", "")
    said = dict(each.strip().split(" ", 1) for each in policy.split(";") if " " in each.strip())
    wanted = DIRECTIVES | ({"frame-ancestors": "'self'"} if is_framed else {})
    if any(said.get(name) != its for name, its in wanted.items()) or "unsafe" in policy:
        yield f"the content policy is {policy!r}"
    allowed = response.headers.get("Permissions-Policy", "")
    if any(f"{each}=()" not in allowed for each in SHUT):
        yield f"the permissions are {allowed!r}"
    is_served = response.status_code < 400 and asked.where.startswith(("/static/", "/healthz"))
    is_personal = asked.role != "nobody" and not is_served and asked.fault is None
    is_stored = "no-store" not in response.headers.get("Cache-Control", "")
    if is_personal and is_stored and asked.method != "TRACE" and not _is_open(asked):
        yield "it may be stored"
    if asked.method == "TRACE" and response.status_code != 405:
        yield f"TRACE is answered {response.status_code}"
    if asked.is_https and f"max-age={YEAR}" not in response.headers.get(
        "Strict-Transport-Security", ""
    ):
        yield "browsers are not kept on TLS"
    for cookie in response.cookies.values():
        if cookie.key == NO_SECRET:
            continue
        yield from _faults_of(cookie, asked.is_https)


def _is_open(asked: Asked) -> bool:
    """Tell whether an address is answered before anybody is asked for."""
    return asked.where.startswith(("/static/", "/healthz", "/readyz"))


def _faults_of(cookie: Morsel, is_https: bool) -> Iterator[str]:
    """Return what a cookie lacks."""
    is_taken_back = cookie["max-age"] == 0
    if not (cookie["httponly"] or is_taken_back):
        yield f"scripts read the cookie {cookie.key}"
    if cookie["samesite"] not in ("Lax", "Strict") and not is_taken_back:
        yield f"other sites send the cookie {cookie.key}"
    is_host = cookie.key.startswith("__Host-") and cookie["path"] == "/" and not cookie["domain"]
    if is_https and not (cookie["secure"] and is_host):
        yield f"the cookie {cookie.key} is not for this host over TLS alone"


@contextmanager
def broken() -> Iterator[None]:
    """Leave out the layer that says it on every answer."""
    layers = [each for each in settings.MIDDLEWARE if "HeadersMiddleware" not in each]
    with override_settings(MIDDLEWARE=layers):
        yield
