"""What each page of the room needs: selectors in, presented things out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from accounts.models import Clinic, Organisation
from consultations import selectors
from consultations.forms import StartForm
from consultations.models import Consultation
from consultations.presenters.matters import presented_matters
from consultations.presenters.opening import open_to_choice, presented_opening
from consultations.presenters.people import PresentedConversation, presented_conversations
from consultations.selectors.conversations import PAGE
from consultations.services import StartDetails
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


def start_details(form: StartForm, organisation: Organisation) -> StartDetails:
    """Return what was typed, with what is open to choice as the service words it today."""
    details = form.details()
    words = open_to_choice(details.legal_setting, organisation.texts)
    return replace(details, open_to_choice=words)


def opening(consultation: Consultation) -> dict[str, Any]:
    """Gather the first page of a conversation: how it opens, and what matters."""
    return {
        "matters": presented_matters(
            selectors.said_so_far(consultation), selectors.typed_by(consultation)
        ),
        "opening": presented_opening(
            consultation,
            selectors.participants(consultation),
            selectors.taken_now(consultation),
        ),
    }
