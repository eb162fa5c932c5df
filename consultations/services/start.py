"""Opening a conversation."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account, Clinic
from accounts.services import record_audit
from consultations.models import Consultation, CurrentMedicine, Participant, ServiceUser
from consultations.permissions import check_can_start
from consultations.services.rounds import answer_prompts
from consultations.stages import Stage
from medications.models import Medication, Release

Kind = Participant.Kind


@dataclass(frozen=True)
class Guest:
    """Somebody else in the room: a carer, or another one such as an interpreter."""

    name: str
    role: str = ""
    is_carer: bool = False


@dataclass(frozen=True)
class CurrentlyTaken:
    """A medicine taken now: one of the library, or one by name; how, in words."""

    medication: Medication | None = None
    name: str = ""
    dose: str = ""


@dataclass(frozen=True)
class StartDetails:
    """How a conversation begins. `look_again_on` is needed for "not today"."""

    setting: str
    legal_setting: str
    participation: str
    participation_reason: str = ""
    look_again_on: datetime.date | None = None
    open_to_choice: str = ""
    is_person_present: bool = True
    guests: tuple[Guest, ...] = ()
    taken: tuple[CurrentlyTaken, ...] = ()
    takes_none: bool = False


@transaction.atomic
def start_consultation(
    *,
    service_user: ServiceUser,
    clinic: Clinic,
    release: Release,
    details: StartDetails,
    by: Account,
    code: UUID,
    follows: Consultation | None = None,
) -> Consultation:
    """Open a conversation, or plan it when it is "not today"; pin the release.

    `code` comes with the form: sent twice it opens one conversation. Raises PermissionDenied,
    and ValueError when clinic, person and release are not of one organisation, or when the code
    is that of another person's conversation.
    """
    check_can_start(by, clinic)
    ServiceUser.objects.select_for_update().get(pk=service_user.pk)  # a second press waits here
    known = Consultation.objects.filter(code=code).first()
    if known is not None:
        if known.service_user_id != service_user.pk:
            raise ValueError(_("This code belongs to another person's conversation."))
        return known
    consultation = _opened(service_user, clinic, release, details, by, code, follows)
    clinician = _add_participants(consultation, details, by)
    _add_taken(consultation, details, clinician)
    if follows is not None:
        answer_prompts(follows, by)
    record_audit(
        action="start_consultation",
        record=f"consultation:{code}",
        organisation=consultation.organisation,
        by=by,
        detail={"participation": details.participation},
    )
    return consultation


def _opened(
    service_user: ServiceUser,
    clinic: Clinic,
    release: Release,
    details: StartDetails,
    by: Account,
    code: UUID,
    follows: Consultation | None,
) -> Consultation:
    """Write the conversation itself; ValueError unless all is of one organisation."""
    organisation = clinic.organisation
    if {service_user.organisation_id, release.organisation_id} != {organisation.pk}:
        raise ValueError(_("Clinic, person and cards belong to different organisations."))
    is_today = details.participation != Consultation.Participation.NOT_TODAY
    return Consultation.objects.create(
        organisation=organisation,
        clinic=clinic,
        service_user=service_user,
        code=code,
        stage=Stage.OPEN if is_today else Stage.PLANNED,
        release=release,
        legal_setting=details.legal_setting,
        setting=details.setting,
        open_to_choice=details.open_to_choice,
        participation=details.participation,
        participation_reason=details.participation_reason,
        look_again_on=details.look_again_on,
        takes_none=details.takes_none,
        follows=follows,
        started_by=by,
    )


def _add_participants(
    consultation: Consultation, details: StartDetails, by: Account
) -> Participant:
    """Add the person, the clinician and who else is there; return the clinician."""
    here = {"organisation": consultation.organisation, "consultation": consultation}
    name = consultation.service_user.preferred_name
    is_present = details.is_person_present
    Participant.objects.create(kind=Kind.SERVICE_USER, name=name, is_present=is_present, **here)
    add_guests(consultation, details.guests)
    return Participant.objects.create(kind=Kind.CLINICIAN, account=by, name=by.name, **here)


def add_guests(consultation: Consultation, guests: Iterable[Guest]) -> None:
    """Add who else is in the room; they see nothing yet."""
    here = {"organisation_id": consultation.organisation_id, "consultation": consultation}
    for guest in guests:
        kind = Kind.CARER if guest.is_carer else Kind.OTHER
        Participant.objects.create(kind=kind, name=guest.name, role=guest.role, **here)


def _add_taken(consultation: Consultation, details: StartDetails, clinician: Participant) -> None:
    """Add the medicines taken now: the person's words, put there by the clinician."""
    person = Participant.objects.get(consultation=consultation, kind=Kind.SERVICE_USER)
    for each in details.taken:
        CurrentMedicine.objects.create(
            organisation=consultation.organisation,
            consultation=consultation,
            voice=person,
            entered_by=clinician,
            medication=each.medication,
            name=each.name,
            dose=each.dose,
        )
