"""Texts of the service: ours are kind and plain, and harsh words are seen."""

import pytest

from consultations.presenters.texts import TEXTS, caution, own_words
from consultations.wording import harsh_words
from medications.reading_age import reading_grade

EASY = 9


@pytest.mark.parametrize("key", TEXTS)
def test_our_own_words_are_plain_and_call_for_no_caution(key: str) -> None:
    """They are what stands until a manager words them."""
    words = own_words(key, {})

    assert not harsh_words(words)
    assert reading_grade(words) < EASY


@pytest.mark.parametrize(
    "text",
    [
        "You must take it.",
        "If you do not take it you will stay longer.",
        "If you don't agree, we have to act.",
        "You will be sectioned.",
        "You have to take the tablets.",
        "People who refused it",
        "The BEST one",
        "non-compliant people",
        "Other drugs",
    ],
)
def test_a_harsh_word_is_seen(text: str) -> None:
    """In any case and form, and the caution quotes it."""
    assert harsh_words(text)
    assert harsh_words(text)[0] in caution(text)


@pytest.mark.parametrize(
    "text",
    ["Ask for an advocate.", "A bestseller", "You will see your clinician on Monday.", ""],
)
def test_a_kind_text_is_left_alone(text: str) -> None:
    """No caution where there is nothing to think about."""
    assert caution(text) == ""
