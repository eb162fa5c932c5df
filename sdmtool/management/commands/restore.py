"""`manage.py restore`: a database as it was, from a sealed copy."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from sdmtool.backups import postgres, sqlite
from sdmtool.backups.due import newest
from sdmtool.backups.sealing import BackupError


class Command(BaseCommand):
    """Brings a copy back. It is looked over from end to end before anything is replaced."""

    help = "Bring back a copy. Then migrate, and run finish_restore before the service is opened."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the copy, the key, and for PostgreSQL where the new cluster will be."""
        parser.add_argument("copy", type=Path, help="the folder of one copy, or of all: the newest")
        parser.add_argument("--key", type=Path, required=True, help="the file of the private key")
        parser.add_argument("--to", type=Path, help="PostgreSQL: a new folder for the cluster")
        parser.add_argument("--wal", type=Path, help="PostgreSQL: the folder of archive_wal")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring it back, note it, and say what is left to do."""
        copy, to, key = _one(options["copy"].resolve()), options["to"], options["key"]
        try:
            if to is not None:
                found, until = postgres.restore(copy, key, to.resolve(), options["wal"])
            else:
                if connection.vendor == "postgresql":
                    raise BackupError("Name a new folder for the cluster with --to.")
                connection.close()
                name = Path(connection.settings_dict["NAME"]).resolve()
                found = sqlite.restore(copy, key, name)
                until = found.made_at
        except BackupError as error:
            raise CommandError(str(error), returncode=2) from None
        settings.RESTORED_FILE.parent.mkdir(parents=True, exist_ok=True)
        settings.RESTORED_FILE.write_text(until.isoformat(), encoding="utf-8")
        moment = timezone.localtime(until).strftime("%d %B %Y, %H:%M")
        self.stdout.write(f"Brought back as of {moment}, {sum(found.rows.values())} rows in it.")
        self.stdout.write("Nobody can be let in yet: run migrate, then finish_restore.")


def _one(folder: Path) -> Path:
    """Return the newest copy in a folder of several, or the folder itself."""
    return newest(folder) or folder
