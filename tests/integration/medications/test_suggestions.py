"""What the rows of a card suggest: on the cards as loaded, exactly the levels that they bear."""

from medications.models import Card, Release
from medications.selectors import drafting


def test_every_loaded_level_is_the_one_that_its_rows_suggest(library: Release) -> None:
    for card in library.cards.select_related("medication"):
        suggested = drafting.suggestions(card)
        for rating in card.ratings.select_related("effect").prefetch_related("evidence"):
            found = suggested[rating.effect.code]
            assert (found.level, found.basis) == (rating.level, rating.basis)
            assert set(found.rows) == {row.key for row in rating.evidence.all()}


def test_a_card_without_one_to_begin_from_has_no_published_levels(library: Release) -> None:
    card = library.cards.get(medication__code="olanzapine")

    assert drafting.published_levels(card) == {}
    assert drafting.published_levels(Card(based_on=card))["weight_gain"] == 3
