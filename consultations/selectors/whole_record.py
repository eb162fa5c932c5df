"""Everything that is kept about one person, found by walking the models: none can be forgotten.

A row is about a person when foreign keys lead from it to them, over however many other rows. Rows
that only stand on the way forward (accounts, clinics, medicines, cards) belong to others too, and
are named where they are meant. What the audit tells has no foreign key: it is asked for by record.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from accounts.models import Account, Organisation
from consultations.models import Consultation, ServiceUser
from consultations.models.person import SearchKeyField
from consultations.selectors.conversations import clinics_of

LEFT_OUT: dict[str, str] = {
    "consultations.Screen": "which windows are open at this moment; gone when they close",
}
"""Models about a person of which no row is handed out, each with the reason."""

SECRETS = frozenset(
    {
        "consultations.Participant.seat_digest",
        "consultations.Invitation.token_digest",
        "consultations.Invitation.code_digest",
        "consultations.Change.key",
        "consultations.ServiceUser.added_with",
    }
)
"""Columns that say nothing of the person and might open something: they are never handed out."""

Rows = dict[type[models.Model], list[models.Model]]


def ways(every: Iterable[type[models.Model]]) -> dict[type[models.Model], str]:
    """Return each model about a person with the shortest way to them: "consultation__service_user".

    "pk" for the person's own row. Raises ValueError when two ways are as short, since rows might
    then be of two people.
    """
    every = list(every)
    found: dict[type[models.Model], str] = {ServiceUser: "pk"}
    ring: dict[type[models.Model], str] = {ServiceUser: ""}
    while ring:
        steps = {each: _steps(each, ring) for each in every if each not in found}
        ring = {model: _only(model, its) for model, its in steps.items() if its}
        found |= ring
    return found


def _steps(model: type[models.Model], ring: dict[type[models.Model], str]) -> list[str]:
    """Return the ways from a model to the person over one of the models of a ring."""
    return [
        "__".join(filter(None, [field.name, ring[field.related_model]]))
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in ring
    ]


def _only(model: type[models.Model], its: list[str]) -> str:
    """Return the one way that there is."""
    if len(its) > 1:
        raise ValueError(f"{model._meta.label}: which of {its} leads to whom it is about?")
    return its[0]


def about_people() -> dict[type[models.Model], str]:
    """Return the models of the service that are about a person, with the way to them."""
    return ways(apps.get_models(include_auto_created=True))


def rows_about(service_user: ServiceUser) -> Rows:
    """Return every row about a person that is handed out, by model, in the order of writing."""
    return {
        model: list(_of(model, way, service_user))
        for model, way in about_people().items()
        if model._meta.label not in LEFT_OUT
    }


def _of(model: type[models.Model], way: str, service_user: ServiceUser) -> QuerySet:
    """Return the rows of one model, with what they name."""
    named = [each.name for each in columns(model) if isinstance(each, models.ForeignKey)]
    rows = model._default_manager.filter(**{way: service_user.pk})
    return rows.select_related(*named).order_by("pk") if named else rows.order_by("pk")


def columns(model: type[models.Model]) -> list[models.Field]:
    """Return the columns that are handed out: no secret, and nothing worked out of another one."""
    return [
        each
        for each in model._meta.concrete_fields
        if f"{model._meta.label}.{each.name}" not in SECRETS
        and not isinstance(each, SearchKeyField)
    ]


def is_all_in_reach(
    account: Account, organisation: Organisation, service_user: ServiceUser
) -> bool:
    """Tell whether each conversation with a person is in a clinic in which somebody works."""
    here = clinics_of(account, organisation)
    rows = Consultation.objects.filter(service_user=service_user)
    return not rows.exclude(clinic__in=here).exists()
