"""After a release: everybody whose standing decision it touches is asked to look again.

Which conversations those are may take seconds to work out. So the release only notes that it is
to be done (a `ReviewRound`, in its own transaction), and it is done once the release is there, in
pieces that each are written whole or not at all. Whatever interrupts it, the note says where to go
on: at the next publication, or by `manage.py prompt_reviews`.
"""

from time import monotonic

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.models import Consultation, Decision, ReviewPrompt, ReviewRound
from consultations.selectors.kept_wishes import (
    KeptWishes,
    first_key,
    kept_wishes,
    last_key,
)
from consultations.selectors.sides import effects_of, side
from consultations.selectors.standing import standing_decisions, unfinished_rounds
from consultations.selectors.touched import columns_of, marks_of
from consultations.services.impact import PIECE
from consultations.services.saving import Writing, Written, save
from consultations.stages import FINISHED
from consultations.tickets import Ticket
from medications.models import Release

State = ReviewPrompt.State


class AnsweredAlready(ValueError):
    """Somebody has answered this prompt; its text is a sentence for the page."""


def begin_round(before: Release, release: Release, changed: list[str]) -> None:
    """Note, in the transaction of a release, that people have to be told of it."""
    organisation = release.organisation
    ReviewRound.objects.create(
        organisation=organisation,
        release=release,
        before=before,
        changed=changed,
        position=max(first_key(organisation) - 1, 0),
        last=last_key(organisation),
    )


def go_through_rounds(seconds: float | None = None) -> bool:
    """Tell those who are not told yet; return whether that is all of them.

    seconds   how long at most; as long as it takes when None
    """
    until = None if seconds is None else monotonic() + seconds
    for each in unfinished_rounds():
        while each.position < each.last:
            if until is not None and monotonic() >= until:
                return False
            go_on(each)
    return True


def go_on(its: ReviewRound) -> None:
    """Go through the next piece of a round, unless somebody else does so at the same time."""
    here, upto = its.position, min(its.position + PIECE, its.last)
    kept = kept_wishes(its.release.organisation, here, upto, effects_of(its.release))
    prompts = [_prompt(its.release, each) for each in _to_look_at(its, kept)]
    with transaction.atomic():
        if ReviewRound.objects.filter(pk=its.pk, position=here).update(position=upto):
            ReviewPrompt.objects.bulk_create(prompts, ignore_conflicts=True, batch_size=1000)
    its.refresh_from_db(fields=["position"])


def _to_look_at(its: ReviewRound, kept: KeptWishes) -> list[Decision]:
    """Return the decisions that stand and that the release touches, by their conversations.

    Touched is whose order moves and, when safety is the reason, whoever decided on a medicine
    whose card has changed. Who began on the new cards has decided by them.
    """
    rows = marks_of(side(its.before), side(its.release), kept).any
    if its.release.is_safety_change:
        rows |= columns_of(kept.medicines, tuple(its.changed)) >= 0
    found = standing_decisions(kept.keys[np.flatnonzero(rows)].tolist())
    older = found.filter(consultation__release__number__lt=its.release.number)
    return list(older.select_related("consultation").order_by("pk"))


def _prompt(release: Release, decision: Decision) -> ReviewPrompt:
    """Return the prompt to look again at a decision."""
    return ReviewPrompt(
        organisation_id=release.organisation_id,
        consultation_id=decision.consultation_id,
        clinic_id=decision.consultation.clinic_id,
        release=release,
        decision=decision,
    )


def set_aside_prompt(*, ticket: Ticket, by: Account, prompt: int, reason: str) -> Consultation:
    """Keep why a decision needs no other look after a card has changed.

    Raises AnsweredAlready, and what `save` raises.
    """

    def write(writing: Writing) -> Written:
        mine = ReviewPrompt.objects.filter(
            pk=prompt, consultation=writing.consultation, state=State.WAITING
        )
        if not mine.update(**_answer(State.SET_ASIDE, by), reason=reason):
            raise AnsweredAlready(_("Somebody has answered this already."))
        return Written({}, {"prompt": prompt, "reason": reason})

    return save(ticket=ticket, by=by, what="set_aside_prompt", write=write, stages=FINISHED)


def answer_prompts(consultation: Consultation, by: Account) -> None:
    """Take prompts as acted on: a conversation looks at this one again.

    Call it in the transaction of whatever answers them.
    """
    rows = ReviewPrompt.objects.filter(consultation=consultation, state=State.WAITING)
    rows.update(**_answer(State.ACTED, by))


def answer_prompts_of_person(consultation: Consultation, by: Account) -> None:
    """Take the prompts of a person as acted on: something else was decided with them now."""
    rows = ReviewPrompt.objects.filter(
        consultation__service_user=consultation.service_user_id, state=State.WAITING
    )
    rows.update(**_answer(State.ACTED, by))


def _answer(state: str, by: Account) -> dict[str, object]:
    """Return the columns that say what became of a prompt."""
    return {"state": state, "answered_by": by, "answered_at": timezone.now()}
