"""What each page of the pharmacist's desk needs."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from accounts.models import Account, Organisation
from medications import impact, kept, selectors
from medications.forms import ApprovalForm, AvailabilityForm, LocalNoteForm
from medications.models import Availability, Card, Release
from medications.presenters.approving import left_to_approve, next_to_approve
from medications.presenters.desk import (
    in_hand,
    presented_desk,
    said_in_notes,
    said_of_availability,
)
from medications.presenters.lists import gated
from medications.presenters.medicines import presented_medicine
from medications.presenters.translations_left import LeftInLanguage, translations_left
from medications.selectors import desk as reads
from medications.selectors import translating, versions

Context = dict[str, Any]


def desk(release: Release, by: Account) -> Context:
    """Gather every card with what is left to do for it, and what is in hand."""
    organisation, cards = release.organisation, selectors.cards(release)
    shown = presented_desk(
        release,
        cards,
        selectors.cells(release),
        reads.standing_approvals(organisation),
        selectors.availability(organisation),
        selectors.local_notes(organisation, cards),
        impact.chosen(organisation),
    )
    working_on = list(versions.in_hand(organisation))
    waiting, drafts = in_hand(working_on, by)
    named = [presented_medicine(each) for each in (*cards, *working_on)]
    return {
        "desk": shown,
        "waiting": waiting,
        "drafts": drafts,
        "translations_left": _translations_left(organisation, cards),
        "gated": gated({each.code: each for each in named}.values()),
    }


def approval(release: Release, card: Card, form: ApprovalForm | None = None) -> Context:
    """Gather what a pharmacist finds on a card beside what everybody reads: the way on, too."""
    left = left_to_approve(
        selectors.cards(release),
        selectors.starters_not_approved(release),
        impact.chosen(release.organisation),
    )
    return {
        "form": form or ApprovalForm(initial={"card": card.pk, "key": uuid4()}),
        "next_to_approve": next_to_approve(left, card),
    }


def _translations_left(organisation: Organisation, cards: Sequence[Card]) -> list[LeftInLanguage]:
    """Gather what is left to do for translations; the cards that have some are read together."""
    rows = translating.of_cards(organisation)
    medications = {row.medication_id for row in rows}
    translated = [card for card in cards if card.medication_id in medications]
    kept.presented(translated)
    return translations_left(rows, {card: kept.english(card) for card in translated})


def stock(
    release: Release, card: Card, form: AvailabilityForm | None, note: LocalNoteForm | None
) -> Context:
    """Gather what is said here of one medicine; a form that was sent stays as it was typed."""
    organisation, medication = release.organisation, card.medication
    so_far = reads.availability_so_far(organisation, medication)
    standing, past = said_in_notes(reads.notes_so_far(organisation, medication), medication.code)
    newest = so_far[0] if so_far else None
    medicine = presented_medicine(card)
    return {
        "medicine": medicine,
        "gated": gated([medicine]),
        "form": form or AvailabilityForm(initial=_as_it_is(newest)),
        "note_form": note or LocalNoteForm(initial={"key": uuid4()}),
        "seen": newest.pk if newest else 0,
        "so_far": said_of_availability(so_far),
        "notes": standing,
        "past_notes": past,
    }


def _as_it_is(newest: Availability | None) -> Context:
    """Return what holds now, for a form to begin with."""
    if newest is None:
        return {"seen": 0, "state": Availability.State.AVAILABLE}
    return {"seen": newest.pk, "state": newest.state, "reason": newest.reason}
