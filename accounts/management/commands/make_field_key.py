"""`manage.py make_field_key`: a new key for FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.fields import new_key


class Command(BaseCommand):
    """Makes a key and prints it; it is kept nowhere."""

    help = "Make a key for FIELD_KEYS, and print it. Keep it outside this machine too."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(new_key())
