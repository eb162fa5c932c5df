"""A browser behind the proxy: one connection that is kept, and opened again when it breaks."""

import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

TOKEN = "b" * 32
TRIES = 200
Broken = (OSError, HTTPException, TimeoutError)


class Browser:
    """Asks for pages with a cookie."""

    def __init__(self, port: int, cookie: str) -> None:
        """Ask nothing yet."""
        self.port, self.cookie = port, cookie
        self.connection: HTTPConnection | None = None

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Send a request; return status and body of its answer. Raises one of Broken."""
        if self.connection is None:
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = (headers or {}) | {
            "Host": "localhost",
            "Cookie": f"{self.cookie}; csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            self.connection.request(method, path, body or None, sent)
            response = self.connection.getresponse()
            return response.status, response.read()
        except Broken:
            self.drop()
            raise

    def until_answered(self, ask: Callable[[], object]) -> None:
        """Ask until there is an answer."""
        for _ in range(TRIES):
            try:
                ask()
            except Broken:
                self.drop()
                time.sleep(0.1)
            else:
                return

    def drop(self) -> None:
        """Close the connection; it opens by itself."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None
