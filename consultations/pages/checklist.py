"""The checklist with the comparison beside it; and, after a press, the parts that changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from consultations import tickets
from consultations.checklist import Checklist, NotPossible
from consultations.forms import ChecklistForm
from consultations.forms.checklist import WHY
from consultations.models import Consultation
from consultations.pages.comparison import compared
from consultations.pages.room import room
from consultations.presenters.checklist import (
    Notice,
    changed_lines,
    happened,
    notice,
    presented_checklist,
)
from consultations.presenters.wishes import names
from consultations.selectors.checklist import SaidChecklist, said_checklist
from consultations.services.checklist import Recorded
from medications.models import Effect
from medications.selectors import lines


def _parts(consultation: Consultation, said: SaidChecklist) -> dict[str, Any]:
    """Gather what the page and the answer to a press have in common."""
    person = consultation.service_user.preferred_name
    return {
        "code": consultation.code,
        "checklist": presented_checklist(said, lines(consultation.release), person),
        "comparison": compared(consultation, said=said),
        "ticket": tickets.issue(consultation),
        "notice": None,
        "happened": "",
    }


def checklist(consultation: Consultation) -> dict[str, Any]:
    """Gather the whole page."""
    said = said_checklist(consultation)
    return room(consultation, "checklist") | _parts(consultation, said)


def ticked(recorded: Recorded) -> dict[str, Any]:
    """Gather what a press has changed: which lines to draw again, and a sentence."""
    consultation, after = recorded.consultation, recorded.after.checklist
    before = recorded.before or after
    said = names(lines(consultation.release), after.own_words)
    return _parts(consultation, recorded.after) | {
        "changed": changed_lines(before, after),
        "happened": happened(before, after, said),
    }


def not_ticked(
    consultation: Consultation, reason: Exception, typed: Mapping[str, Any]
) -> dict[str, Any]:
    """Gather the page as it is kept, why a press changed nothing, and every word as typed."""
    said = said_checklist(consultation)
    every = lines(consultation.release)
    shown = (
        notice(reason, said.checklist, every)
        if isinstance(reason, NotPossible)
        else Notice(str(reason))
    )
    why = {code: typed.get(f"{WHY}{code}", "") for code in said.checklist.avoid}
    words = typed.get("own_words", "") or said.checklist.own_words
    as_typed = replace(said, checklist=replace(said.checklist.saying(why), own_words=words))
    codes = {each.code for each in every}
    return _parts(consultation, as_typed) | {"notice": shown, "changed": codes}


def whole_form(consultation: Consultation, form: ChecklistForm) -> dict[str, Any]:
    """Gather the checklist as one form."""
    said = said_checklist(consultation)
    person = consultation.service_user.preferred_name
    return room(consultation, "checklist") | {
        "form": form,
        "checklist": presented_checklist(said, lines(consultation.release), person),
    }


def blank(every: Sequence[Effect]) -> dict[str, Any]:
    """Gather a checklist that nobody has filled in, for paper."""
    nothing = SaidChecklist(Checklist(), (), ())
    return {"checklist": presented_checklist(nothing, every, "")}
