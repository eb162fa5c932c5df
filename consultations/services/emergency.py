"""A clinician opens the record of a person of another clinic in an emergency; that is told."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation, Role
from accounts.selectors import has_role
from accounts.services import record_audit
from consultations.models import Consultation, EmergencyOpening, EmergencySeen, ServiceUser
from consultations.permissions import clinician_role
from consultations.selectors.emergency import open_now


@transaction.atomic
def open_in_emergency(
    *, service_user: ServiceUser, kind: str, why: str, by: Account
) -> EmergencyOpening:
    """Open a record for reading, for a set time; one that is open for them stays as it is.

    Raises PermissionDenied unless a clinician of the person's own organisation asks.
    """
    organisation = Organisation.objects.select_for_update().get(pk=service_user.organisation_id)
    if not has_role(by, organisation, [Role.CLINICIAN]):
        raise PermissionDenied(_("Only a clinician of this organisation opens a record."))
    found = open_now(by, organisation, service_user.pk)
    if found is not None:
        return found
    now = timezone.now()
    opening = EmergencyOpening.objects.create(
        organisation=organisation,
        service_user=service_user,
        by=by,
        kind=kind,
        why=why,
        opened_at=now,
        until=now + timedelta(seconds=settings.EMERGENCY_SECONDS),
    )
    _audit("open_in_emergency", opening, by, kind=kind)
    return opening


@transaction.atomic
def note_emergency_seen(*, opening: EmergencyOpening, by: Account) -> None:
    """Keep that the clinic, or a manager, has read of it; once. Raises PermissionDenied.

    Whoever opened the record does not tell themselves.
    """
    # A second press waits here: what is written once is never locked.
    Organisation.objects.select_for_update(no_key=True).get(pk=opening.organisation_id)
    its = EmergencyOpening.objects.get(pk=opening.pk)
    if its.by_id == by.pk or not _is_theirs(its, by):
        raise PermissionDenied(_("Somebody else of the clinic, or a manager, says so."))
    if not EmergencySeen.objects.filter(opening=its).exists():
        EmergencySeen.objects.create(
            organisation=its.organisation, opening=its, by=by, at=timezone.now()
        )
        _audit("see_emergency", its, by)


def _is_theirs(opening: EmergencyOpening, by: Account) -> bool:
    """Tell whether somebody manages the organisation, or works in a clinic of the person."""
    if has_role(by, opening.organisation, [Role.MANAGER]):
        return True
    talks = Consultation.objects.filter(service_user=opening.service_user_id)
    clinics = talks.order_by().values_list("clinic", flat=True).distinct()
    return any(clinician_role(by, opening.organisation_id, each) for each in clinics)


def _audit(what: str, opening: EmergencyOpening, by: Account, **more: str) -> None:
    """Leave an entry; what was typed stands in its own row alone."""
    record_audit(
        action=what,
        record=f"service_user:{opening.service_user_id}",
        organisation=opening.organisation,
        by=by,
        detail={"opening": opening.pk, **more},
    )
