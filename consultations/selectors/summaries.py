"""The decisions of a conversation: each makes one summary, and none of them ever changes."""

from collections.abc import Sequence

from django.db.models import F
from django.http import Http404

from consultations.models import Consultation, Decision


def decisions(consultation: Consultation) -> list[Decision]:
    """Return every decision of a conversation, first to newest, with whom and what they name."""
    rows = Decision.objects.filter(consultation=consultation).order_by("pk")
    named = ("medication", "named_medication", "decided_by", "entered_by")
    return list(rows.select_related(*named))


def decision_number(rows: Sequence[Decision], number: int | None) -> int:
    """Return the number of the decision that is asked for, from 1; the newest for None.

    Raises Http404 when there is none of that number.
    """
    wanted = len(rows) if number is None else number
    if not 1 <= wanted <= len(rows):
        raise Http404
    return wanted


def newest_decisions(rows: Sequence[Consultation]) -> dict[int, Decision]:
    """Return the newest decision of each conversation, by the conversation's key.

    Each has `conditions` beside it, what stood beside the medicines' names then, by code; the
    rest of what it rests on is not read.
    """
    found = Decision.objects.filter(consultation__in=rows, next=None).defer("frozen")
    found = found.select_related("medication", "decided_by").order_by("pk")
    return {each.consultation_id: each for each in found.annotate(conditions=F("frozen__cautions"))}
