"""A person is added, and what is known of them put right."""

import datetime
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from accounts.services import record_audit
from consultations.models import ServiceUser
from consultations.names import search_key


class NumberIsTaken(ValueError):
    """Somebody else was given the number a moment ago; `field` is which number."""

    def __init__(self, field: str) -> None:
        """Keep which number it is."""
        super().__init__(_("Somebody here already has this number. Search for it instead."))
        self.field = field


class PersonChanged(ValueError):
    """Somebody else put something right in the meantime; nothing was written."""


@dataclass(frozen=True)
class PersonDetails:
    """What is known of a person; a preferred name and a local number are enough."""

    preferred_name: str
    local_number: str
    nhs_number: str = ""
    given_names: str = ""
    family_name: str = ""
    year_of_birth: int | None = None
    communication_needs: str = ""
    interpreter_language: str = ""
    died_on: datetime.date | None = None


@transaction.atomic
def add_service_user(
    *, organisation: Organisation, details: PersonDetails, by: Account, code: UUID | None = None
) -> ServiceUser:
    """Add a person to the organisation.

    `code` comes with the form: sent twice it adds one person. The form has asked whether the
    numbers are free; raises NumberIsTaken when one no longer is.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # a second press waits here
    here = ServiceUser.objects.filter(organisation=organisation)
    known = here.filter(added_with=code).first() if code else None
    if known is not None:
        return known
    service_user = _added(organisation, details, code)
    record_audit(
        action="add_service_user",
        record=f"service_user:{service_user.pk}",
        organisation=organisation,
        by=by,
    )
    return service_user


def _added(organisation: Organisation, details: PersonDetails, code: UUID | None) -> ServiceUser:
    """Write the person."""
    with taken_number(organisation, details):
        return ServiceUser.objects.create(
            organisation=organisation, added_with=code, **asdict(details)
        )


@contextmanager
def taken_number(
    organisation: Organisation, details: PersonDetails, but: int = 0
) -> Iterator[None]:
    """Write a person within a savepoint: a number taken meanwhile is named and undoes no more.

    Raises NumberIsTaken when somebody else than the person `but` has it.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        here = ServiceUser.objects.filter(organisation=organisation).exclude(pk=but)
        if here.filter(search_local_number=search_key(details.local_number)).exists():
            raise NumberIsTaken("local_number") from None
        if details.nhs_number and here.filter(nhs_number=details.nhs_number).exists():
            raise NumberIsTaken("nhs_number") from None
        raise


def details_of(service_user: ServiceUser) -> PersonDetails:
    """Return what is known of a person."""
    return PersonDetails(
        **{each.name: getattr(service_user, each.name) for each in fields(PersonDetails)}
    )


def digest(details: PersonDetails) -> str:
    """Return what follows from every word, to tell whether it is still what a form showed."""
    return hashlib.sha256(
        json.dumps(asdict(details), sort_keys=True, default=str).encode()
    ).hexdigest()


@transaction.atomic
def change_service_user(
    *, service_user: ServiceUser, details: PersonDetails, seen: str, by: Account
) -> None:
    """Put right what is known of a person; decisions keep what they were made with.

    seen   the digest of what the form showed
    Sent twice it changes nothing the second time. Raises PersonChanged when somebody else wrote
    in between, NumberIsTaken when somebody else has a number now.
    """
    now = ServiceUser.objects.select_for_update().get(pk=service_user.pk)
    before, after = asdict(details_of(now)), asdict(details)
    if before == after:
        return
    if digest(details_of(now)) != seen:
        raise PersonChanged(_("Somebody else changed something here in the meantime."))
    changed = [name for name in after if after[name] != before[name]]
    for name in changed:
        setattr(now, name, after[name])
    with taken_number(now.organisation, details, but=now.pk):
        now.save()
    record_audit(
        action="change_service_user",
        record=f"service_user:{now.pk}",
        organisation=now.organisation,
        by=by,
        detail={"fields": changed},
    )
