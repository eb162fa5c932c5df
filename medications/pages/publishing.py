"""What the pages need on which a draft is submitted, read by a second person, or withdrawn."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from accounts.models import Account
from medications import selectors
from medications.content import digest
from medications.forms.publishing import ReviewForm, SubmitForm, WithdrawalForm
from medications.models import Card, Release
from medications.pages.reading import named_too
from medications.presenters.changes import changes_in_words
from medications.presenters.lists import gated
from medications.presenters.medicines import PresentedMedicine, presented_medicine
from medications.presenters.moves import begun, stage_sentence, told_moves, version_name
from medications.readiness import what_is_missing
from medications.selectors import versions
from medications.selectors.changes import rows
from medications.stages import Stage

Context = dict[str, Any]


def submission(release: Release, card: Card, form: SubmitForm | None) -> Context:
    """Gather what a draft changes, what it lacks, and the form to hand it on with."""
    context = _compared(release, card)
    is_draft = card.stage == Stage.DRAFT
    if form is None:
        form = SubmitForm(initial={"read": context["read"], "key": uuid4()})
    else:
        form.renew(context["read"])
    return context | {
        "form": form,
        "is_draft": is_draft,
        "missing": what_is_missing(card) if is_draft else [],
    }


def review(release: Release, card: Card, by: Account, form: ReviewForm | None) -> Context:
    """Gather what a second pharmacist reads before they publish, and what the author may do."""
    context = _compared(release, card)
    drawn = {"read": context["read"], "release": release.pk}
    if form is None:
        form = ReviewForm(initial=drawn | {"key": uuid4()})
    else:
        form.renew(**drawn)
    return context | {
        "form": form,
        "reason": card.stage_reason,
        "is_waiting": card.stage == Stage.SUBMITTED,
        "is_safety_change": card.is_safety_change,
        "is_own": versions.has_written(card, by),
    }


def withdrawal(release: Release, card: Card, form: WithdrawalForm | None) -> Context:
    """Gather what a withdrawal needs: the medicine as it is in use, and whether it still is."""
    medicine = presented_medicine(card)
    return {
        "medicine": medicine,
        "gated": gated([medicine]),
        "form": form or WithdrawalForm(initial={"key": uuid4()}),
        "withdrawn": medicine.withdrawn,
    }


def _compared(release: Release, card: Card) -> Context:
    """Gather a version beside the one in use: the differences in words, and its way so far."""
    in_use = _in_use(release, card)
    keyed = versions.contents([card, in_use] if in_use else [card])
    before, after = (keyed[in_use.pk] if in_use else None), keyed[card.pk]
    medicine = version_medicine(release, card)
    return {
        "card": card,
        "medicine": medicine,
        "version": version_name(card),
        "begun": begun(card),
        "stands": stage_sentence(card),
        "is_new": in_use is None,
        "changes": changes_in_words(before, after, rows(release.organisation, [(before, after)])),
        "moves": told_moves(versions.moves(card)),
        "read": digest(after),
        "gated": gated([medicine]),
        "named_too": named_too(release, [medicine]),
    }


def _in_use(release: Release, card: Card) -> Card | None:
    """Return the version of a card's medicine that the release holds; None for a new one."""
    its = [each for each in selectors.cards(release) if each.medication_id == card.medication_id]
    return its[0] if its else None


def version_medicine(release: Release, card: Card) -> PresentedMedicine:
    """Return the name of a version's medicine; one that is not in use yet leads nowhere."""
    medicine = presented_medicine(card)
    return medicine if _in_use(release, card) else replace(medicine, url="")
