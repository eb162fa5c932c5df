"""`manage.py finish_restore`: what has to be closed before a service from a copy is opened."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.brought_back import in_words
from accounts.models import Restoration
from consultations.services.restoring import finish_restore


class Command(BaseCommand):
    """Ends sessions and seats, closes what carers see, and puts the notice on every page."""

    help = "Run it once after a restore, before the service is opened. `restore` says of when."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the moment of the copy where it was brought back by other means."""
        parser.add_argument("--copy-of", default="", help="2026-11-29T13:24, when not noted")

    def handle(self, *args: Any, **options: Any) -> None:
        """Close, and forget that it was left to do."""
        copy_of = _moment(options["copy_of"])
        finish_restore(copy_of=copy_of)
        settings.RESTORED_FILE.unlink(missing_ok=True)
        self.stdout.write("Everybody is signed out, and no carer sees anything until it is agreed.")
        self.stdout.write("Every page says so until a pharmacist confirms the cards at the desk.")


def _moment(given: str) -> datetime:
    """Return of when the copy is: as given, else as `restore` has noted it."""
    noted = settings.RESTORED_FILE
    try:
        found = datetime.fromisoformat(given or noted.read_text(encoding="utf-8").strip())
    except OSError:
        raise CommandError(_nothing_noted(), returncode=2) from None
    except ValueError:
        raise CommandError("Write the moment as 2026-11-29T13:24.", returncode=2) from None
    return found if found.tzinfo else timezone.make_aware(found)


def _nothing_noted() -> str:
    """Say why there is nothing to finish: it was finished, or nothing was brought back here.

    Ends with 2 either way: a dump may hold the row of a restoration before it, and a script that
    forgot --copy-of must not go on to open the service.
    """
    last = Restoration.objects.first()
    if last is None:
        return "Nothing was brought back here: give --copy-of."
    return (
        f"finish_restore has run already, on {in_words(last.at)}, for the copy of "
        f"{in_words(last.copy_of)}: nothing is left to do. Give --copy-of only where another copy "
        "was brought back since by other means."
    )
