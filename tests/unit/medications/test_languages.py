"""The languages: told apart by code, found again in what somebody typed."""

import re

import pytest

from medications.languages import LANGUAGES, language, named_in

CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")


def test_every_language_has_a_code_of_its_own_that_browsers_know() -> None:
    assert len({each.code for each in LANGUAGES}) == len(LANGUAGES)
    assert all(CODE.fullmatch(each.code) for each in LANGUAGES)


def test_a_code_leads_to_its_language() -> None:
    polish = language("pl")
    assert polish is not None
    assert str(polish) == "Polish (Polski)"
    assert language("xx") is None


def test_four_languages_run_from_right_to_left() -> None:
    assert {each.code for each in LANGUAGES if each.direction == "rtl"} == {"ar", "ckb", "fa", "ur"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Polish", "pl"),
        ("polski", "pl"),
        ("Punjabi, from Lahore", "pa"),
        ("اردو", "ur"),
        ("Farsi", "fa"),
        ("Cantonese", "zh-Hant"),
        ("Chinese", "zh-Hans"),
        ("Polish or Russian", "pl"),
    ],
)
def test_a_language_is_told_from_free_words(words: str, code: str) -> None:
    found = named_in(words)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("words", ["", "Klingon", "Polishing", "Polish, or Urdu", "not needed"])
def test_no_language_is_guessed(words: str) -> None:
    """Nor one of two that are named."""
    assert named_in(words) is None
