"""Records opened in an emergency: who reads what now, and of which the clinic has still to hear."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import Account, Clinic, Organisation
from consultations.models import Consultation, EmergencyOpening, ServiceUser
from consultations.names import search_key
from consultations.selectors.conversations import clinics_of
from consultations.selectors.newer import with_news

MOST_LISTED = 50
UNREAD_FIRST = (F("seen").desc(nulls_first=True), "-opened_at", "-pk")


def person_numbered(organisation: Organisation, number: str) -> ServiceUser | None:
    """Return the person with exactly this local number; names and parts of numbers find nobody."""
    here = ServiceUser.objects.filter(organisation=organisation)
    return here.filter(search_local_number=search_key(number)).first() if number else None


def is_kept_elsewhere(account: Account, person: ServiceUser) -> bool:
    """Tell whether a person has conversations out of somebody's own reach."""
    mine = clinics_of(account, person.organisation)
    return Consultation.objects.filter(service_user=person).exclude(clinic__in=mine).exists()


def open_now(account: Account, organisation: Organisation, person: int) -> EmergencyOpening | None:
    """Return by what somebody reads a person's record at this moment."""
    rows = EmergencyOpening.objects.filter(organisation=organisation, service_user=person)
    rows = rows.filter(by=account, until__gt=timezone.now())
    return rows.select_related("service_user", "organisation").first()


def opened(account: Account, organisation: Organisation, person: int) -> EmergencyOpening:
    """Return the same. Raises Http404: what was not opened is not there, nor what was in time."""
    found = open_now(account, organisation, person)
    if found is None:
        raise Http404
    return found


def _record(opening: EmergencyOpening) -> QuerySet[Consultation]:
    """Return the conversations of the person, in every clinic of the organisation."""
    rows = Consultation.objects.filter(
        organisation=opening.organisation, service_user=opening.service_user
    )
    return rows.select_related("service_user", "clinic", "release", "organisation")


def record(opening: EmergencyOpening) -> list[Consultation]:
    """Return what is opened, newest first."""
    return list(_record(opening).order_by("-starts_at", "-pk"))


def one_of_record(opening: EmergencyOpening, code: UUID) -> Consultation:
    """Return one conversation of it. Raises Http404 for any other, known or not."""
    return get_object_or_404(with_news(_record(opening)), code=code)


def _openings(organisation: Organisation) -> QuerySet[EmergencyOpening]:
    rows = EmergencyOpening.objects.filter(organisation=organisation)
    return rows.select_related("service_user", "by", "seen__by")


def _of(clinics: Collection[Clinic]) -> Q:
    """Return the condition that a person has a conversation in one of these clinics."""
    its = Consultation.objects.filter(service_user=OuterRef("service_user"), clinic__in=clinics)
    return Q(Exists(its))


def opening_keyed(organisation: Organisation, key: int) -> EmergencyOpening:
    """Return one opening of the organisation. Raises Http404, alike for foreign and unknown."""
    return get_object_or_404(_openings(organisation), pk=key)


def openings_of(clinics: Collection[Clinic], organisation: Organisation) -> list[EmergencyOpening]:
    """Return the newest openings of records of some clinics, those that nobody has read first."""
    rows = _openings(organisation).filter(_of(clinics))
    return list(rows.order_by(*UNREAD_FIRST)[:MOST_LISTED])


def every_opening(organisation: Organisation) -> list[EmergencyOpening]:
    """Return the newest openings of the organisation, for its managers."""
    rows = _openings(organisation)
    return list(rows.order_by(*UNREAD_FIRST)[:MOST_LISTED])


def unread(clinics: Collection[Clinic]) -> int:
    """Count the openings of records of some clinics that nobody has read."""
    if not clinics:
        return 0
    rows = EmergencyOpening.objects.filter(_of(clinics), seen=None)
    return rows.filter(organisation__in={each.organisation_id for each in clinics}).count()
