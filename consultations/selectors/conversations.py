"""Conversations, as far as somebody's clinics reach. All others are unknown to them."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Account, Clinic, Organisation, Role
from accounts.selectors import held
from consultations.models import Consultation, ServiceUser
from consultations.permissions import check_not_restricted
from consultations.selectors.bookmarks import PAGE, Bookmark, Page
from consultations.selectors.newer import with_news
from consultations.stages import FINISHED


def clinics_of(account: Account, organisation: Organisation) -> QuerySet[Clinic]:
    """Return the clinics in which an account is a clinician; without a clinic it is in all.

    Goes by the roles at hand: to look for them within the question takes the database longer.
    """
    every = Clinic.objects.filter(organisation=organisation)
    mine = {
        each.clinic_id
        for each in held(account)
        if each.role == Role.CLINICIAN and each.organisation_id == organisation.pk
    }
    return every if None in mine else every.filter(pk__in=[each for each in mine if each])


def conversations(account: Account, organisation: Organisation) -> QuerySet[Consultation]:
    """Return the conversations of the clinics in which an account is a clinician."""
    return Consultation.objects.filter(
        organisation=organisation, clinic__in=clinics_of(account, organisation)
    ).select_related("service_user", "clinic", "release", "organisation")


def conversation(account: Account, organisation: Organisation, code: UUID) -> Consultation:
    """Return one conversation of one's clinics. Raises Http404, alike for foreign and unknown.

    Raises PermissionDenied while the person's record is restricted.
    """
    found = get_object_or_404(with_news(conversations(account, organisation)), code=code)
    check_not_restricted(account, found.service_user)
    return found


def of_person(
    account: Account,
    organisation: Organisation,
    service_user: ServiceUser,
    after: Bookmark | None = None,
) -> Page:
    """Return a page of a person's conversations in one's clinics, newest first."""
    rows = conversations(account, organisation).filter(service_user=service_user)
    if after is not None:
        earlier = Q(starts_at__lt=after.place) | Q(pk__lt=after.key)
        rows = rows.filter(earlier, starts_at__lte=after.place)
    return Page.of(list(rows.order_by("-starts_at", "-pk")[: PAGE + 1]), "starts_at")


def going_on(
    account: Account, organisation: Organisation, service_user: ServiceUser
) -> list[Consultation]:
    """Return a person's newest conversations in one's clinics that are open, paused or planned."""
    mine = conversations(account, organisation).filter(service_user=service_user)
    return list(mine.exclude(stage__in=FINISHED).order_by("-starts_at", "-pk")[:PAGE])


def is_begun(code: UUID) -> bool:
    """Tell whether the form with this code has opened a conversation before."""
    return Consultation.objects.filter(code=code).exists()


def finished(
    account: Account, organisation: Organisation, service_user: ServiceUser, code: str
) -> Consultation | None:
    """Return the finished conversation that a new one looks at again; None when none is meant.

    Raises Http404, alike for what is foreign, unknown, of somebody else or still going on.
    """
    if not code:
        return None
    mine = conversations(account, organisation).filter(service_user=service_user)
    try:
        return get_object_or_404(mine.filter(stage__in=FINISHED), code=UUID(code))
    except ValueError:
        raise Http404 from None


def last_finished(
    account: Account, organisation: Organisation, service_user: ServiceUser
) -> Consultation | None:
    """Return a person's newest finished conversation in one's clinics."""
    mine = conversations(account, organisation).filter(service_user=service_user)
    return mine.filter(stage__in=FINISHED).order_by("-starts_at", "-pk").first()
