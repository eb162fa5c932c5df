"""The checklist one line at a time."""

from collections.abc import Mapping
from typing import Any

from consultations import tickets
from consultations.models import Consultation
from consultations.pages.checklist import not_ticked
from consultations.pages.room import room
from consultations.presenters.checklist import PresentedChecklist, presented_checklist
from consultations.selectors.checklist import said_checklist
from consultations.stages import FINISHED
from medications.selectors import lines


def one_line(consultation: Consultation, number: int) -> dict[str, Any]:
    """Gather one line, the `number`th of the checklist, 1 being the first."""
    checklist = presented_checklist(said_checklist(consultation), lines(consultation.release))
    return (
        room(consultation, "checklist")
        | _placed(checklist, number)
        | {
            "code": consultation.code,
            "can_write": consultation.stage not in FINISHED,
            "ticket": tickets.issue(consultation),
            "notice": None,
        }
    )


def not_pressed(
    consultation: Consultation, number: int, reason: Exception, typed: Mapping[str, str]
) -> dict[str, Any]:
    """Gather the same with why a press changed nothing; what was typed stays."""
    context = not_ticked(consultation, reason, typed)
    return room(consultation, "checklist") | context | _placed(context["checklist"], number)


def _placed(checklist: PresentedChecklist, number: int) -> dict[str, Any]:
    """Return a line with its heading and its neighbours, by their numbers; 0 for none."""
    every = [(group.label, line) for group in checklist.groups for line in group.lines]
    heading, line = every[number - 1]
    return {
        "checklist": checklist,
        "line": line,
        "heading": heading,
        "number": number,
        "count": len(every),
        "before": number - 1,
        "after": number + 1 if number < len(every) else 0,
    }
