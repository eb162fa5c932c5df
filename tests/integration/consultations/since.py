"""A conversation with Sam in which something was decided, and one that looks at it again."""

import datetime

from django.http import HttpResponse
from django.urls import reverse

from consultations.models import Consultation
from medications.selectors import current_release
from tests.cast import Cast
from tests.factories import (
    AvoidanceFactory,
    ConsultationFactory,
    DecisionFactory,
    EffectFactory,
    GoalFactory,
    HelpfulEffectFactory,
    MedicationFactory,
    ParticipantFactory,
)
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of, sent

THEN = datetime.datetime(2026, 11, 3, 10, tzinfo=datetime.UTC)


def decided_before(cast: Cast) -> Consultation:
    """Return a conversation with Sam in which something was said and decided."""
    found = finished(cast)
    GoalFactory(consultation=found, text="Sleeping through")
    for number, (code, label) in enumerate(
        [("weight_gain", "Weight gain"), ("tremor", "Tremor")], start=1
    ):
        effect = EffectFactory(code=code, label=label)
        AvoidanceFactory(consultation=found, effect=effect, priority=number)
    HelpfulEffectFactory(consultation=found, effect=EffectFactory(code="calm", label="Calm"))
    found.participant_rows.filter(kind="service_user").update(order_is_kept=True)
    DecisionFactory(
        consultation=found,
        medicine=True,
        medication=MedicationFactory(code="asenapine", name="Asenapine"),
        decided_by=ParticipantFactory(consultation=found, clinician=True, name="Ben Hughes"),
        dose="5 mg at night",
        frozen={"cautions": {"asenapine": ["Not licensed for schizophrenia in the UK."]}},
    )
    return found


def finished(cast: Cast, **fields: object) -> Consultation:
    """Return a conversation with Sam in which something was decided."""
    told = {"organisation": cast.organisation, "clinic": cast.clinic, "starts_at": THEN}
    told |= {"service_user": cast.service_user, "decided": True}
    told |= {"release": current_release(cast.organisation)}
    return ConsultationFactory(**(told | fields))


def address_since(cast: Cast, code: object) -> str:
    """Return where a conversation with Sam begins that looks at another one again."""
    return f"{reverse('start', args=[cast.service_user.pk])}?since={code}"


def begin(client: SignedIn, cast: Cast, code: object) -> HttpResponse:
    """Begin it with what the form offers."""
    address = address_since(cast, code)
    return client.post(address, sent(page_of(client.get(address))))
