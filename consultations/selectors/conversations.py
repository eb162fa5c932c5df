"""Conversations, as far as somebody's clinics reach. All others are unknown to them."""

import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Account, Clinic, Membership, Organisation, Role
from consultations.models import Consultation, ServiceUser
from consultations.stages import Stage

PAGE = 20
Bookmark = tuple[datetime.datetime, int]
"""Where a page of conversations ended: its last moment and key."""


def clinics_of(account: Account, organisation: Organisation) -> QuerySet[Clinic]:
    """Return the clinics in which an account is a clinician; without a clinic it is in all."""
    roles = Membership.objects.filter(
        account=account, organisation=organisation, role=Role.CLINICIAN
    )
    return Clinic.objects.filter(
        Q(memberships__in=roles) | Q(organisation__memberships__in=roles.filter(clinic=None)),
        organisation=organisation,
    ).distinct()


def conversations(account: Account, organisation: Organisation) -> QuerySet[Consultation]:
    """Return the conversations of the clinics in which an account is a clinician."""
    return Consultation.objects.filter(
        organisation=organisation, clinic__in=clinics_of(account, organisation)
    ).select_related("service_user", "clinic", "release", "organisation")


def conversation(account: Account, organisation: Organisation, code: UUID) -> Consultation:
    """Return one conversation of one's clinics. Raises Http404, alike for foreign and unknown."""
    return get_object_or_404(conversations(account, organisation), code=code)


def of_person(
    account: Account, organisation: Organisation, service_user: ServiceUser
) -> QuerySet[Consultation]:
    """Return a person's conversations in one's clinics, newest first."""
    mine = conversations(account, organisation).filter(service_user=service_user)
    return mine.order_by("-starts_at", "-pk")


def day(clinic: Clinic, stage: Stage, after: Bookmark | None = None) -> list[Consultation]:
    """Return a page of one clinic's conversations at one stage, oldest first, and one more.

    The one more tells whether there is another page: nothing is counted, and no page costs
    more than the first.
    """
    rows = Consultation.objects.filter(clinic=clinic, stage=stage).select_related("service_user")
    if after is not None:
        moment, key = after
        rows = rows.filter(Q(starts_at__gt=moment) | Q(starts_at=moment, pk__gt=key))
    return list(rows.order_by("starts_at", "pk")[: PAGE + 1])
