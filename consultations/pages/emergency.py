"""Records opened in an emergency: what somebody reads then, and what their clinic reads of it."""

from typing import Any
from uuid import UUID

from accounts.models import Account, Organisation, Role
from consultations.models import EmergencyOpening
from consultations.pages import summary
from consultations.pages.opening import opening as how_it_opens
from consultations.presenters.emergency import (
    opened_conversations,
    opened_words,
    presented_openings,
)
from consultations.presenters.people import presented_person
from consultations.presenters.summary_sections import presented_summary
from consultations.selectors import clinics_of
from consultations.selectors.emergency import (
    every_opening,
    one_of_record,
    openings_of,
    record,
)


def opened_record(opening: EmergencyOpening) -> dict[str, Any]:
    """Gather the person's page: who it is, and their conversations."""
    return {
        "opened": opened_words(opening),
        "person": presented_person(opening.service_user),
        "conversations": opened_conversations(record(opening)),
    }


def opened_conversation(opening: EmergencyOpening, code: UUID) -> dict[str, Any]:
    """Gather one conversation: what was said, what is taken, and what was decided."""
    found = one_of_record(opening, code)
    is_decided = summary.has_decision(found)
    return how_it_opens(found) | {
        "opened": opened_words(opening),
        "key": opening.service_user_id,
        "summary": presented_summary(summary.found(found, None).known) if is_decided else None,
    }


def openings(account: Account, organisation: Organisation, roles: frozenset[str]) -> dict[str, Any]:
    """Gather what was opened: of one's clinics with whom and why, of all others that it was."""
    clinics = list(clinics_of(account, organisation))
    theirs = openings_of(clinics, organisation) if clinics else []
    every = every_opening(organisation) if Role.MANAGER in roles else theirs
    found = presented_openings(every, {each.pk for each in theirs}, account.pk)
    return {"openings": found}
