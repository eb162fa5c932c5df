"""A name that is typed: a card's own, a letter or two beside it, or another medicine's."""

import pytest

from consultations.typed_medicine import on_the_cards
from medications.models import Card, Medication

NAMES = {"Clozapine": "Clozaril, Denzapine", "Flupentixol": "Depixol", "Trifluoperazine": ""}
CARDS = [Card(medication=Medication(name=name, brands=brands)) for name, brands in NAMES.items()]


@pytest.mark.parametrize("typed", ["Clozapine", "clozapine 100 mg", "my CLOZARIL", "denzapine"])
def test_a_name_on_the_cards_is_chosen_from_the_list(typed: str) -> None:
    assert on_the_cards(typed, CARDS) == "Clozapine is on the cards. Choose it from the list."


@pytest.mark.parametrize(
    ("typed", "word", "name"),
    [
        ("clozapin 100 mg", "clozapin", "clozapine"),
        ("Clozepine", "clozepine", "clozapine"),
        ("the flupenthixol depot", "flupenthixol", "flupentixol"),
    ],
)
def test_a_letter_beside_a_name_is_asked_about(typed: str, word: str, name: str) -> None:
    """Or a medicine with conditions would be decided on without them."""
    sentence = f"Is “{word}” {name}, which is on the cards? Choose it from the list."
    assert on_the_cards(typed, CARDS) == sentence


@pytest.mark.parametrize(
    "typed",
    ["", "loxapine", "clotiapine", "clonazepam", "triflupromazine", "lithium", "the blue one"],
)
def test_another_name_is_taken_as_it_is(typed: str) -> None:
    """Also one that is much like a card's."""
    assert on_the_cards(typed, CARDS) == ""
