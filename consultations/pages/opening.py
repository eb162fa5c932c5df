"""How a conversation opens."""

from dataclasses import replace
from typing import Any

from accounts.models import Organisation
from consultations import selectors
from consultations.forms import StartForm
from consultations.models import Consultation
from consultations.pages.room import pregnancy_said, room
from consultations.presenters.opening import open_to_choice, presented_opening
from consultations.selectors.medicines import said_medicines
from consultations.services import StartDetails
from medications import kept


def start_details(form: StartForm, organisation: Organisation) -> StartDetails:
    """Return what was typed, with what is open to choice as the service words it today."""
    details = form.details()
    words = open_to_choice(details.legal_setting, organisation.texts)
    return replace(details, open_to_choice=words)


def opening(consultation: Consultation) -> dict[str, Any]:
    """Gather the first page of a conversation: how it opens, and what matters."""
    medicines = said_medicines(consultation)
    named = {each.code for each in medicines}
    return room(consultation, "conversation") | {
        "gated": [each for each in kept.gated(consultation.release) if each.code in named],
        "opening": presented_opening(
            consultation,
            selectors.participants(consultation),
            medicines,
            pregnancy_said(consultation),
        ),
    }
