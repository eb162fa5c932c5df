"""A third conversation of the cast: with Noor, who decided before a card changed.

The change is a release before the one in use, so that no conversation of the others is touched.
"""

import datetime
from uuid import UUID

from consultations.models import Consultation, ImpactRun, Participant, ReviewPrompt, ReviewRound
from consultations.services.impact import work_on
from consultations.stages import Stage
from medications.models import Card, Effect, Medication, Release
from medications.selectors import current_release, levels
from tests.cast import Cast
from tests.factories import (
    AvoidanceFactory,
    ConsultationFactory,
    ParticipantFactory,
    PersonFactory,
    ServiceUserFactory,
)
from tests.frozen import decide

CHANGED = UUID("2c9e7d10-4b6f-4f1a-8f3b-1d5a90c7e642")
"""The code of the conversation, whose prompt, draft and impact have this key."""

KEY = 90_001
AGO = datetime.datetime(2026, 6, 1, 10, tzinfo=datetime.UTC)


def change_for_noor(cast: Cast, changed: str = "sulpiride") -> None:
    """Let Noor and Amara decide, a card change, and a draft of the same card be in hand."""
    newest = current_release(cast.organisation)
    before = Release.objects.create(organisation=cast.organisation, number=0, reason="The first.")
    before.cards.set(newest.cards.exclude(medication__code=changed))
    noor = ServiceUserFactory(organisation=cast.organisation, preferred_name="Noor")
    here = {"organisation": cast.organisation, "clinic": cast.clinic, "service_user": noor}
    talk = ConsultationFactory(
        code=CHANGED, release=newest, decided=True, starts_at=AGO, ended_at=AGO, **here
    )
    _decided(talk, cast)
    ReviewRound.objects.create(
        organisation=cast.organisation,
        release=newest,
        before=before,
        changed=[changed],
        position=talk.pk,
        last=talk.pk,
    )
    ReviewPrompt.objects.create(
        pk=KEY,
        organisation=cast.organisation,
        consultation=talk,
        clinic=cast.clinic,
        release=newest,
        decision=talk.decision_rows.get(),
    )
    _drafted(cast, newest, talk)


def _decided(talk: Consultation, cast: Cast) -> None:
    """Let Noor avoid weight gain above all, and decide."""
    PersonFactory(consultation=talk, order_is_kept=True)
    AvoidanceFactory(consultation=talk, effect=Effect.objects.get(code="weight_gain"))
    amara: Participant = ParticipantFactory(
        consultation=talk, clinician=True, account=cast.people["amara"], name="Amara Okafor"
    )
    decide(talk, decided_by=amara)
    assert talk.stage == Stage.DECIDED


def _drafted(cast: Cast, newest: Release, talk: Consultation) -> None:
    """Begin a draft, and work out what taking sulpiride's levels away would touch."""
    sulpiride = Medication.objects.get(code="sulpiride")
    Card.objects.create(
        pk=KEY,
        organisation=cast.organisation,
        medication=sulpiride,
        version=2,
        author=cast.people["dev"],
        based_on=newest.cards.get(medication=sulpiride),
    )
    worst = dict.fromkeys(levels(newest)["aripiprazole"], 3)
    run = ImpactRun.objects.create(
        pk=KEY,
        organisation=cast.organisation,
        release=newest,
        key="for the states",
        changed={"aripiprazole": {"levels": worst, "is_gated": False, "is_withdrawn": False}},
        first=talk.pk - 1,
        position=talk.pk - 1,
        last=talk.pk,
    )
    work_on(run)
