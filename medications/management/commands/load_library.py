"""`manage.py load_library`: the 37 effects, the medicines, the evidence, the starter cards."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from medications.loader import LibraryFault, load_library


class Command(BaseCommand):
    """Loads the library's files; safe to run at every start."""

    help = "Load the library from its files: all of it, or nothing and the place of the fault."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let another folder of files be loaded."""
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: object, **options: Path) -> None:
        """Load, and say what there is and what is new."""
        try:
            loaded = load_library(options["folder"])
        except LibraryFault as fault:
            raise CommandError(f"Nothing was loaded. {fault}", returncode=2) from None
        except DatabaseError as error:
            why = str(error).partition("\n")[0]
            sentence = f"Nothing was loaded. The database did not take it: {why}"
            raise CommandError(sentence, returncode=2) from None
        self.stdout.write(
            f"Library: {loaded.effects} effects, {loaded.medications} medicines, "
            f"{loaded.evidence} figures, {loaded.facts} card facts; "
            f"new: {loaded.new_cards} cards, {loaded.new_releases} releases."
        )
