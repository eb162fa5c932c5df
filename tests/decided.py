"""A second conversation of the cast: with Robin, in which Amara and Robin decided twice."""

from uuid import UUID

from consultations.models import Consultation, Participant
from consultations.services import StartDetails, start_consultation
from consultations.stages import Stage
from medications.selectors import current_release
from tests.cast import Cast
from tests.factories import ServiceUserFactory
from tests.frozen import decide

DECIDED = UUID("7b1f0c52-93e4-4a6d-8f27-60d9e8c1a345")
"""The code of the conversation in which something was decided."""


def decide_with_robin(cast: Cast) -> Consultation:
    """Let Amara and Robin decide on a medicine, then on none."""
    robin = ServiceUserFactory(
        organisation=cast.organisation, preferred_name="Robin", local_number="W2002"
    )
    consultation = start_consultation(
        service_user=robin,
        clinic=cast.clinic,
        release=current_release(cast.organisation),
        details=StartDetails(
            setting=Consultation.Setting.CLINIC,
            legal_setting=Consultation.LegalSetting.INFORMAL,
            participation=Consultation.Participation.FULL,
            open_to_choice="All of it is open.",
        ),
        by=cast.people["amara"],
        code=DECIDED,
    )
    amara = Participant.objects.get(consultation=consultation, account=cast.people["amara"])
    first = decide(consultation, decided_by=amara)
    decide(consultation, decided_by=amara, previous=first, kind="none", medication=None)
    rows = Consultation.objects.filter(pk=consultation.pk)
    rows.update(stage=Stage.DECIDED, ended_at=first.decided_at, look_again_on=first.review_on)
    return consultation
