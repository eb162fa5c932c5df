"""`manage.py seal_audit`: put the audit as it stands under a seal that can be kept elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from accounts.services import seal_audit

NO_RIGHT = "42501"
"""PostgreSQL's number for it: its words are in the language of the server."""
REFUSED = (
    "The database role of DATABASE_URL may not seal the audit: "
    "run this with the owner's address in DATABASE_URL."
)


class Command(BaseCommand):
    """Adds one seal and prints it; run it every hour, and keep what it prints out of reach."""

    help = "Put the newest entry of every chain of the audit under a seal, and print the seal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, and say how much was new."""
        try:
            seal = seal_audit()
        except ProgrammingError as error:
            if getattr(error.__cause__, "pgcode", "") != NO_RIGHT:
                raise
            raise CommandError(REFUSED, returncode=2) from None
        moment = seal.at.isoformat(timespec="seconds")
        self.stdout.write(f"Seal {seal.number} of {moment}, {seal.heads} chains new or longer:")
        self.stdout.write(seal.digest)
