"""Whose record has been kept for long enough, by the rules of an organisation.

The last contact is when a conversation began or ended, or when anything was saved in one, or when
the person was added. What is restricted or on hold is never removed, however old it is.
"""

import datetime
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation, Tombstone
from consultations.models import Change, Consultation, Invitation, ServiceUser
from consultations.selectors.bookmarks import PAGE
from consultations.stages import Stage

Rule = Tombstone.Rule
FREE = {"is_held": False, "restricted_by": None}
"""The columns of a person whose record may be removed."""

OF_A_FREE_PERSON = {f"service_user__{name}": its for name, its in FREE.items()}


def people_due(organisation: Organisation) -> Mapping[str, QuerySet[ServiceUser]]:
    """Return whose time is over, by rule: nobody stands under two, and none is kept back."""
    return {rule: rows.filter(**FREE) for rule, rows in _over(organisation).items()}


def kept_back(organisation: Organisation) -> int:
    """Count those whose time is over and whose record is restricted or on hold."""
    return sum(rows.exclude(**FREE).count() for rows in _over(organisation).values())


def _over(organisation: Organisation) -> dict[str, QuerySet[ServiceUser]]:
    """Return whose time is over, those that are kept back among them."""
    here = ServiceUser.objects.filter(organisation=organisation)
    today = timezone.localdate()
    died = Q(died_on__lte=years_before(today, organisation.years_after_death))
    since = _midnight(years_before(today, organisation.years_after_contact))
    talks = Consultation.objects.filter(service_user=OuterRef("pk"))
    talked = talks.filter(
        Q(starts_at__gte=since) | Q(ended_at__gte=since) | Q(created_at__gte=since)
    )
    saved = Change.objects.filter(consultation__service_user=OuterRef("pk"), at__gte=since)
    silent = here.filter(~Exists(talked), ~Exists(saved), created_at__lt=since)
    return {
        Rule.DEATH: here.filter(died),
        Rule.CONTACT: silent.exclude(died, died_on__isnull=False),
    }


def years_before(day: datetime.date, years: int) -> datetime.date:
    """Return the same day so many years before; 28 February where there was no 29."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _midnight(day: datetime.date) -> datetime.datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def drafts_due(organisation: Organisation) -> QuerySet[Consultation]:
    """Return conversations that were planned long ago, never begun, and in which nothing was saved.

    One that is to be offered again on a later day waits for that.
    """
    limit = _draft_limit(organisation)
    saved = Change.objects.filter(consultation=OuterRef("pk"))
    return Consultation.objects.filter(
        ~Exists(saved),
        Q(look_again_on=None) | Q(look_again_on__lt=timezone.localdate(limit)),
        organisation=organisation,
        stage=Stage.PLANNED,
        starts_at__lt=limit,
        created_at__lt=limit,
        followed_by=None,
        **OF_A_FREE_PERSON,
    )


def invitations_due(organisation: Organisation) -> QuerySet[Invitation]:
    """Return codes and links that nobody used, or that led nobody farther than the door."""
    never = Q(used_at=None) | Q(kind=Invitation.Kind.JOIN)
    free = {f"consultation__{name}": its for name, its in OF_A_FREE_PERSON.items()}
    return Invitation.objects.filter(
        never,
        organisation=organisation,
        admitted_at=None,
        expires_at__lt=_draft_limit(organisation),
        **free,
    )


def _draft_limit(organisation: Organisation) -> datetime.datetime:
    """Return the moment before which what was never begun is removed."""
    return timezone.now() - datetime.timedelta(days=organisation.days_for_drafts)


def not_free(organisation: Organisation) -> list[ServiceUser]:
    """Return the first records that are restricted or on hold, for whoever may lift that."""
    rows = ServiceUser.objects.filter(organisation=organisation).exclude(**FREE)
    return list(rows.order_by("pk")[:PAGE])
