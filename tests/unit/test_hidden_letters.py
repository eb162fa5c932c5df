"""What nobody sees of what is typed goes; what is seen, and what shapes it, stays."""

import pytest
from django.core.exceptions import ValidationError

from accounts.words import WordsField, seen


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sam\u200b Rivers", "Sam Rivers"),
        ("\u202esreviR maS\u202c", "sreviR maS"),
        ("\u2066Sam\u2069", "Sam"),
        ("\ufeffSam\u00ad\u2060", "Sam"),
        ("Sam\x07\x1b[31m", "Sam[31m"),
        ("Sa\u3164m\u2800", "Sam"),
        ("S\u200dam", "Sam"),
        ("Sam\ufe0f", "Sam"),
        ("one\u2028two", "one\ntwo"),
        ("e\u0301", "é"),
        ("Sam\ud800", "Sam"),
    ],
)
def test_what_nobody_sees_goes(typed: str, kept: str) -> None:
    assert seen(typed) == kept


@pytest.mark.parametrize(
    "word",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d⚕\ufe0f",
        "❤\ufe0f",
        "Nguyễn",
        "שָׁלוֹם",
        "O’Brien",
        "a\tb\r\nc",
        "葛\ufe00",
    ],
)
def test_what_shapes_the_writing_stays(word: str) -> None:
    assert seen(word) == word


def test_a_name_of_nothing_is_no_name() -> None:
    with pytest.raises(ValidationError, match="needed"):
        WordsField(error_messages={"required": "A name is needed."}).clean("\u200b \u3164")


def test_a_pile_of_marks_is_answered_with_a_sentence() -> None:
    """As many as a language needs are none."""
    assert WordsField().clean("q\u0301\u0302\u0303") == "q\u0301\u0302\u0303"
    with pytest.raises(ValidationError, match="too many marks on one letter"):
        WordsField().clean("q" + "\u0336" * 60)
