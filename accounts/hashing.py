"""Hashing passwords a few at a time: each takes 100 MB and a core, by intent.

Without a limit a flood of sign-ins takes every thread and all memory, and pages of people in a
visit wait behind it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

RETRY_AFTER_SECONDS = "10"
_places = threading.BoundedSemaphore(settings.HASHES_AT_ONCE)


class TooBusyError(RuntimeError):
    """Others are being hashed, and it is no use to wait any longer."""


@contextmanager
def a_place() -> Iterator[None]:
    """Wait a moment for a place; TooBusyError when there is none."""
    if not _places.acquire(timeout=settings.HASH_WAIT_SECONDS):
        raise TooBusyError
    try:
        yield
    finally:
        _places.release()


class CappedArgon2(Argon2PasswordHasher):
    """Argon2 as Django has it, and the same digests."""

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        with a_place():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Tell whether it is the password of a digest."""
        with a_place():
            return super().verify(password, encoded)
