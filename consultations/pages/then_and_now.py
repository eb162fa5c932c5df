"""Then and now: what was decided on, as the newest cards would show it."""

from copy import copy
from typing import Any

from django.http import Http404

from consultations.frozen import Frozen
from consultations.models import Consultation
from consultations.pages.comparison import compared
from consultations.pages.room import room
from consultations.pages.touched import gates, what_changed
from consultations.presenters.card_changes import presented_release
from consultations.presenters.then_and_now import then_and_now as rows_of
from consultations.selectors.decision import latest_decision
from medications.selectors import current_release


def then_and_now(consultation: Consultation) -> dict[str, Any]:
    """Gather the page. Raises Http404 for a conversation in which nothing was decided."""
    decision = latest_decision(consultation)
    if decision is None:
        raise Http404
    newest = current_release(consultation.organisation)
    today = copy(consultation)
    today.release = newest
    rows = rows_of(Frozen.read(decision.frozen), compared(today, is_whole=False))
    return room(consultation, "then_and_now") | {
        "then": presented_release(consultation.release),
        "now": presented_release(newest),
        "rows": rows,
        "are_same": not any(each.is_other for each in rows),
        "cards": what_changed(consultation.release, newest),
        "gated": gates([newest], [], [each.medicine.code for each in rows]),
    }
