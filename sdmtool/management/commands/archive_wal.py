"""`manage.py archive_wal`: what PostgreSQL writes between two copies, sealed as it writes it."""

import os
import signal
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sdmtool.backups import postgres, wal
from sdmtool.backups.sealing import BackupError


class Command(BaseCommand):
    """Runs for as long as the service does; whatever starts it starts it again."""

    help = "Keep what PostgreSQL writes, sealed, in DIR: with a copy it brings back every save."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where it is kept."""
        parser.add_argument("dir", type=Path, help="where it is kept, on another machine")

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep, until stopped by Ctrl-C or SIGTERM."""
        signal.signal(signal.SIGTERM, _stop)
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL keeps what it writes ahead.", returncode=2)
        try:
            program = postgres.program("pg_receivewal", postgres.version_of(connection))
            spool = settings.VAR_DIR / "wal"
            its = wal.Archive(spool, options["dir"].resolve(), settings.BACKUP_RECIPIENT)
            around = os.environ | postgres.environment(connection.settings_dict)
            wal.archive(connection, its, program, around, self._say)
        except BackupError as error:
            raise CommandError(str(error), returncode=2) from None
        except KeyboardInterrupt:
            self.stdout.write("Stopped; everything written until now is kept.")

    def _say(self, words: str) -> None:
        """Print at once: it runs on for months, and its output is often a file."""
        self.stdout.write(words)
        self.stdout.flush()


def _stop(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt
