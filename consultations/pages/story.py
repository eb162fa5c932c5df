"""A conversation's first page: how it opens, last time beside it, the story so far."""

from typing import Any

from consultations import selectors, tickets
from consultations.models import Consultation
from consultations.pages.opening import opening
from consultations.presenters.last_time import PresentedLastTime, presented_last_time
from consultations.presenters.story import presented_story
from consultations.selectors.checklist import said_checklist
from consultations.selectors.last_time import last_time
from consultations.selectors.story import saved
from consultations.selectors.summaries import newest_decisions
from medications.selectors import lines


def first_page(consultation: Consultation, problem: str = "") -> dict[str, Any]:
    """Gather the first page. `problem` says why a press could not be carried out."""
    return opening(consultation) | {
        "last_time": beside(consultation),
        "story": presented_story(
            consultation,
            selectors.participants(consultation),
            saved(consultation),
            newest_decisions([consultation]).get(consultation.pk),
        ),
        "stage": consultation.stage,
        "ticket": tickets.issue(consultation),
        "problem": problem,
    }


def beside(consultation: Consultation) -> PresentedLastTime | None:
    """Return what was said last time, for templates/consultations/last_time.html."""
    last = last_time(consultation)
    if last is None:
        return None
    return presented_last_time(last, said_checklist(consultation), lines(consultation.release))
