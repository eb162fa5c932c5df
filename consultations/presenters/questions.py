"""Questions between two visits, as the person reads them and as the clinician's day lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation, Participant, Question
from consultations.presenters.moments import moment_words
from consultations.presenters.room import is_seen_before
from consultations.selectors.bookmarks import Bookmark

QUESTIONS = "questions"
"""What the list is called in addresses of the day."""


@dataclass(frozen=True)
class PresentedQuestion:
    """A question: when it was left, and its answer; `answered` is '' while there is none.

    url  where a clinician answers; '' for the person
    """

    words: str
    left: str
    answer: str
    answered: str
    url: str


@dataclass(frozen=True)
class WaitingQuestion:
    """One that waits, without its words: a day is a list that others may look at too."""

    words: str
    url: str
    clinic: str


@dataclass(frozen=True)
class WaitingQuestions:
    """A page of what waits; the two addresses are '' when they lead nowhere."""

    questions: list[WaitingQuestion]
    next_url: str
    first_url: str


def presented_questions(
    consultation: Consultation, rows: Iterable[Question]
) -> list[PresentedQuestion]:
    """Return the questions of a conversation; before the visit nobody is named."""
    return [presented_question(consultation, each) for each in rows]


def presented_question(consultation: Consultation, row: Question) -> PresentedQuestion:
    """Return one of them."""
    is_named = not is_seen_before(consultation)
    address = reverse("answer", args=[consultation.code, row.pk])
    return PresentedQuestion(
        row.text,
        _left(row, is_named),
        row.answer,
        _answered(row, is_named),
        "" if consultation.seen_by else address,
    )


def _left(row: Question, is_named: bool) -> str:
    """Say when it was left, and who typed it when that was not the person."""
    words = {"when": moment_words(row.entered_at), "name": row.entered_by.name}
    if row.entered_by.kind == Participant.Kind.SERVICE_USER:
        return _("Left on %(when)s.") % words
    if is_named:
        return _("Left on %(when)s, typed in by %(name)s.") % words
    return _("Left on %(when)s, typed in by your clinician.") % words


def _answered(row: Question, is_named: bool) -> str:
    """Say who answered and when; '' while nobody has."""
    if row.answered_by is None or row.answered_at is None:
        return ""
    words = {"when": moment_words(row.answered_at), "name": row.answered_by.name}
    if is_named:
        return _("Answered by %(name)s on %(when)s.") % words
    return _("Answered by your clinician on %(when)s.") % words


def presented_waiting(
    rows: Iterable[Question], following: int, has_clinics: bool, is_later_page: bool
) -> WaitingQuestions:
    """Return a page of what waits; `following` is the key that the next one begins after, or 0."""
    after = Bookmark(None, following).sealed() if following else ""
    address = f"{reverse('day')}?{urlencode({'list': QUESTIONS, 'after': after})}"
    return WaitingQuestions(
        [_waiting(each, has_clinics) for each in rows],
        address if following else "",
        reverse("day") if is_later_page else "",
    )


def _waiting(row: Question, has_clinics: bool) -> WaitingQuestion:
    """Return one that waits."""
    talk = row.consultation
    words = {"person": talk.service_user.preferred_name, "when": moment_words(row.entered_at)}
    return WaitingQuestion(
        _("%(person)s, left on %(when)s") % words,
        reverse("answer", args=[talk.code, row.pk]),
        talk.clinic.name if has_clinics else "",
    )
