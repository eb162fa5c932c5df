"""The clinician's day: what is open, paused and planned in their clinics."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Clinic
from consultations import selectors
from consultations.presenters.people import PresentedConversation, presented_conversations
from consultations.selectors.conversations import PAGE
from consultations.stages import Stage

OF_THE_DAY = (Stage.OPEN, Stage.PAUSED, Stage.PLANNED)


@dataclass(frozen=True)
class ListOfTheDay:
    """One clinic's conversations at one stage; more than a page is said, not counted."""

    clinic: str
    stage: str
    conversations: list[PresentedConversation]
    are_more: bool


def day(clinics: Sequence[Clinic]) -> dict[str, Any]:
    """Gather a clinician's day: each clinic's open, paused and planned conversations."""
    return {"lists": [_list(clinic, stage) for clinic in clinics for stage in OF_THE_DAY]}


def _list(clinic: Clinic, stage: Stage) -> ListOfTheDay:
    """Gather the first page of one list."""
    rows = selectors.day(clinic, stage)
    shown = presented_conversations(rows[:PAGE])
    return ListOfTheDay(clinic.name, str(stage.label), shown, len(rows) > PAGE)
