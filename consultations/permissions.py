"""Who may do what in a conversation. A rule that says no has a sentence the page can show."""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Account, Clinic, Membership, Organisation, Role
from accounts.permissions import Rule, role
from accounts.selectors import held
from consultations.models import Consultation, Participant
from consultations.requests import RoomRequest
from consultations.stages import Stage

clinician = role(Role.CLINICIAN)


def _may_open(request: RoomRequest) -> bool:
    """Tell whether a clinician asks, or the person from their seat.

    Whether the conversation that they ask for is theirs is found out where it is looked up.
    """
    if request.seat:
        return request.seat.kind == Participant.Kind.SERVICE_USER
    return Role.CLINICIAN in request.roles


def _way_in(request: RoomRequest) -> HttpResponse:
    """Send whoever had a seat to where one joins, and everybody else to sign in."""
    if settings.SEAT_COOKIE_NAME in request.COOKIES:
        return redirect("join")
    return redirect_to_login(request.get_full_path())


takes_part = Rule(
    "clinician or the person",
    gettext_lazy("This page is for the person and their clinician. Join again, or sign in."),
    _may_open,
    _way_in,
)


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
    by: Account | Participant, consultation: Consultation, stages: Collection[Stage]
) -> Organisation:
    """Return the organisation for which somebody writes in a conversation.

    Raises PermissionDenied unless a clinician of the clinic, or the person from their seat, writes
    at one of these stages. It is Finished when only the stage is in the way.
    """
    organisation = _organisation_of(by, consultation)
    if organisation is None:
        raise PermissionDenied(_("Only a clinician of this clinic writes in this conversation."))
    check_goes_on(consultation, stages)
    return organisation


def _organisation_of(by: Account | Participant, consultation: Consultation) -> Organisation | None:
    """Return for whom somebody writes here; None when they may not."""
    if isinstance(by, Participant):
        is_here = by.consultation_id == consultation.pk
        return by.organisation if is_here and by.kind == Participant.Kind.SERVICE_USER else None
    held = clinician_role(by, consultation.organisation_id, consultation.clinic_id)
    return held.organisation if held else None


def check_goes_on(consultation: Consultation, stages: Collection[Stage]) -> None:
    """Raise Finished unless a conversation is at one of these stages."""
    if consultation.stage not in stages:
        raise Finished(
            _("This conversation has ended. What was said stays as it is; start a new one.")
        )
