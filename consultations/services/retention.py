"""Whole records are removed when their time is over, and a stone is left for each.

The rows are those that the file of everything hands out (selectors/whole_record.py), found by the
same walk: what a person could have been given goes, and nothing of anybody else. Rows that are
written once go past their own refusal here, and nowhere else.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from accounts.models import Organisation, Tombstone
from accounts.services import record_audit, remove_chains
from consultations.models import Consultation, ServiceUser
from consultations.selectors.looks import records
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
    chains = records(person)
    count = _removed({"service_user": person.pk}, "service_user")
    count += _delete(ServiceUser, {"pk": person.pk})
    remove_chains(organisation=person.organisation, records=chains, rule=rule, rows=count)
    return count


@transaction.atomic
def remove_draft(*, rows: QuerySet[Consultation], key: int) -> int:
    """Remove one conversation that was never begun; return how many rows, 0 when it has begun."""
    draft = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if draft is None:
        return 0
    count = _removed({"consultation": draft.pk}, "consultation")
    count += _delete(Consultation, {"pk": draft.pk})
    chain = [f"consultation:{draft.code}"]
    rule = Tombstone.Rule.DRAFT
    remove_chains(organisation=draft.organisation, records=chain, rule=rule, rows=count)
    return count


def _removed(whose: dict[str, int], end: str) -> int:
    """Remove all rows whose way to the person leads over `end`, the farthest first."""
    (key,) = whose.values()
    ways = [(model, _way_to(end, way)) for model, way in about_people().items()]
    return sum(_delete(model, {way: key}) for model, way in reversed(ways) if way)


def _way_to(end: str, way: str) -> str:
    """Return a way as far as `end`; "" where it does not lead over it."""
    steps = way.split("__")
    return "__".join(steps[: steps.index(end) + 1]) if end in steps else ""


def _delete(model: type[models.Model], whose: dict[str, Any]) -> int:
    """Delete rows in one statement, past what refuses it in the model; return how many."""
    rows = model._default_manager.filter(**whose)
    return int(rows.order_by()._raw_delete(rows.db))


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
