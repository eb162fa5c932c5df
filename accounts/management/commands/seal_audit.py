"""`manage.py seal_audit`: put the audit as it stands under a seal that can be kept elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services import seal_audit


class Command(BaseCommand):
    """Adds one seal and prints it; run it every hour, and keep what it prints out of reach."""

    help = "Put the newest entry of every chain of the audit under a seal, and print the seal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, and say how much was new."""
        seal = seal_audit()
        moment = seal.at.isoformat(timespec="seconds")
        self.stdout.write(f"Seal {seal.number} of {moment}, {seal.heads} chains new or longer:")
        self.stdout.write(seal.digest)
