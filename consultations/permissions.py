"""Who may do what in a conversation. A rule that says no has a sentence the page can show."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Account, Clinic, Membership, Role
from accounts.permissions import role
from accounts.selectors import held
from consultations.models import Consultation
from consultations.stages import Stage

clinician = role(Role.CLINICIAN)


def clinician_role(account: Account, organisation: int, clinic: int) -> Membership | None:
    """Return by which role somebody is a clinician of a clinic, or of all in its organisation.

    Both are keys. Asks nothing when the account's roles are at hand, as they are for whoever sent
    the request.
    """
    for each in held(account):
        if (
            each.role == Role.CLINICIAN
            and each.organisation_id == organisation
            and each.clinic_id in (None, clinic)
        ):
            return each
    return None


def check_can_start(by: Account, clinic: Clinic) -> None:
    """Raise PermissionDenied unless somebody may open a conversation in a clinic."""
    if clinician_role(by, clinic.organisation_id, clinic.pk) is None:
        raise PermissionDenied(_("Only a clinician of this clinic opens a conversation in it."))


class Finished(PermissionDenied):
    """What is written at other stages only: the page keeps what was typed, and says why."""


def check_can_write(
    by: Account, consultation: Consultation, stages: Collection[Stage]
) -> Membership:
    """Return by which role somebody writes in a conversation.

    Raises PermissionDenied unless a clinician of the clinic writes at one of these stages. It is
    Finished when only the stage is in the way.
    """
    found = clinician_role(by, consultation.organisation_id, consultation.clinic_id)
    if found is None:
        raise PermissionDenied(_("Only a clinician of this clinic writes in this conversation."))
    check_goes_on(consultation, stages)
    return found


def check_goes_on(consultation: Consultation, stages: Collection[Stage]) -> None:
    """Raise Finished unless a conversation is at one of these stages."""
    if consultation.stage not in stages:
        raise Finished(
            _("This conversation has ended. What was said stays as it is; start a new one.")
        )
