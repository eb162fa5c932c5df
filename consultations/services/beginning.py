"""How a conversation began, put right: where, under which rules, who is there."""

from dataclasses import dataclass
from typing import Any

from accounts.models import Account
from consultations.models import Consultation, Participant
from consultations.services.saving import Writing, Written, save
from consultations.services.start import Guest, add_guests
from consultations.tickets import Ticket


@dataclass(frozen=True)
class Beginning:
    """How it began. `open_to_choice` is kept when the legal setting changes.

    away     keys of those who take part and are not here
    guests   who else is here, to be added
    """

    setting: str
    legal_setting: str
    open_to_choice: str
    away: tuple[int, ...] = ()
    guests: tuple[Guest, ...] = ()


def change_beginning(*, ticket: Ticket, by: Account, to: Beginning) -> Consultation:
    """Put right how a conversation began. Raises what saving raises; then nothing is written."""

    def write(writing: Writing) -> Written:
        consultation = writing.consultation
        before = _said(consultation)
        consultation.setting = to.setting
        if consultation.legal_setting != to.legal_setting:
            consultation.legal_setting = to.legal_setting
            consultation.open_to_choice = to.open_to_choice
        here = Participant.objects.filter(consultation=consultation)
        here.exclude(pk__in=to.away).update(is_present=True)
        here.filter(pk__in=to.away).update(is_present=False)
        add_guests(consultation, to.guests)
        return Written(before, _said(consultation))

    return save(ticket=ticket, by=by, what="change_beginning", write=write)


def _said(consultation: Consultation) -> dict[str, Any]:
    """Return what is changed, for the history."""
    rows = Participant.objects.filter(consultation=consultation, is_present=True).order_by("pk")
    return {
        "setting": consultation.setting,
        "legal_setting": consultation.legal_setting,
        "open_to_choice": consultation.open_to_choice,
        "here": list(rows.values_list("name", flat=True)),
    }
