"""What was decided in an earlier conversation, in one line with its medicine's conditions."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from consultations.models import Decision
from consultations.presenters.no_card import marked
from consultations.presenters.summary import how_taken
from consultations.presenters.until_now import in_short
from medications.presenters.medicines import PresentedMedicine


@dataclass(frozen=True)
class PresentedDecision:
    """What was decided. `medicine` is None when none of the cards is named.

    words    "a medicine", "no change" …
    typed    the name of a medicine that has no card, and that it has none; '' otherwise
    how      in which form and how much, in words
    until_now   what becomes of what was taken until then; '' where nothing is to be said
    by       who stands for it, and when it is looked at again
    """

    words: str
    medicine: PresentedMedicine | None
    typed: str
    how: str
    until_now: str
    by: str
    summary_url: str


def presented_decision(decision: Decision, code: UUID) -> PresentedDecision:
    """Return a decision that came from `selectors.summaries.newest_decisions`."""
    words = {
        "name": decision.decided_by.name,
        "date": formats.date_format(decision.review_on, "j F Y"),
    }
    return PresentedDecision(
        str(Decision.Kind(decision.kind).label),
        _medicine(decision),
        marked(decision.medication_name),
        how_taken(decision),
        in_short(decision),
        _("With %(name)s. To be looked at again on %(date)s.") % words,
        reverse("summary", args=[code]),
    )


def _medicine(decision: Decision) -> PresentedMedicine | None:
    """Return the medicine with the conditions that stood beside its name then."""
    if decision.medication is None:
        return None
    code, name = decision.medication.code, decision.medication.name
    then: dict[str, Any] = vars(decision)["conditions"] or {}
    conditions = tuple(then.get(code, ()))
    return PresentedMedicine(code, name, name.lower(), reverse("card", args=[code]), conditions, ())
