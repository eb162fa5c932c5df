"""What docs/limits.md says is what the forms take."""

import pytest
from django import forms

from consultations.forms.matters import MattersForm
from medications.exchange.guarding import LARGEST, LARGEST_UNPACKED, MEGABYTE
from tests.limits import boxes


def test_the_page_is_what_the_forms_are() -> None:
    """A box that takes more shows there before anything is typed into it."""
    assert boxes.PAGE.read_text(encoding="utf-8") == boxes.page(), (
        "docs/limits.md is not what the forms and settings are. If the change is meant, write it "
        "anew: .venv/bin/python -m tests.limits"
    )


def test_another_limit_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is read from the boxes, and not from what somebody remembered."""
    before = boxes.page()
    monkeypatch.setattr(MattersForm.base_fields["get_better"], "max_length", 7)
    assert "7 letters" in boxes.page()
    assert boxes.page() != before


def test_no_words_are_without_a_limit() -> None:
    """A box without a limit takes a book; what is pressed and signed has its own rule."""
    unlimited = [
        (form.__name__, name)
        for form in boxes.found_forms()
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField and not field.max_length
    ]
    pressed = {"ticket", "do", "code", "seen", "digest", "before", "key", "draft", "read", "back"}
    assert [each for each in unlimited if each[1] not in pressed] == []


def test_a_file_may_be_as_large_as_it_says() -> None:
    """Also once it is unpacked."""
    said = boxes.page()
    assert (
        f"It has at most {LARGEST // MEGABYTE} MB, {LARGEST_UNPACKED // MEGABYTE} MB unpacked"
        in said
    )
