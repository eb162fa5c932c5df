"""`manage.py backup`: one sealed copy of the database, made while the service runs."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sdmtool.backups import postgres, sqlite
from sdmtool.backups.sealing import BackupError


class Command(BaseCommand):
    """Copies the database into a new folder, and reads the copy again."""

    help = "Make a sealed copy of the database in a new folder of DIR, named after its moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of copies."""
        parser.add_argument("dir", type=Path, help="where copies are kept")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, and print the name of the new folder."""
        folder, recipient = options["dir"].resolve(), settings.BACKUP_RECIPIENT
        try:
            if connection.vendor == "postgresql":
                made = postgres.back_up(connection, folder, recipient, os.environ)
            else:
                name = Path(connection.settings_dict["NAME"]).resolve()
                made = sqlite.back_up(name, folder, recipient)
        except BackupError as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(str(made))
