"""What the checklist and the comparison say to the person is easy to read."""

import re

import pytest

from consultations.presenters.comparison import GROUPS
from medications.reading_age import reading_grade
from tests.source import ROOT

EASY = 8.5
SENTENCE = re.compile(r'"([A-Z][^"]*[a-z][.?]?[^"]*\.)"')
TEMPLATES = ["checklist", "checklist_form", "comparison", "compared", "how_this_works"]


def said(path: str) -> str:
    """Return the sentences that a file says, one after another."""
    return " ".join(SENTENCE.findall((ROOT / path).read_text()))


@pytest.mark.parametrize("name", TEMPLATES)
def test_sentences_of_a_page_are_easy(name: str) -> None:
    assert reading_grade(said(f"templates/consultations/{name}.html")) < EASY


@pytest.mark.parametrize("name", ["checklist.py", "forms/checklist.py", "presenters/checklist.py"])
def test_sentences_that_explain_a_press_are_easy(name: str) -> None:
    text = said(f"consultations/{name}")

    assert text
    assert reading_grade(text) < EASY


def test_headings_and_notes_of_the_groups_are_easy() -> None:
    text = " ".join(f"{heading}. {note}" for heading, note in GROUPS.values())

    assert reading_grade(text) < EASY
