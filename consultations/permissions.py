"""Who may do what in a conversation. A rule that says no has a sentence the page can show."""

from collections.abc import Collection
from dataclasses import replace

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
from consultations.models import Consultation, Participant, ServiceUser
from consultations.requests import RoomRequest
from consultations.stages import FINISHED, Stage

clinician = role(Role.CLINICIAN)
RESTRICTED = gettext_lazy(
    "This record is restricted: it is kept, and not used. Who restricted it, or a manager, can "
    "lift that."
)
AT_THE_VISIT = gettext_lazy("This page is for the visit itself. You will look at it together.")


def _sits(request: RoomRequest, kind: Participant.Kind, *, also_after: bool = False) -> bool:
    """Tell whether somebody of a kind asks from a seat of the visit itself.

    THE place at which an end shuts the room: a seat whose conversation has ended opens the pages
    whose rule says `also_after`, and no other.
    """
    seat = request.seat
    if not seat or seat.kind != kind or seat.is_beforehand:
        return False
    return also_after or not seat.has_ended


def _may_open(request: RoomRequest, *, also_after: bool = False) -> bool:
    """Tell whether a clinician asks, or the person from their seat.

    Whether the conversation that they ask for is theirs is found out where it is looked up.
    """
    if request.seat:
        return _sits(request, Participant.Kind.SERVICE_USER, also_after=also_after)
    return Role.CLINICIAN in request.roles


def _is_before(request: RoomRequest) -> bool:
    """Tell whether the person asks, from a seat that a link given beforehand opened."""
    return request.seat.is_beforehand if request.seat else False


def _way_in(request: RoomRequest) -> HttpResponse:
    """Send a carer to their own page, who had a seat to what can be done now, others to sign in.

    Before the visit there is no way in: the pages of the visit itself are shut.
    """
    if _is_before(request):
        raise PermissionDenied(str(AT_THE_VISIT))
    if request.seat and request.seat.kind == Participant.Kind.CARER:
        return redirect("carer", request.seat.consultation.code)
    if settings.SEAT_COOKIE_NAME in request.COOKIES:
        return redirect("not_here")
    return redirect_to_login(request.get_full_path())


takes_part = Rule(
    "clinician or the person",
    gettext_lazy("This page is for the person and their clinician. Join again, or sign in."),
    _may_open,
    _way_in,
)


takes_home = replace(
    takes_part,
    name="clinician or the person, also after the end",
    allows=lambda request: _may_open(request, also_after=True),
)
"""Of what the person takes home: the one kind of page that is theirs after the end."""


before_too = Rule(
    "clinician or the person, also before the visit",
    takes_part.sentence,
    lambda request: _may_open(request) or _is_before(request),
    _way_in,
)
"""For the person's own entries, and nothing else."""

before_only = Rule(
    "the person before the visit",
    gettext_lazy("This page opens with a link that was given before the visit."),
    _is_before,
    lambda request: redirect("invited"),
)


def _is_carer(request: RoomRequest) -> bool:
    """Tell whether a carer asks, from their seat; what they may see is asked anew for each page."""
    return _sits(request, Participant.Kind.CARER)


def _carers_way_in(request: RoomRequest) -> HttpResponse:
    """Send the person to their own pages, and who was a carer here to what they can do now."""
    if request.seat:
        return redirect("matters", request.seat.consultation.code)
    return redirect("not_here")


is_carer = Rule(
    "carer",
    gettext_lazy("This page is for a carer who has joined. Join again with a new code."),
    _is_carer,
    _carers_way_in,
)

carer_takes_home = replace(
    is_carer,
    name="carer, also after the end",
    allows=lambda request: _sits(request, Participant.Kind.CARER, also_after=True),
)
"""Of the sheet that a carer takes home."""


def home_of(seat: Participant) -> str:
    """Return the name of the address that is left to a seat after the end."""
    return "carers_sheet" if seat.kind == Participant.Kind.CARER else "summary"


def _not_streamed(request: RoomRequest) -> HttpResponse:
    """Refuse: a script asks, and a page to sign in is no answer to it."""
    return HttpResponse(status=403)


watches = Rule(
    "clinician, the person or a carer",
    gettext_lazy("This page is for those who take part. Join again, or sign in."),
    lambda request: _may_open(request) or _is_before(request) or _is_carer(request),
    _way_in,
)
"""Of what an open screen asks by itself; a carer's is answered while anything is agreed."""


follows = replace(watches, way_in=_not_streamed)
"""Of the stream itself."""


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


def check_not_restricted(by: Account, service_user: ServiceUser) -> None:
    """Raise PermissionDenied when a person's record is restricted, but for who had that done."""
    if service_user.restricted_by_id not in (None, by.pk):
        raise PermissionDenied(str(RESTRICTED))


class Locked(PermissionDenied):
    """What is sent from a screen that has locked meanwhile: it waits there, and is sent again."""


class Finished(PermissionDenied):
    """What is written at other stages only: the page keeps what was typed, and says why."""


def check_can_write(
    by: Account | Participant, consultation: Consultation, stages: Collection[Stage]
) -> Organisation:
    """Return the organisation for which somebody writes in a conversation.

    Raises PermissionDenied unless a clinician of the clinic, or the person from their seat, writes
    at one of these stages; from a seat nothing is written after the end, whatever the stages. It
    is Finished when only the stage is in the way.
    """
    organisation = _organisation_of(by, consultation)
    if organisation is None:
        raise PermissionDenied(_("Only a clinician of this clinic writes in this conversation."))
    if isinstance(by, Participant):
        stages = [each for each in stages if each not in FINISHED]
    check_goes_on(consultation, stages)
    return organisation


def _organisation_of(by: Account | Participant, consultation: Consultation) -> Organisation | None:
    """Return for whom somebody writes here; None when they may not."""
    if isinstance(by, Participant):
        is_here = by.consultation_id == consultation.pk
        return by.organisation if is_here and by.kind == Participant.Kind.SERVICE_USER else None
    held = clinician_role(by, consultation.organisation_id, consultation.clinic_id)
    return held.organisation if held else None


def check_carer_can_write(
    by: Account | Participant, consultation: Consultation, stages: Collection[Stage]
) -> Organisation:
    """Return for whom a carer writes their own view. Raises PermissionDenied, as above.

    Whether it was agreed is for the service to ask, of the row as it is when the save is locked.
    """
    is_here = isinstance(by, Participant) and by.consultation_id == consultation.pk
    if not is_here or not isinstance(by, Participant) or by.kind != Participant.Kind.CARER:
        raise PermissionDenied(_("Only a carer of this conversation writes here."))
    check_goes_on(consultation, stages)
    return by.organisation


def check_goes_on(consultation: Consultation, stages: Collection[Stage]) -> None:
    """Raise Finished unless a conversation is at one of these stages."""
    if consultation.stage not in stages:
        raise Finished(
            _("This conversation has ended. What was said stays as it is; start a new one.")
        )
