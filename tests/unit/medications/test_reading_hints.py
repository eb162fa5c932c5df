"""How hard a draft's words are to read, as its pharmacist is told."""

from medications.presenters.reading_age import ReadingHint, reading_hint

LONG = "You may take it with food or milk at night, and you may go to bed soon after if you can."
HARD = "Administration necessitates haematological monitoring."


def test_what_is_easy_is_told_without_advice() -> None:
    hint = reading_hint(["Wait. Then ask us."], 11)
    assert hint == ReadingHint("About reading age 5. Longest sentence: 3 words.")


def test_one_word_is_one_word() -> None:
    hint = reading_hint(["Wait."], 11)
    assert hint == ReadingHint("About reading age 5. Longest sentence: one word.")


def test_a_long_sentence_is_to_be_made_shorter() -> None:
    hint = reading_hint([LONG], 9)
    assert hint is not None
    assert hint.words.endswith("Longest sentence: 21 words.")
    assert hint.advice == "Aim at 9 or below. Shorter sentences help most."


def test_hard_words_in_a_short_sentence_are_to_be_made_shorter() -> None:
    hint = reading_hint([HARD], 12)
    assert hint == ReadingHint(
        "Reading age over 17. Longest sentence: 4 words.",
        "Aim at 12 or below. Shorter words help most; explain a hard one where it stands.",
    )


def test_nothing_written_is_not_hinted_at() -> None:
    assert reading_hint([], 11) is None
    assert reading_hint([""], 11) is None
