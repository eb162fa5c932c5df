"""Who may do what in a conversation. A rule that says no has a sentence the page can show."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Account, Clinic, Role
from accounts.permissions import role
from consultations.models import Consultation
from consultations.stages import Stage

clinician = role(Role.CLINICIAN)


def is_clinician_of(account: Account, clinic: Clinic) -> bool:
    """Tell whether somebody is a clinician of a clinic, or of all in its organisation.

    Asks nothing when the account's roles are at hand, as they are for whoever sent the request.
    """
    return any(
        each.role == Role.CLINICIAN
        and each.organisation_id == clinic.organisation_id
        and each.clinic_id in (None, clinic.pk)
        for each in account.memberships.all()
    )


def check_can_start(by: Account, clinic: Clinic) -> None:
    """Raise PermissionDenied unless somebody may open a conversation in a clinic."""
    if not is_clinician_of(by, clinic):
        raise PermissionDenied(_("Only a clinician of this clinic opens a conversation in it."))


class Finished(PermissionDenied):
    """What is written at other stages only: the page keeps what was typed, and says why."""


def check_can_write(by: Account, consultation: Consultation, stages: Collection[Stage]) -> None:
    """Raise PermissionDenied unless a clinician of the clinic writes at one of these stages.

    It is Finished when only the stage is in the way.
    """
    if not is_clinician_of(by, consultation.clinic):
        raise PermissionDenied(_("Only a clinician of this clinic writes in this conversation."))
    check_goes_on(consultation, stages)


def check_goes_on(consultation: Consultation, stages: Collection[Stage]) -> None:
    """Raise Finished unless a conversation is at one of these stages."""
    if consultation.stage not in stages:
        raise Finished(
            _("This conversation has ended. What was said stays as it is; start a new one.")
        )
