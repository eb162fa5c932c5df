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


PRESSED = {"ticket", "do", "seen", "digest", "before", "key", "draft", "read", "back", "credential"}
"""What a press or a script sends: signed, or one of a few words."""
HELD_ELSEWHERE = {"password", "oldpassword", "password1", "password2"}
"""Argon2 takes passwords of any length, up to what a form may hold at all."""


def test_no_words_are_without_a_limit() -> None:
    """A box without a limit takes a book."""
    unlimited = [
        (form.__name__, name)
        for form in boxes.found_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not field.max_length
        if not isinstance(field.widget, forms.HiddenInput)
    ]
    assert [each for each in unlimited if each[1] not in PRESSED | HELD_ELSEWHERE] == []


def test_a_file_may_be_as_large_as_it_says() -> None:
    """Also once it is unpacked."""
    said = " ".join(boxes.page().split())
    assert (
        f"It has at most {LARGEST // MEGABYTE} MB, {LARGEST_UNPACKED // MEGABYTE} MB unpacked"
        in said
    )
