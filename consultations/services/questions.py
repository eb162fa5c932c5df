"""A question between two visits, and its answer: kept here, and never sent anywhere."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.models import Consultation, Participant, Question
from consultations.services.carers import newest_ticket
from consultations.services.saving import Writing, Written, save
from consultations.stages import Stage
from consultations.tickets import Ticket


@transaction.atomic
def leave_question(
    *, consultation: Consultation, by: Account | Participant, text: str, key: UUID
) -> None:
    """Keep a question of the person's; the record says who typed it.

    It meets no conflict: it takes the place of nothing. Raises PermissionDenied.
    """

    def write(writing: Writing) -> Written:
        row = Question.objects.create(**writing.common, entered_by=writing.by, text=text)
        return Written(after={"question": row.pk, "text": text})

    ticket = newest_ticket(consultation, key)
    if ticket is not None:
        save(ticket=ticket, by=by, what="leave_question", write=write)


def answer_question(*, ticket: Ticket, by: Account, question: int, answer: str) -> Consultation:
    """Answer a question of this conversation, or put other words in the place of an answer.

    Raises as `save` does.

    At every stage: what was asked before a conversation ended waits for its answer.
    """

    def write(writing: Writing) -> Written:
        if writing.by.kind != Participant.Kind.CLINICIAN:
            raise PermissionDenied(_("Only a clinician of this clinic answers."))
        row = Question.objects.get(consultation=writing.consultation, pk=question)
        before = row.answer
        row.answer, row.answered_by, row.answered_at = answer, writing.by, timezone.now()
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        return Written(
            {"question": row.pk, "answer": before}, {"question": row.pk, "answer": answer}
        )

    return save(ticket=ticket, by=by, what="answer_question", write=write, stages=tuple(Stage))
