"""`manage.py apply_retention`: what is kept for long enough; with --remove it goes."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from accounts.models import Organisation, Tombstone
from accounts.selectors import organisations
from consultations.selectors.retention import drafts_due, invitations_due, kept_back, people_due
from consultations.services.retention import remove_due, remove_invitations


class Command(BaseCommand):
    """Prints how much it is, and removes nothing unless asked to; it names nobody."""

    help = "Say which records are kept for long enough; with --remove, remove them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the word that makes it more than a look."""
        parser.add_argument("--remove", action="store_true", help="remove what is printed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the organisations."""
        for organisation in organisations():
            self.stdout.write(f"{organisation.name}:")
            if options["remove"]:
                self._remove(organisation)
            else:
                self._look(organisation)
        if not options["remove"]:
            self.stdout.write("Nothing was removed. With --remove it is.")

    def _look(self, organisation: Organisation) -> None:
        """Print what would be removed."""
        for rule, rows in people_due(organisation).items():
            self._say(rule, rows.count())
        self._say(Tombstone.Rule.DRAFT, drafts_due(organisation).count())
        self.stdout.write(f"  codes and links never used: {invitations_due(organisation).count()}")
        self.stdout.write(f"  kept back, restricted or on hold: {kept_back(organisation)}")

    def _remove(self, organisation: Organisation) -> None:
        """Remove it, and print how much it was."""
        invitations, records, rows = remove_invitations(organisation), Counter[str](), 0
        for rule, count in remove_due(organisation):
            records[rule] += bool(count)
            rows += count
        for rule in Tombstone.Rule.values:
            self._say(rule, records[rule])
        self.stdout.write(f"  codes and links never used: {invitations}")
        self.stdout.write(f"  rows in all: {rows + invitations}")

    def _say(self, rule: str, count: int) -> None:
        """Print one line."""
        self.stdout.write(f"  {Tombstone.Rule(rule).label}: {count}")
