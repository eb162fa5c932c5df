"""Questions between two visits: those of one conversation, and those that wait in some clinics."""

from collections.abc import Sequence

from django.shortcuts import get_object_or_404

from accounts.models import Clinic
from consultations.models import Consultation, Question
from consultations.selectors.bookmarks import PAGE


def questions(consultation: Consultation) -> list[Question]:
    """Return what was asked, oldest first, with who typed and who answered it."""
    rows = Question.objects.filter(consultation=consultation)
    return list(rows.select_related("entered_by", "answered_by").order_by("pk"))


def question(consultation: Consultation, key: int) -> Question:
    """Return one question of a conversation that was looked up for somebody. Raises Http404."""
    rows = Question.objects.filter(consultation=consultation)
    return get_object_or_404(rows.select_related("entered_by", "answered_by"), pk=key)


def waiting_questions(clinics: Sequence[Clinic], after: int = 0) -> tuple[list[Question], int]:
    """Return a page of what nobody has answered, oldest first, and where the next begins, or 0."""
    if not clinics:
        return [], 0
    rows = Question.objects.filter(
        organisation=clinics[0].organisation_id,
        answered_at=None,
        consultation__clinic__in=clinics,
        consultation__service_user__restricted_by=None,
        pk__gt=after,
    ).select_related("consultation__service_user", "consultation__clinic")
    found = list(rows.order_by("pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else 0
