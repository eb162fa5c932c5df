"""`manage.py verify_audit`: whether the audit is what was written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.verifying import faults


class Command(BaseCommand):
    """Prints each fault with its record and number, and ends with an error when there is one."""

    help = "Check every entry, chain and seal of the audit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a seal that was kept elsewhere."""
        parser.add_argument("--seal", default="", metavar="HEX", help="a seal as it was printed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all of it."""
        count = 0
        for each in faults(options["seal"].strip().lower()):
            self.stdout.write(str(each))
            count += 1
        if count:
            raise CommandError(f"The audit is not what was written: {count} found.", returncode=1)
        self.stdout.write("The audit is what was written.")
