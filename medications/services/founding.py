"""A new medicine of an organisation, with its first draft: nothing is known of it yet."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from accounts.models import Account
from accounts.services import record_audit
from medications.models import Card, Medication, Preparation, Release
from medications.permissions import check_is_pharmacist
from medications.selectors import drafting as reads
from medications.services.drafting import begin_card
from medications.services.moving import lock
from medications.services.naming import NameTaken

LONGEST_CODE = 32
"""Leaves room for what tells two codes apart."""

ADDRESSES = {"new", "drafts", "sources", "releases", "spreadsheets", "grid", "compare"}
"""Words of our own addresses: no medicine may stand where they do."""


@dataclass(frozen=True)
class NewMedication:
    """What a pharmacist says of a new medicine; `comes_as` are its forms."""

    name: str
    say_it: str = ""
    brands: str = ""
    family: str = ""
    snomed_code: str = ""
    comes_as: tuple[str, ...] = ()


@transaction.atomic
def add_medication(*, release: Release, said: NewMedication, by: Account) -> Card:
    """Add a medicine to the organisation, and begin its first draft.

    Raises PermissionDenied, or NameTaken when one of that name is here.
    """
    organisation = release.organisation
    check_is_pharmacist(by, organisation)
    lock(organisation)
    found = reads.named(organisation, said.name)
    if found is not None:
        raise NameTaken(found)
    medication = Medication.objects.create(
        organisation=organisation,
        code=code_for(said.name, reads.codes_taken(organisation)),
        name=said.name,
        say_it=said.say_it,
        brands=said.brands,
        family=said.family,
        snomed_code=said.snomed_code,
    )
    record_audit(
        action="add_medication",
        record=f"medication:{organisation.pk}:{medication.code}",
        organisation=organisation,
        by=by,
    )
    draft = begin_card(release=release, medication=medication, by=by)
    Preparation.objects.bulk_create(
        Preparation(card=draft, form=form, position=place)
        for place, form in enumerate(said.comes_as, 1)
    )
    return draft


def code_for(name: str, taken: set[str]) -> str:
    """Return a code that is made of a name and that no other medicine or address has."""
    base = slugify(name)[:LONGEST_CODE].strip("-") or "medicine"
    code, number = base, 1
    while code in taken | ADDRESSES:
        number += 1
        code = f"{base}-{number}"
    return code
