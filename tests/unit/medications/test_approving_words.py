"""Which card is left to approve next, and what the page says of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from medications.models import Card
from medications.presenters.approving import (
    chosen_words,
    left_to_approve,
    needed_most_first,
    next_to_approve,
)
from tests.unit.medications.rows import medications


def a_card(key: int, code: str, **fields: object) -> Card:
    """Make a starter card without conditions."""
    card = Card(pk=key, medication=medications()[code], **fields)
    vars(card)["always_shown"] = []
    return card


CARDS = [a_card(1, "amisulpride"), a_card(2, "olanzapine"), a_card(3, "quetiapine")]
CHOSEN = {"quetiapine": 5, "olanzapine": 1}


def codes(cards: list[Card]) -> list[str]:
    """Return the medicines of cards."""
    return [card.medication.code for card in cards]


def test_what_is_decided_on_most_comes_first_and_the_others_by_name() -> None:
    assert codes(needed_most_first(CARDS, CHOSEN)) == ["quetiapine", "olanzapine", "amisulpride"]
    assert codes(needed_most_first(CARDS, {})) == ["amisulpride", "olanzapine", "quetiapine"]


def test_what_is_approved_or_overdue_is_not_left() -> None:
    late = a_card(4, "pimozide", review_on=timezone.localdate() - timedelta(days=1))
    left = left_to_approve([*CARDS, late], {1, 3, 4}, CHOSEN)
    assert codes(left) == ["quetiapine", "amisulpride"]


@pytest.mark.parametrize(
    ("read", "after"),
    [(1, "Olanzapine"), (2, "Quetiapine"), (3, "Amisulpride"), (9, "Amisulpride")],
)
def test_one_leads_to_the_next_round_to_the_first(read: int, after: str) -> None:
    """A card that is approved already leads to the first that is left."""
    found = next_to_approve(CARDS, Card(pk=read))
    assert found.medicine is not None
    assert (found.medicine.name, found.left) == (after, "3 cards left to approve.")


def test_the_last_one_leads_to_no_other() -> None:
    found = next_to_approve(CARDS[:1], CARDS[0])
    assert (found.medicine, found.left) == (None, "One card left to approve.")
    none = next_to_approve([], CARDS[0])
    assert replace(none, left="") == replace(found, left="")
    assert none.left == "Every starter card is approved."


def test_never_is_not_said() -> None:
    assert [chosen_words(count) for count in (0, 1, 12)] == [
        "",
        "Decided on once of late.",
        "Decided on 12 times of late.",
    ]
