"""Somebody who saves, and keeps a list of what was acknowledged."""

import time
from typing import Any

import psycopg2

SAVE = """
INSERT INTO accounts_auditentry (action, record, sequence, at, detail, previous_digest, digest)
VALUES ('drill', 'drill', %s, now(), '{}', '', '')
"""
EVERY_SECONDS = 0.02


class Saver:
    """Saves entries one after the other, each in a transaction of its own."""

    def __init__(self, url: str) -> None:
        """Save nothing yet."""
        self.url = url
        self.saved: dict[int, float] = {}

    def save_for(self, seconds: float) -> None:
        """Save until so many seconds are over. A save counts once the server has said so."""
        connection = psycopg2.connect(self.url)
        connection.autocommit = True
        until = time.time() + seconds
        with connection.cursor() as cursor:
            while time.time() < until:
                number = len(self.saved) + 1
                cursor.execute(SAVE, [number])
                self.saved[number] = time.time()
                time.sleep(EVERY_SECONDS)
        connection.close()

    def lost(self, cursor: Any) -> list[float]:
        """Return when each save was acknowledged that is not there any more."""
        cursor.execute("SELECT sequence FROM accounts_auditentry WHERE record = 'drill'")
        there = {number for (number,) in cursor.fetchall()}
        return [at for number, at in self.saved.items() if number not in there]
