"""Where each fact and each caution stands on a card: somewhere, and once."""

from collections import Counter

from medications.models import Caution
from medications.presenters.card import CAUTION_SECTIONS, fact_kind_words
from medications.sections import SECTIONS
from tests.unit.medications.rows import raw

KINDS = {row["fact"] for row in raw("card_facts")}


def test_every_kind_of_fact_stands_in_exactly_one_section() -> None:
    places = Counter(kind for _heading, kinds in SECTIONS.values() for kind in kinds)

    assert set(places.values()) == {1}
    assert set(places) == KINDS
    assert len(KINDS) == 37


def test_every_kind_of_caution_has_a_section() -> None:
    assert set(CAUTION_SECTIONS) == set(Caution.Kind)
    assert set(CAUTION_SECTIONS.values()) <= set(SECTIONS)


def test_the_card_is_read_in_this_order() -> None:
    assert [str(heading) for heading, _kinds in SECTIONS.values()] == [
        "What it is",
        "How it works",
        "What it may help with",
        "Side effects",
        "Numbers out of 100",
        "Forms and how often",
        "Dose",
        "Could a lower dose do?",
        "Tests and checks",
        "With other medicines and conditions",
        "Food and drink",
        "Alcohol",
        "Smoking",
        "Driving",
        "Pregnancy",
        "Breast-feeding",
        "Do not stop suddenly",
        "Sources",
    ]


def test_our_own_words_name_a_section_that_exists() -> None:
    assert {row["section"] for row in raw("explanations")} == set(SECTIONS)


def test_kinds_of_fact_have_headings_for_people() -> None:
    assert fact_kind_words("doses per day") == "How many times a day"
    assert fact_kind_words("usual dose") == "Usual dose"
    assert len({fact_kind_words(kind) for kind in KINDS}) == 37
