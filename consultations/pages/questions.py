"""Whom to ask between two visits, what was asked, and what was answered."""

from typing import Any

from consultations.forms.questions import AnswerForm, QuestionForm
from consultations.models import Consultation, Question
from consultations.pages.room import room
from consultations.presenters.questions import presented_question, presented_questions
from consultations.selectors.questions import questions as asked
from consultations.stages import FINISHED


def questions(consultation: Consultation, form: QuestionForm) -> dict[str, Any]:
    """Gather the page of a conversation's questions."""
    return room(consultation, "questions") | {
        "form": form,
        "questions": presented_questions(consultation, asked(consultation)),
        "can_write": consultation.stage not in FINISHED,
    }


def answer(consultation: Consultation, row: Question, form: AnswerForm) -> dict[str, Any]:
    """Gather the page on which a clinician answers one."""
    return room(consultation, "questions") | {
        "form": form,
        "question": presented_question(consultation, row),
    }
