"""The checklist with the comparison beside it; and, after a press, the parts that changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from consultations import tickets
from consultations.checklist import Checklist
from consultations.forms import ChecklistForm
from consultations.forms.checklist import WHY
from consultations.models import Consultation
from consultations.pages.comparison import compared
from consultations.pages.room import room
from consultations.permissions import Finished
from consultations.presenters.checklist import (
    PresentedChecklist,
    changed_lines,
    happened,
    notice,
    presented_checklist,
    press_again,
    typed_beside,
)
from consultations.presenters.entered import list_entered
from consultations.presenters.room import is_seen_before
from consultations.presenters.wishes import names
from consultations.selectors.checklist import SaidChecklist, checklist_at, said_checklist
from consultations.services.checklist import Recorded
from consultations.services.saving import VersionConflict
from consultations.stages import FINISHED
from medications import kept
from medications.models import Effect
from medications.selectors import lines


def _parts(consultation: Consultation, said: SaidChecklist) -> dict[str, Any]:
    """Gather what the page and the answer to a press have in common."""
    is_before = is_seen_before(consultation)
    return {
        "code": consultation.code,
        "can_write": consultation.stage not in FINISHED,
        "checklist": _shown(consultation, said),
        "comparison": None if is_before else compared(consultation, said=said, is_whole=False),
        "ticket": tickets.issue(consultation),
        "version": consultation.version,
        "notice": None,
        "happened": "",
        "gates_left_out": partial(kept.gates_left_out, consultation.release),
    }


def _shown(consultation: Consultation, said: SaidChecklist) -> PresentedChecklist:
    """Return the checklist in words, with who entered it and whether that was before the visit."""
    shown = presented_checklist(said, lines(consultation.release))
    return replace(shown, typed_by=list_entered(consultation, said, shown.typed_by))


def checklist(consultation: Consultation) -> dict[str, Any]:
    """Gather the whole page."""
    said = said_checklist(consultation)
    return room(consultation, "checklist") | _parts(consultation, said)


def ticked(recorded: Recorded) -> dict[str, Any]:
    """Gather what a press has changed: which lines to draw again, and a sentence."""
    consultation, after = recorded.consultation, recorded.after.checklist
    return _parts(consultation, recorded.after) | {
        "changed": changed_lines(recorded.before or after, after),
        "happened": what_happened(recorded),
    }


def followed(consultation: Consultation, since: int) -> dict[str, Any]:
    """Gather what a screen shows otherwise that was drawn at a version; 0 for all of it.

    A conversation that has ended takes the buttons of every line away.
    """
    said = said_checklist(consultation)
    if not since or consultation.stage in FINISHED:
        changed = {each.code for each in lines(consultation.release)}
    else:
        before = checklist_at(consultation, since) or said.checklist
        changed = changed_lines(before, said.checklist)
    return _parts(consultation, said) | {"changed": changed}


def what_happened(recorded: Recorded) -> str:
    """Say what a press has changed."""
    after = recorded.after.checklist
    said = names(lines(recorded.consultation.release), after.own_words)
    return happened(recorded.before or after, after, said)


def not_ticked(
    consultation: Consultation, reason: Exception, typed: Mapping[str, str]
) -> dict[str, Any]:
    """Gather the page as it is kept, why a press changed nothing, and every word as typed.

    Words of a page that is not the newest, or of a conversation that has ended, stand beside those
    that are kept, not in their place.
    """
    said = said_checklist(consultation)
    every = lines(consultation.release)
    shown = notice(reason, said.checklist, every)
    if isinstance(reason, VersionConflict):
        shown = press_again(shown)
    has_ended = isinstance(reason, Finished)
    if not has_ended and _is_newest(consultation, typed.get("ticket", "")):
        said = replace(said, checklist=_as_typed(said.checklist, typed))
    else:
        shown = replace(shown, typed=typed_beside(said.checklist, _why(typed), typed, every))
    codes = {each.code for each in every}
    return _parts(consultation, said) | {"notice": shown, "changed": codes}


def _is_newest(consultation: Consultation, signed: str) -> bool:
    """Tell whether a page shows the conversation as it stands."""
    try:
        return tickets.read(signed, consultation.code).version == consultation.version
    except tickets.BadTicket:
        return False


def _why(typed: Mapping[str, str]) -> dict[str, str]:
    """Return the lines on why that were sent, by effect code."""
    return {name.removeprefix(WHY): typed[name] for name in typed if name.startswith(WHY)}


def _as_typed(checklist: Checklist, typed: Mapping[str, str]) -> Checklist:
    """Return a checklist with the words that were typed; what was not sent stays."""
    words = typed.get("own_words") or checklist.own_words
    return replace(checklist.saying(_why(typed)), own_words=words)


def whole_form(
    consultation: Consultation, form: ChecklistForm, not_saved: str = ""
) -> dict[str, Any]:
    """Gather the checklist as one form, with a ticket of its own to undo what was saved last.

    `not_saved` says why the press beside the form changed nothing.
    """
    said = said_checklist(consultation)
    return room(consultation, "checklist") | {
        "form": form,
        "not_saved": not_saved,
        "undo_ticket": tickets.renew(str(form["ticket"].value()), consultation.code),
        "checklist": _shown(consultation, said),
    }


def blank(every: Sequence[Effect]) -> dict[str, Any]:
    """Gather a checklist that nobody has filled in, for paper."""
    nothing = SaidChecklist(Checklist(), {})
    return {"checklist": presented_checklist(nothing, every)}
