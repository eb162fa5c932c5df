"""`manage.py make_backup_key`: the two keys of the backups."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sdmtool.backups.sealing import BackupError, make_key


class Command(BaseCommand):
    """Makes a private key in a file, and prints the public one."""

    help = "Make the keys of the backups. Take the file to where copies are restored from."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name of the file."""
        parser.add_argument("file", type=Path, help="a new file for the private key")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and print what BACKUP_RECIPIENT is set to."""
        try:
            self.stdout.write(make_key(options["file"]))
        except BackupError as error:
            raise CommandError(str(error), returncode=2) from None
