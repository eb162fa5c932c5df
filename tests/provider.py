"""A provider of OpenID Connect that runs beside the tests and knows whoever it is told of."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from tests.ports import free_port

PATIENCE = 30


@contextmanager
def running_provider() -> Iterator[str]:
    """Run it; its address. In a process of its own, so that its warnings are no fault of ours."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://localhost:{port}")
        yield f"http://localhost:{port}"
    finally:
        running.kill()
        running.wait()


def named(server: str) -> dict:
    """Return a provider as the settings have it."""
    return {
        "provider_id": "provider",
        "name": "Care identity",
        "client_id": "this service",
        "secret": "a secret",
        "settings": {"server_url": server},
    }


def _wait_for(address: str) -> None:
    """Return once it answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            requests.get(address, timeout=PATIENCE)
        except requests.ConnectionError:
            assert time.monotonic() < until
            time.sleep(0.1)
        else:
            return
