"""Last time, in words: what the person said and what was decided, beside what is said now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation, Decision, Mark, Stance
from consultations.presenters.changed_since import begun, changed_since
from consultations.presenters.decided import PresentedDecision, presented_decision
from consultations.presenters.matters import PresentedMatters, presented_matters
from consultations.presenters.moments import day_words
from consultations.presenters.wishes import names, read_back
from consultations.selectors.checklist import SaidChecklist
from consultations.selectors.last_time import LastTime
from medications.models import Effect


@dataclass(frozen=True)
class PresentedLastTime:
    """What was said last time.

    matters      what mattered: topics, goals and where the person stood
    wishes       the checklist read back; '' when nothing was chosen
    whys         a line of it and why, in the person's words
    left_out     lines that were left out, each with how
    questions    what was still to be talked about; '' when nothing
    asked_again  that the clinician was to decide, which held for that time alone; '' otherwise
    changed      what is different now, a sentence each; empty until something is chosen today
    """

    heading: str
    matters: PresentedMatters
    wishes: str
    whys: list[tuple[str, str]]
    left_out: list[str]
    questions: str
    asked_again: str
    decision: PresentedDecision | None
    changed: list[str]
    url: str


def said_since(before: Consultation | None) -> str:
    """Say which conversation a new one looks at again; '' when none."""
    if before is None:
        return ""
    return _(
        "This looks again at what was said on %(date)s. It is shown beside the new answers. "
        "Nothing is copied."
    ) % {"date": day_words(before.starts_at)}


def presented_last_time(
    last: LastTime, now: SaidChecklist, lines: Iterable[Effect]
) -> PresentedLastTime:
    """Return the conversation before, and how the checklist of now differs from its own."""
    then, lines = last.checklist, list(lines)
    said = names(lines, then.own_words)
    code = last.consultation.code
    today = now.checklist
    return PresentedLastTime(
        _("Last time, on %(date)s, you said") % {"date": day_words(last.consultation.starts_at)},
        presented_matters(last.matters, []),
        read_back(then, said),
        [(begun(said[code]), words) for code, words in then.why.items()],
        [
            _("%(wish)s: %(mark)s") % {"wish": begun(said[code]), "mark": Mark.Kind(kind).label}
            for code, kind in then.marks.items()
        ],
        last.decision.open_questions if last.decision else "",
        _asked_again(last),
        presented_decision(last.decision, code) if last.decision else None,
        [] if today.is_empty else changed_since(then, today, names(lines)),
        reverse("conversation", args=[code]),
    )


def _asked_again(last: LastTime) -> str:
    """Ask again whether the clinician is to decide, if that was wished or done last time."""
    was_wished = Stance.Kind.CLINICIAN_DECIDES in last.matters.stances
    was_done = last.decision and last.decision.kind == Decision.Kind.CLINICIAN_DECIDES
    if not (was_wished or was_done):
        return ""
    return _(
        "Last time your clinician was to decide. That held for that time only: "
        "how would you like to decide today?"
    )
