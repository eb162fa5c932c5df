"""Browsers without a screen: one keep-alive connection each, signed in."""

from http.client import HTTPConnection
from importlib import import_module
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import Account

TOKEN = "b" * 32


class Client:
    """Somebody's browser on a server."""

    def __init__(self, port: int, account: Account) -> None:
        """Sign in; the database in use must be that of the server."""
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = f"session={_session(account)}; csrf={TOKEN}"

    def get(self, path: str) -> bytes:
        """Ask for a page."""
        return self._answer("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str], **headers: str) -> bytes:
        """Send a form, as the checklist's script does."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
        return self._answer("POST", path, urlencode(fields), sent | {"Checklist": "parts"})

    def rest(self) -> None:
        """Close the connection, which the server would close after a while; it opens by itself."""
        self.connection.close()

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> bytes:
        """Send and read. Raises RuntimeError unless it is answered with a page."""
        self.connection.request(method, path, body, {"Cookie": self.cookies, **headers})
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise RuntimeError(f"{method} {path} answered {response.status}.")
        return content


def _session(account: Account) -> str:
    """Make a session and return its key."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return store.session_key
