"""What was said and decided in the conversation that this one looks at again."""

from dataclasses import dataclass

from consultations.checklist import Checklist
from consultations.models import Consultation, Decision
from consultations.selectors.checklist import said_checklist
from consultations.selectors.matters import Matters, said_so_far
from consultations.selectors.summaries import newest_decisions


@dataclass(frozen=True)
class LastTime:
    """An earlier conversation of the same person; `decision` is the newest, if there is one."""

    consultation: Consultation
    checklist: Checklist
    matters: Matters
    decision: Decision | None


def last_time(consultation: Consultation) -> LastTime | None:
    """Return the conversation that this one looks at again; None, at no cost, when none."""
    if consultation.follows_id is None:
        return None
    before = Consultation.objects.get(
        pk=consultation.follows_id,
        organisation=consultation.organisation_id,
        service_user=consultation.service_user_id,
    )
    return LastTime(
        before,
        said_checklist(before).checklist,
        said_so_far(before),
        newest_decisions([before]).get(before.pk),
    )
