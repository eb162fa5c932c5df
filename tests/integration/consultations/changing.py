"""Decided conversations, and a change of olanzapine's card that some of them are touched by."""

import uuid
from collections.abc import Callable
from typing import Any

from accounts.models import Organisation
from consultations.listening import impact_of
from consultations.models import Consultation, ReviewPrompt
from consultations.services.impact import begin_run, work_on
from medications import selectors, services
from medications.impact import CardChange, Impact
from medications.models import Card, Effect, Medication, Release
from medications.selectors import versions
from tests.cast import Cast
from tests.factories import (
    AvoidanceFactory,
    ConsultationFactory,
    DecisionFactory,
    ParticipantFactory,
    PersonFactory,
    ServiceUserFactory,
)
from tests.integration.medications.drafting import olanzapine, publish, submit

OnCommit = Callable[..., Any]


def said(cast: Cast, name: str, *effects: str, **fields: Any) -> Consultation:
    """Return a conversation in which somebody avoids some effects, in order."""
    place = {
        "organisation": cast.organisation,
        "clinic": cast.clinic,
        "release": selectors.current_release(cast.organisation),
        "service_user": ServiceUserFactory(organisation=cast.organisation, preferred_name=name),
    }
    found = ConsultationFactory(**(place | fields))
    PersonFactory(consultation=found, order_is_kept=True)
    for number, code in enumerate(effects, 1):
        effect = Effect.objects.get(code=code)
        AvoidanceFactory(consultation=found, effect=effect, priority=number)
    return found


def decided(cast: Cast, name: str, *effects: str, on: str = "olanzapine", **fields: Any) -> Any:
    """Return the same, in which Amara and the person decided on a medicine."""
    found = said(cast, name, *effects, decided=True, **fields)
    amara = {"account": cast.people["amara"], "name": "Amara Okafor"}
    DecisionFactory(
        consultation=found,
        medicine=True,
        medication=Medication.objects.get(code=on),
        decided_by=ParticipantFactory(consultation=found, clinician=True, **amara),
    )
    return found


def change_of(draft: Card) -> CardChange:
    """Return what a draft changes."""
    assert draft.based_on is not None
    return CardChange(versions.content(draft.based_on), versions.content(draft))


def worked_out(organisation: Organisation, change: CardChange) -> Impact:
    """Return whom a change touches, worked out to the end."""
    run = begin_run(organisation, [change])
    while not run.is_finished:
        work_on(run)
    return impact_of(run)


def published(
    cast: Cast, on_commit: OnCommit, is_safety_change: bool = False, level: int = 2
) -> Release:
    """Let olanzapine's weight gain be ++ from now on, and everybody be told."""
    draft = olanzapine(cast, level=level)
    submit(draft, cast.people["dev"])
    Card.objects.filter(pk=draft.pk).update(is_safety_change=is_safety_change)
    with on_commit(execute=True):
        return publish(draft, cast.people["ewa"])


def withdrawn(cast: Cast, on_commit: OnCommit, code: str = "olanzapine") -> Release:
    """Let a card be withdrawn, and everybody be told."""
    with on_commit(execute=True):
        return services.withdraw_card(
            organisation=cast.organisation,
            medication=Medication.objects.get(code=code),
            reason="Recalled by the maker.",
            by=cast.people["dev"],
            key=uuid.uuid4(),
        )


def prompted() -> list[str]:
    """Return whose decisions are to be looked at again, in order."""
    rows = ReviewPrompt.objects.filter(state="waiting").order_by("pk")
    return list(rows.values_list("consultation__service_user__preferred_name", flat=True))
