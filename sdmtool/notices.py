"""Where what a page says once waits for the next page: a cookie of this host alone."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class HostCookieStorage(CookieStorage):
    """Django's own, under a name that browsers take from this host over TLS only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the name from the settings, as the other cookies do."""
        self.cookie_name = settings.MESSAGES_COOKIE_NAME
        super().__init__(*args, **kwargs)
