"""A conversation's first page: how it opens, and the story so far."""

from typing import Any

from consultations import selectors, tickets
from consultations.models import Consultation
from consultations.pages.addenda import added_to
from consultations.pages.opening import opening
from consultations.presenters.review import PresentedPrompt, prompts_here
from consultations.presenters.story import presented_story
from consultations.selectors.standing import prompts_of
from consultations.selectors.story import saved
from consultations.selectors.summaries import newest_decisions
from consultations.stages import Stage


def first_page(consultation: Consultation, problem: str = "") -> dict[str, Any]:
    """Gather the first page. `problem` says why a press could not be carried out."""
    return opening(consultation) | {
        "story": presented_story(
            consultation,
            selectors.participants(consultation),
            saved(consultation),
            newest_decisions([consultation]).get(consultation.pk),
        ),
        "addenda": added_to(consultation),
        "prompts": _prompts(consultation),
        "stage": consultation.stage,
        "ticket": tickets.issue(consultation),
        "problem": problem,
    }


def _prompts(consultation: Consultation) -> list[PresentedPrompt]:
    """Return what was said since of changed cards; only what was decided is looked at again."""
    if consultation.stage != Stage.DECIDED:
        return []
    return prompts_here(consultation, prompts_of(consultation))
