"""Who may do what in a conversation. A rule that says no has a sentence the page can show."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import Account, Clinic, Membership, Role
from accounts.permissions import role
from consultations.models import Consultation
from consultations.stages import Stage

clinician = role(Role.CLINICIAN)


def is_clinician_of(account: Account, clinic: Clinic) -> bool:
    """Tell whether somebody is a clinician of a clinic, or of all in its organisation."""
    return Membership.objects.filter(
        Q(clinic=clinic) | Q(clinic=None),
        account=account,
        organisation=clinic.organisation_id,
        role=Role.CLINICIAN,
    ).exists()


def check_can_start(by: Account, clinic: Clinic) -> None:
    """Raise PermissionDenied unless somebody may open a conversation in a clinic."""
    if not is_clinician_of(by, clinic):
        raise PermissionDenied(_("Only a clinician of this clinic opens a conversation in it."))


def clinicians_here(account: Account) -> Exists:
    """Return a column of conversations: whether somebody is a clinician of their clinic."""
    memberships = Membership.objects.filter(
        Q(clinic=OuterRef("clinic")) | Q(clinic=None),
        account=account,
        organisation=OuterRef("organisation"),
        role=Role.CLINICIAN,
    )
    return Exists(memberships)


class Finished(PermissionDenied):
    """What is written at other stages only: the page keeps what was typed, and says why."""


def check_can_write(
    is_clinician: bool, consultation: Consultation, stages: Collection[Stage]
) -> None:
    """Raise PermissionDenied unless a clinician of the clinic writes at one of these stages.

    It is Finished when only the stage is in the way.
    """
    if not is_clinician:
        raise PermissionDenied(_("Only a clinician of this clinic writes in this conversation."))
    check_goes_on(consultation, stages)


def check_goes_on(consultation: Consultation, stages: Collection[Stage]) -> None:
    """Raise Finished unless a conversation is at one of these stages."""
    if consultation.stage not in stages:
        raise Finished(
            _("This conversation has ended. What was said stays as it is; start a new one.")
        )
