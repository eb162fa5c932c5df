"""A medicine that was typed by its name: what goes home, and to colleagues, says it has no card."""

from dataclasses import replace

import pytest

from consultations.presenters.letter import letter_text
from consultations.presenters.no_card import FOR_A_COLLEAGUE, FOR_THE_PERSON
from consultations.presenters.record_text import plain_text, record_text
from consultations.presenters.summary import TYPED, Known, whole_record
from consultations.presenters.summary_sections import presented_summary
from consultations.presenters.until_now import leaves_open
from medications.reading_age import reading_grade
from tests.frozen import frozen
from tests.frozen_random import random_known
from tests.unit.consultations.test_summary_words import PLAIN_ENOUGH


def typed_medicine(decided: str, named: str) -> Known:
    """Return what is known of a decision for a medicine that is not on the cards."""
    known = replace(random_known(1), frozen=frozen())
    its = {"kind": "medicine", "medication": None, "medication_name": decided}
    its |= {"until_now": "", "until_now_how": ""}
    its |= {"named_kind": "medicine", "named_medication": None, "named_medication_name": named}
    for name, value in its.items():
        setattr(known.decision, name, value)
    return known


@pytest.mark.parametrize("named", ["Zotepine", "Perazine"])
def test_a_medicine_without_a_card_says_so_wherever_it_is_named(named: str) -> None:
    known = typed_medicine("Zotepine", named)
    summary = presented_summary(known)
    texts = [plain_text(summary), letter_text(known), record_text(known)]

    for text in texts:
        assert "Zotepine (there is no card for it)" in text
        for name in {"Zotepine", named}:
            assert f"no card for {name}. So it was not compared" in text
        assert text.count("has to be looked up and talked through") == len({"Zotepine", named})
    headings = [each.heading for each in summary.sections]
    assert ("Where we saw it differently" in headings) == (named != "Zotepine")


@pytest.mark.parametrize(
    ("taken", "is_open"), [("Zotepine, 25 mg", False), ("zotepine", False), ("Olanzapine", True)]
)
def test_what_is_taken_is_compared_with_a_typed_name_too(taken: str, is_open: bool) -> None:
    known = replace(typed_medicine("Zotepine", "Zotepine"), frozen=frozen(taken_now=[taken]))

    assert leaves_open(known) is is_open


def test_a_sheet_of_a_medicine_on_the_cards_keeps_its_check() -> None:
    """The record of those that somebody took home is what it was before names could be typed."""
    known = next(each for each in map(random_known, range(1000)) if each.decision.medication)
    for name in TYPED:
        setattr(known.decision, name, "")

    assert not set(TYPED) & set(whole_record(known))


def test_what_having_no_card_means_is_easy_to_read() -> None:
    for words in (FOR_THE_PERSON, FOR_A_COLLEAGUE):
        assert reading_grade(str(words) % {"name": "It"}) <= PLAIN_ENOUGH
