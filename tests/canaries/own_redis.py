"""A Redis of its own, and every byte that anybody sends to it."""

import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import redis

from tests.ports import free_port

END = b"all of it"


@contextmanager
def own_redis() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Start one; yield its address, and what has been sent to it when that is asked for."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"redis://127.0.0.1:{port}/0"
    try:
        with closing(_answering(address)) as client, closing(_listening(port)) as line:
            yield address, lambda: _heard(client, line)
    finally:
        server.terminate()
        server.wait()


def _answering(address: str) -> redis.Redis:
    """Return a client once the server answers."""
    retry = redis.retry.Retry(redis.backoff.ConstantBackoff(0.05), 200)
    client = redis.Redis.from_url(address, retry=retry, retry_on_error=[redis.ConnectionError])
    client.ping()
    return client


def _listening(port: int) -> socket.socket:
    """Return a connection that is told of every command, with all of its words."""
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.sendall(b"MONITOR\r\n")
    line.recv(5)
    return line


def _heard(client: redis.Redis, line: socket.socket) -> bytes:
    """Return everything that was sent since this was asked last."""
    client.echo(END)
    text = b""
    while END not in text:
        text += line.recv(1 << 16)
    return text
