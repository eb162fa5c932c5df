"""What the comparison tells beside the order: why a filter leaves out, overlaps, numbers."""

import re

import pytest

from consultations.models import Consultation
from medications import kept, selectors
from medications.models import Release
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.comparing import compared, groups, picked, row
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def test_what_a_filter_leaves_out_says_why(amara: SignedIn, conversation: Consultation) -> None:
    page = compared(amara, conversation, "?form=injection")

    assert "quetiapine" in groups(page)["Not what the filter asks for"]
    assert "olanzapine" in groups(page)["Open to choice now"]
    assert "They are still choices" in words(page.main)
    assert "No injection was found in what was read." in row(page, "quetiapine")


def test_how_often_that_is_not_known_is_never_told_as_a_no(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Each of those apart says which part of the filter it is about."""
    picked(amara, conversation, "avoid:tremor")
    page = compared(amara, conversation, "?once_a_day=on&form=tablet")
    found = groups(page)

    assert "haloperidol" in found["Not known whether they are what the filter asks for"]
    assert "How often it is taken is not known." in row(page, "haloperidol")
    assert "chlorpromazine" in found["Open to choice now"]
    assert "sulpiride" in found["Not what the filter asks for"]
    assert "How often, in what was read: twice a day, in the morning" in row(page, "sulpiride")
    for each in page.select(".compared-group--perhaps li, .compared-group--left_out li"):
        assert re.search("How often|was found in", words(each))


@pytest.mark.parametrize("kept", [[], ["keep:"]], ids=["picked", "in order"])
def test_an_overlap_is_told_as_soon_as_two_lines_are_picked(
    amara: SignedIn, conversation: Consultation, kept: list[str]
) -> None:
    """On the comparison, and beside the checklist on which they were picked."""
    tab = picked(amara, conversation, "avoid:tremor", "avoid:restlessness", *kept)

    for page in (compared(amara, conversation).main, tab.page):
        said = words(page)
        assert "Shaking or tremor and restlessness are about one thing, movement" in said


def test_more_has_the_numbers_out_of_100_of_what_was_chosen(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Beside placebo where there is one, with who was studied; none found is said."""
    picked(amara, conversation, "avoid:weight_gain", "avoid:increased_dreaming")
    page = compared(amara, conversation)
    said = words(page.select_one("[data-medicine=olanzapine] .compared__more"))

    assert re.search(r"Out of 100, weight gain: On olanzapine: \d+ of 100 people get it", said)
    assert "On placebo:" in said
    assert "Who:" in said
    assert "No number out of 100 was found for increased dreaming." in said


def test_a_number_is_the_one_that_the_card_draws_first(library: Release) -> None:
    """Of every medicine and every line, so that two pages never say two things."""
    cards = selectors.cards(library)
    first = {
        (card.medication.code, numbers.name): numbers.main[0].sentence
        for card, whole in zip(cards, kept.presented(cards), strict=True)
        for numbers in whole.numbers
        if numbers.main
    }
    told = {
        (code, line.label): figure.sentence
        for line in selectors.rated_effects(library)
        for code, figure in kept.figures_of_100(library, line).items()
    }

    assert len(told) > 50
    assert told == {key: said for key, said in first.items() if key in told}
    assert {key for key in first if key[1] != "Not one of the 36 lines"} == set(told)
