"""How hard a text is to read, as a draft tells it."""

import pytest

from medications.reading_age import Reading, reading, reading_age, reading_grade


@pytest.mark.parametrize(
    ("grade", "age"), [(-3.0, 5), (0.0, 5), (5.2, 11), (6.0, 11), (6.04, 11), (6.1, 12), (7.0, 12)]
)
def test_a_grade_is_read_by_an_age(grade: float, age: int) -> None:
    assert reading_age(grade) == age


def test_a_text_without_words_has_no_age() -> None:
    assert reading([]) is None
    assert reading(["", " … "]) is None


def test_the_longest_sentence_is_counted_in_words() -> None:
    text = "Tell us. It can take 2.5 weeks to work. “Why?” you ask."
    assert reading([text]) == Reading(5, 7)


def test_a_paragraph_ends_a_sentence() -> None:
    assert reading(["Take it with food", "Drink less"]) == reading(
        ["Take it with food. Drink less."]
    )


def test_names_do_not_make_a_text_hard() -> None:
    text = ["Do not take it with carbamazepine or zuclopenthixol."]
    with_name = reading(text, {"zuclopenthixol"})
    without = reading(text)
    assert with_name is not None
    assert without is not None
    assert with_name.age < without.age


def test_a_quotation_ends_a_sentence_too() -> None:
    assert reading_grade("Say “Stop.” Then wait.") == reading_grade("Say Stop. Then wait.")
