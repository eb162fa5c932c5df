"""The service with one bare view beside it, as `make serve` runs it: granian, 2 x 2."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import path

from accounts.models import Organisation
from accounts.permissions import anyone, open_to, signed_in
from accounts.requests import MemberRequest
from consultations.models import Consultation
from sdmtool.urls import urlpatterns as service
from tests.ports import free_port

SETTINGS = "tests.benchmarks.served_settings"
PATIENCE_SECONDS = 20
HTML = "<p>bare</p>" * 200


@open_to(anyone)
def bare(request: HttpRequest) -> HttpResponse:
    """Answer with one SELECT and 2 KB of HTML, through the same middleware."""
    return HttpResponse(f"{Organisation.objects.first()}{HTML}")


@open_to(signed_in)
def bare_tick(request: MemberRequest, code: UUID) -> HttpResponse:
    """Answer a form with one SELECT, one UPDATE and 2 KB of HTML, for somebody signed in."""
    consultation = Consultation.objects.get(code=code)
    Consultation.objects.filter(pk=consultation.pk).update(open_to_choice=str(uuid4()))
    return HttpResponse(f"{request.user.pk}{HTML}")


urlpatterns = [
    path("bare/", bare, name="bare"),
    path("bare/<uuid:code>/", bare_tick, name="bare_tick"),
    *service,
]


@dataclass(frozen=True)
class Served:
    """A running service: an open connection, its port, and the number of its process."""

    connection: HTTPConnection
    port: int
    pid: int


@contextmanager
def server(database: str = "") -> Iterator[Served]:
    """Run the service; stop it afterwards.

    database   the address of its database; that of the service when empty
    """
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", "2", "--blocking-threads", "2", "--no-ws", "sdmtool.wsgi:application"]
    environment = os.environ | {"DEMO": "true", "DJANGO_SETTINGS_MODULE": SETTINGS}
    if database:
        environment["DATABASE_URL"] = database
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield Served(_connected(port), port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _connected(port: int) -> HTTPConnection:
    """Wait until the service answers. Raises TimeoutError when it never does."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", "/bare/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    raise TimeoutError("The service did not answer.")
