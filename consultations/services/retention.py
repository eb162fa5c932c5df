"""Whole records are removed when their time is over, and a stone is left for each.

The rows are those that the file of everything hands out (selectors/whole_record.py), found by the
same walk: what a person could have been given goes, and nothing of anybody else. Rows that are
written once go past their own refusal here, and nowhere else.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from accounts.models import Organisation, Tombstone
from accounts.services import record_audit, remove_chains
from consultations.models import Consultation, ServiceUser
from consultations.selectors.retention import drafts_due, invitations_due, people_due
from consultations.selectors.whole_record import about_people


def remove_due(organisation: Organisation) -> Iterator[tuple[str, int]]:
    """Remove everything whose time is over, a transaction a record; yield each rule and its rows.

    Interrupted, it has removed whole records and left the others whole.
    """
    for rule, rows in people_due(organisation).items():
        for key in list(rows.values_list("pk", flat=True)):
            yield rule, remove_person(rows=rows, key=key, rule=rule)
    drafts = drafts_due(organisation)
    for key in list(drafts.values_list("pk", flat=True)):
        yield Tombstone.Rule.DRAFT, remove_draft(rows=drafts, key=key)


@transaction.atomic
def remove_person(*, rows: QuerySet[ServiceUser], key: int, rule: str) -> int:
    """Remove one person's whole record; return how many rows, 0 when it is not among them now."""
    person = rows.select_related(None).select_for_update().filter(pk=key).first()
    if person is None:
        return 0
    # Nothing is said in a conversation while it is locked: what is counted is what goes.
    talks = Consultation.objects.select_for_update().filter(service_user=person)
    chains = [f"service_user:{person.pk}", *(f"consultation:{each.code}" for each in talks)]
    return _remove(person, "service_user", chains, rule)


@transaction.atomic
def remove_draft(*, rows: QuerySet[Consultation], key: int) -> int:
    """Remove one conversation that was never begun; return how many rows, 0 when it has begun."""
    draft = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if draft is None:
        return 0
    return _remove(draft, "consultation", [f"consultation:{draft.code}"], Tombstone.Rule.DRAFT)


def _remove(whose: ServiceUser | Consultation, end: str, chains: Sequence[str], rule: str) -> int:
    """Leave a stone for each chain, and remove all rows whose way to the person leads over `end`.

    The stones come first: without them the database lets nothing go that is written once.
    """
    ways = [(model, _way_to(end, way)) for model, way in about_people().items()]
    rows = [_rows(model, {way: whose.pk}) for model, way in reversed(ways) if way]
    rows.append(_rows(type(whose), {"pk": whose.pk}))
    count = sum(each.count() for each in rows)
    remove_chains(organisation=whose.organisation, records=chains, rule=rule, rows=count)
    for each in rows:
        each._raw_delete(each.db)
    return count


def _way_to(end: str, way: str) -> str:
    """Return a way as far as `end`; "" where it does not lead over it."""
    steps = way.split("__")
    return "__".join(steps[: steps.index(end) + 1]) if end in steps else ""


def _rows(model: type[models.Model], whose: dict[str, Any]) -> QuerySet:
    """Return rows that are deleted in one statement, past what refuses it in the model."""
    return model._default_manager.filter(**whose).order_by()


@transaction.atomic
def remove_invitations(organisation: Organisation) -> int:
    """Remove codes and links that were never used; return how many."""
    rows = invitations_due(organisation)
    count = int(rows.order_by()._raw_delete(rows.db))
    if count:
        record_audit(
            action="remove_invitations",
            record=f"organisation:{organisation.pk}",
            organisation=organisation,
            detail={"rows": count},
        )
    return count
