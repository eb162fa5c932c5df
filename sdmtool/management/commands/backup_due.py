"""`manage.py backup_due`: whether the copies are as new as they should be."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from sdmtool.backups.due import due


class Command(BaseCommand):
    """Reads the newest copy from end to end; says nothing when all is well."""

    help = "Say what is missing in the folder of copies; ends with 1 when anything is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and how old a copy may be."""
        parser.add_argument("dir", type=Path, help="where copies are kept")
        parser.add_argument("--hours", type=float, default=26, help="how old the newest may be")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and say."""
        has_wal = connection.vendor == "postgresql"
        found = due(options["dir"].resolve(), timezone.now(), options["hours"], has_wal)
        if found:
            raise CommandError("\n".join(found), returncode=1)
