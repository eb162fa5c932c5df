"""Hard words are found where they stand, and only there."""

import pytest

from medications.models import Term
from medications.presenters.terms import hard_words
from tests.unit.medications.rows import library, raw

TERMS = [Term(word=word, meaning="…") for word in ("akathisia", "QT interval", "SmPC", "ECG (EKG)")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It may cause akathisia.", ["akathisia"]),
        ("Akathisia at first", ["akathisia"]),
        ("(akathisia)", ["akathisia"]),
        ("akathisia-like", ["akathisia"]),
        ("the qt interval", ["QT interval"]),
        ("pseudoakathisia and akathisias", []),
        ("QT prolongation, one interval", []),
        ("an ECG (EKG) first", ["ECG (EKG)"]),
        ("smpc and akathisia", ["akathisia", "SmPC"]),
        ("", []),
    ],
)
def test_a_hard_word_is_found_as_a_word_of_its_own(text: str, found: list[str]) -> None:
    assert [term.word for term in hard_words(text, TERMS)] == found


def test_nearly_every_real_hard_word_stands_in_a_card_fact() -> None:
    terms = [Term(**each) for each in library().records["glossary.csv"]]
    text = " ".join(row["value"] for row in raw("card_facts"))

    assert len(hard_words(text, terms)) >= len(terms) - 3
    assert len(terms) == 72
