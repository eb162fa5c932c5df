"""The page of side effects felt now, and that of one of them."""

from typing import Any

from django.http import Http404

from consultations.forms.effects_now import EffectNowForm
from consultations.models import Consultation
from consultations.pages.room import room
from consultations.presenters.effects_now import lines_to_add, presented_now
from consultations.selectors.effects_now import SaidEffect, said_effects
from consultations.stages import FINISHED
from medications.models import Effect
from medications.selectors import lines


def effects_now(consultation: Consultation) -> dict[str, Any]:
    """Gather what was said, and the lines to choose from."""
    said, every = said_effects(consultation), lines(consultation.release)
    can_write = consultation.stage not in FINISHED
    return room(consultation, "effects_now") | {
        "said": presented_now(consultation, said, every),
        "groups": lines_to_add(consultation, said, every) if can_write else [],
        "can_write": can_write,
    }


def effect_now(consultation: Consultation, line: Effect, form: EffectNowForm) -> dict[str, Any]:
    """Gather the page on which something is said of one line."""
    said = said_of(consultation, line)
    found = presented_now(consultation, [said], [line]) if said else []
    return room(consultation, "effects_now") | {
        "form": form,
        "line": line,
        "said": found[0] if found else None,
    }


def said_of(consultation: Consultation, line: Effect) -> SaidEffect | None:
    """Return what was said of a line."""
    return next((each for each in said_effects(consultation) if each.effect == line.code), None)


def known_line(consultation: Consultation, effect: str) -> Effect:
    """Return a line of the checklist by its code. Raises Http404."""
    for each in lines(consultation.release):
        if each.code == effect:
            return each
    raise Http404
