"""Last time, in words: what the person said and what was decided, beside what is said now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.presenters.changed_since import changed_since
from consultations.presenters.decided import PresentedDecision, presented_decision
from consultations.presenters.matters import HEADINGS
from consultations.presenters.moments import UK
from consultations.presenters.wishes import names, read_back
from consultations.selectors.checklist import SaidChecklist
from consultations.selectors.last_time import LastTime
from medications.models import Effect


@dataclass(frozen=True)
class PresentedLastTime:
    """What was said last time.

    goals     heading and the person's words
    wishes    the checklist read back; '' when nothing was chosen
    changed   what is different now, a sentence each; empty until something is chosen today
    """

    heading: str
    goals: list[tuple[str, str]]
    wishes: str
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
    ) % {"date": _day(before.starts_at)}


def presented_last_time(
    last: LastTime, now: SaidChecklist, lines: Iterable[Effect]
) -> PresentedLastTime:
    """Return the conversation before, and how the checklist of now differs from its own."""
    then, lines = last.checklist, list(lines)
    said = names(lines, then.own_words)
    code = last.consultation.code
    today = now.checklist
    return PresentedLastTime(
        _("Last time, on %(date)s, you said") % {"date": _day(last.consultation.starts_at)},
        [
            (str(heading), last.matters.goals[kind])
            for kind, heading in HEADINGS.items()
            if last.matters.goals.get(kind)
        ],
        read_back(then, said),
        presented_decision(last.decision, code) if last.decision else None,
        [] if today.is_empty else changed_since(then, today, names(lines)),
        reverse("conversation", args=[code]),
    )


def _day(moment: datetime) -> str:
    """Return the day of a moment in the UK: "3 November 2026"."""
    return formats.date_format(moment.astimezone(UK), "j F Y")
