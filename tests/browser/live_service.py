"""The service with its streams: uvicorn in a thread, as `make run` starts it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from tests.ports import free_port

PATIENCE_SECONDS = 20


@contextmanager
def streaming(port: int = 0) -> Iterator[str]:
    """Run the service with its streams; return its address. It ends its streams when it stops."""
    from sdmtool.asgi import application

    port = port or free_port()
    config = uvicorn.Config(
        application, port=port, log_level="warning", timeout_graceful_shutdown=1, lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_SECONDS
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://localhost:{port}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)
