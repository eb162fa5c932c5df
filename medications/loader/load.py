"""The whole load: one transaction, the same outcome however often it is run."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import Organisation
from accounts.services import ensure_organisation
from medications.loader.cards import starter_cards, write_cards, write_releases
from medications.loader.library import read_library
from medications.loader.rows import write_rows


@dataclass(frozen=True)
class Loaded:
    """What a load found and what it changed."""

    effects: int
    medications: int
    evidence: int
    facts: int
    new_cards: int
    new_releases: int


def load_library(folder: Path) -> Loaded:
    """Load the library from the files in `folder`.

    All files are read and checked before anything is written. Raises LibraryFault, and leaves
    the database as it was. Running it again changes nothing unless a file has changed.
    """
    library = read_library(folder)
    with transaction.atomic():
        ensure_organisation()
        rows = write_rows(library)
        new = write_cards(starter_cards(library, rows), rows)
        releases = write_releases(Organisation.objects.order_by("pk"), new)
    return Loaded(
        len(rows.effects),
        len(rows.medications),
        len(rows.evidence),
        len(rows.facts),
        len(new),
        len(releases),
    )
