"""Writes of what an organisation's own medicine is called, in a draft of its card.

The names of a draft are those of its medicine from its publication on, when a second pharmacist
has read them. Until anything of a medicine was published nobody but the desk sees it, so that a
slip of the pen is put right at once.
"""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account
from medications.draft_parts import NamesPart
from medications.models import Card, Medication
from medications.selectors import drafting as reads
from medications.services.drafting import PartFault, is_new, note_writing, open_draft


class NameTaken(PartFault):
    """A medicine of this name is here already: `medication`."""

    field = "name"

    def __init__(self, medication: Medication) -> None:
        """Keep the medicine, so that the page can lead to it."""
        super().__init__(_("There is a medicine of this name already."))
        self.medication = medication


class NamesAreShared(PartFault):
    """The medicine came with the starter cards, so its names are those of every service."""


@transaction.atomic
def write_names(*, card: Card, said: NamesPart, seen: str, by: Account) -> None:
    """Write what a draft calls its medicine. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    medication = card.medication
    if medication.organisation_id is None or card.organisation is None:
        raise NamesAreShared(_("The names of this medicine are the same for every service."))
    if not is_new(reads.names_part(card), said, seen):
        return
    found = reads.named(card.organisation, said.name, but=medication)
    if found is not None:
        raise NameTaken(found)
    card.names = asdict(said)
    card.save(update_fields=["names"])
    if not reads.was_published(medication):
        apply_names(card)
    note_writing(card, "write_names", by)


def apply_names(card: Card) -> None:
    """Call an organisation's own medicine what a version calls it."""
    if card.names and card.medication.organisation_id is not None:
        for name, said in card.names.items():
            setattr(card.medication, name, said)
        card.medication.save(update_fields=[*card.names])
