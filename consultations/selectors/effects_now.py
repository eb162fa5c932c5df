"""Side effects that the person has now, as they or somebody for them said."""

from dataclasses import dataclass
from datetime import datetime

from consultations.models import Consultation, CurrentEffect, Participant

Kind = Participant.Kind


@dataclass(frozen=True)
class SaidEffect:
    """One side effect felt now; '' and None stand for what was not said.

    effect      the code of its line
    severity    of CurrentEffect.Severity
    bother      of CurrentEffect.Bother
    is_own      whether the person entered it themselves
    at          when it was entered, or last changed
    is_private  no carer sees it, whatever is agreed
    """

    effect: str
    severity: str
    bother: int | None
    own_words: str
    entered_by: str
    is_own: bool
    at: datetime
    is_private: bool


def said_effects(consultation: Consultation) -> list[SaidEffect]:
    """Return what the person has now, what bothers most first, then in the checklist's order."""
    rows = CurrentEffect.objects.filter(
        consultation=consultation, voice__kind=Kind.SERVICE_USER
    ).select_related("effect", "entered_by")
    said = sorted(rows, key=lambda row: (-(row.bother or 0), row.effect.number))
    return [
        SaidEffect(
            row.effect.code,
            row.severity,
            row.bother,
            row.own_words,
            row.entered_by.name,
            row.entered_by_id == row.voice_id,
            row.entered_at,
            row.is_private,
        )
        for row in said
    ]
