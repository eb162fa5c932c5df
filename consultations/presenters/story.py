"""The story so far, for whoever goes on: who took part, what was saved, what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.models import Consultation, Decision, Participant
from consultations.presenters.decided import PresentedDecision, presented_decision
from consultations.presenters.moments import moment_words
from consultations.presenters.wishes import listed
from consultations.selectors.story import Saved

SHOWN = 20
"""How many lines the story has at most; the newest stand first."""

WHAT = {
    "change_beginning": gettext_lazy("How it began"),
    "record_matters": gettext_lazy("What matters"),
    "record_checklist": gettext_lazy("The checklist"),
    "undo_checklist": gettext_lazy("The checklist, one step taken back"),
    "record_experience": gettext_lazy("Medicines taken now and before"),
    "remove_experience": gettext_lazy("A medicine taken out of the list"),
    "record_effect_now": gettext_lazy("Side effects felt now"),
    "remove_effect_now": gettext_lazy("A side effect felt now taken out"),
    "record_pregnancy": gettext_lazy("The question about pregnancy"),
    "record_consent": gettext_lazy("What a carer may see"),
    "add_note": gettext_lazy("How a carer sees it"),
    "remove_note": gettext_lazy("A carer's note taken out"),
    "record_own_view": gettext_lazy("A list of their own"),
    "leave_question": gettext_lazy("A question left between visits"),
    "answer_question": gettext_lazy("The answer to a question"),
    "add_addendum": gettext_lazy("A correction, beside what was said"),
    "record_decision": gettext_lazy("A decision"),
    "move_to_release": gettext_lazy("Going on with the newest cards"),
    "set_aside_prompt": gettext_lazy("Why a changed card needs no other look"),
    "move_consultation": gettext_lazy("Going on, or another day"),
}


@dataclass(frozen=True)
class Story:
    """What has happened in a conversation. `decision` is the newest, None before there is one."""

    took_part: str
    typed_by: str
    lines: list[str]
    decision: PresentedDecision | None


def presented_story(
    consultation: Consultation,
    participants: Iterable[Participant],
    changes: Sequence[Saved],
    decision: Decision | None,
) -> Story:
    """Return the story so far in words."""
    names = [each.name for each in participants if each.is_present]
    typists = sorted({each.by for each in changes})
    lines = [_line(list(rows)) for _key, rows in groupby(changes, key=lambda its: its[:2])]
    return Story(
        _("Took part: %(names)s.") % {"names": listed(names)} if names else "",
        _("Typed in by %(names)s.") % {"names": listed(typists)} if typists else "",
        lines[:SHOWN],
        presented_decision(decision, consultation.code) if decision else None,
    )


def _line(rows: Sequence[Saved]) -> str:
    """Return one line: what somebody saved, when last, and how often in a row."""
    newest = rows[0]
    words = {
        "what": str(WHAT.get(newest.what, _("Something"))),
        "name": newest.by,
        "when": moment_words(newest.at),
        "count": len(rows),
    }
    if len(rows) == 1:
        return _("%(when)s: %(what)s, saved by %(name)s.") % words
    return (
        ngettext(
            "%(when)s: %(what)s, saved by %(name)s, %(count)d time.",
            "%(when)s: %(what)s, saved by %(name)s, %(count)d times.",
            len(rows),
        )
        % words
    )
