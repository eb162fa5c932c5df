"""What the print of all cards of a release needs: each as it is handed over, or whole."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from medications import kept, selectors
from medications.models import Card, Release
from medications.pages.reading import approval_sentence, named_too, terms_of
from medications.presenters.card import PresentedCard
from medications.presenters.medicines import PresentedMedicine
from medications.presenters.status import Status, overdue_sentence, presented_status
from medications.selectors.desk import standing_approvals

Context = dict[str, Any]


@dataclass(frozen=True)
class PrintedCard:
    """One card with what stands beside it on paper; `medicine` leads to its place on the page."""

    card: PresentedCard
    medicine: PresentedMedicine
    status: Status
    named_too: list[PresentedMedicine]


def all_cards(release: Release) -> Context:
    """Gather every card of a release by name: as many queries for thirty as for one."""
    cards = selectors.cards(release)
    printed = list(_printed(release, cards))
    return {
        "release": release,
        "printed": printed,
        "starter_sentence": approval_sentence(release, cards),
        "overdue": overdue_sentence(cards),
        "terms": terms_of([each.card for each in printed]),
    }


def _printed(release: Release, cards: tuple[Card, ...]) -> Iterable[PrintedCard]:
    """Return each card with what the organisation says about it."""
    organisation = release.organisation
    approvals = standing_approvals(organisation)
    states = selectors.availability(organisation)
    notes = selectors.local_notes(organisation, cards)
    for card, shown in zip(cards, kept.presented(cards), strict=True):
        key = card.medication_id
        yield PrintedCard(
            shown,
            replace(shown.medicine, url=f"#card-{shown.medicine.code}"),
            presented_status(
                release, card, approvals.get(card.pk), states.get(key), notes.get(key, [])
            ),
            named_too(release, [shown.medicine]),
        )
