"""What somebody takes home: the newest decision, or an earlier one, as it was frozen."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations import pdf
from consultations.forms.letter import LetterForm
from consultations.models import Consultation
from consultations.pages.addenda import added_to
from consultations.pages.room import room
from consultations.presenters.addenda import addenda_text
from consultations.presenters.letter import presented_letter
from consultations.presenters.questions import presented_questions
from consultations.presenters.record_text import plain_text, record_text
from consultations.presenters.summary import Known, mark, moment
from consultations.presenters.summary_medicines import conditions
from consultations.presenters.summary_sections import presented_summary
from consultations.selectors.questions import questions
from consultations.selectors.summaries import decision_number, decisions


@dataclass(frozen=True)
class OtherDecision:
    """One decision of the conversation in the list of all; `is_here` for the one shown."""

    words: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Found:
    """A conversation, the decision that is shown, and the moments of all its decisions."""

    consultation: Consultation
    known: Known
    others: tuple[OtherDecision, ...]


def found(consultation: Consultation, number: int | None) -> Found:
    """Return a decision by its number, the newest for None. Raises Http404 without one."""
    rows = decisions(consultation)
    for row in rows:
        row.consultation = consultation
    wanted = decision_number(rows, number)
    others = tuple(
        OtherDecision(
            _("Decision %(number)d, %(moment)s")
            % {"number": each, "moment": moment(row.decided_at)},
            reverse("earlier_summary", args=[consultation.code, each]),
            each == wanted,
        )
        for each, row in enumerate(rows, 1)
    )
    return Found(consultation, Known.of(rows, wanted), others)


def has_decision(consultation: Consultation) -> bool:
    """Tell whether anything was decided yet."""
    return bool(decisions(consultation))


def no_summary(consultation: Consultation) -> dict[str, Any]:
    """Gather the page that says that nothing was decided, with what was added since."""
    return room(consultation, "summary") | {"addenda": added_to(consultation)}


def summary(shown: Found) -> dict[str, Any]:
    """Gather the page of a summary."""
    return room(shown.consultation, "summary") | {
        "summary": presented_summary(shown.known),
        "record_text": record_text(shown.known),
        "addenda": added_to(shown.consultation),
        "others": shown.others if len(shown.others) > 1 else (),
        "number": shown.known.number,
        "is_newest": shown.known.replaced_at is None,
        "has_pdf": pdf.is_there(),
        "questions": presented_questions(shown.consultation, questions(shown.consultation)),
    }


def summary_pdf(shown: Found, is_large: bool) -> bytes:
    """Return the summary as a PDF."""
    context = {
        "summary": presented_summary(shown.known),
        "addenda": added_to(shown.consultation),
        "is_large": is_large,
    }
    return pdf.render(render_to_string("consultations/summary_pdf.html", context))


def summary_text(shown: Found) -> str:
    """Return the summary as plain text, and after it what was added since."""
    text = plain_text(presented_summary(shown.known))
    return text + addenda_text(added_to(shown.consultation))


def letter_form(shown: Found, form: LetterForm) -> dict[str, Any]:
    """Gather the letter to edit, with the conditions of every medicine that it names.

    A letter of a decision that no longer holds says so.
    """
    text = str(form["text"].value() or "")
    return room(shown.consultation, "summary") | {
        "form": form,
        "mark": mark(shown.known),
        "number": shown.known.number,
        "conditions": conditions(shown.known.frozen, [text]),
    }


def letter(shown: Found, text: str) -> dict[str, Any]:
    """Gather the letter as it was typed, for paper."""
    return room(shown.consultation, "summary") | {
        "letter": presented_letter(shown.known, text),
        "number": shown.known.number,
    }
