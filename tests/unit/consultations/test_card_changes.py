"""What is said of a card whose levels did not change."""

from consultations.presenters.card_changes import changed_cards
from medications.models import Card, Medication
from medications.presenters.medicines import PresentedMedicine


def test_a_card_with_the_same_levels_does_not_say_which_words_changed() -> None:
    """It may be no more than the day of review."""
    pimozide = Medication(code="pimozide", name="Pimozide")
    before, after = (Card(medication=pimozide, version=version) for version in (1, 3))
    shown = PresentedMedicine("pimozide", "Pimozide", "pimozide", "", (), ())

    (told,) = changed_cards([(before, after)], ({}, {}), [], {"pimozide": shown})

    assert told.words == ["The same levels; something else on the card is different."]
