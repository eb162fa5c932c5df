"""The glossary: one plain sentence for each hard word that the card facts use."""

import csv
import re
from pathlib import Path

import pytest

from medications.reading_age import reading_grade

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
# Words of our own pages, explained although no card fact says them.
OF_OUR_PAGES = {"placebo", "akathisia"}
FORBIDDEN = re.compile(
    r"\b(best|recommended|refused|non-compliant|compliance|insight|suffer\w*|drugs?|failed"
    r"|patients?|users?|clients?)\b",
    re.IGNORECASE,
)
HIGHEST_GRADE = 7.0


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one fixture in their order."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


GLOSSARY = rows_of("glossary.csv")
FACTS = "\n".join(row["value"] for row in rows_of("card_facts.csv"))

each_entry = pytest.mark.parametrize("entry", GLOSSARY, ids=lambda entry: entry["term"])


def test_there_are_enough_terms_and_each_stands_once() -> None:
    """A term is looked up by its words, so it stands once, however it is written."""
    terms = [entry["term"].lower() for entry in GLOSSARY]
    assert len(terms) >= 50
    assert len(set(terms)) == len(terms)


def test_terms_are_in_the_order_of_the_alphabet() -> None:
    """The page shows the glossary as it stands here."""
    terms = [entry["term"].lower() for entry in GLOSSARY]
    assert terms == sorted(terms)


def test_the_words_of_our_own_pages_are_explained() -> None:
    """Both are said on pages, not on cards."""
    assert {entry["term"] for entry in GLOSSARY} >= OF_OUR_PAGES


@each_entry
def test_a_term_is_a_word_of_the_card_facts(entry: dict[str, str]) -> None:
    """A term no card says would be explained to nobody."""
    whole_word = rf"(?<![\w-]){re.escape(entry['term'])}(?![\w-])"
    assert entry["term"] in OF_OUR_PAGES or re.search(whole_word, FACTS, re.IGNORECASE)


@each_entry
def test_a_meaning_is_one_sentence(entry: dict[str, str]) -> None:
    """It is shown on the spot, beside the word, so it is short."""
    assert re.fullmatch(r"[A-Z][^.!?]+\.", entry["meaning"])


@each_entry
def test_a_meaning_reads_easily(entry: dict[str, str]) -> None:
    """A meaning harder than its word is no help."""
    assert reading_grade(entry["meaning"]) <= HIGHEST_GRADE


@each_entry
def test_a_meaning_keeps_off_forbidden_words(entry: dict[str, str]) -> None:
    """The blame-neutral word list holds here too (R57)."""
    assert not FORBIDDEN.search(entry["meaning"])


@each_entry
def test_a_meaning_does_not_explain_a_word_by_itself(entry: dict[str, str]) -> None:
    """The hard word is not in its own meaning."""
    assert entry["term"].lower() not in entry["meaning"].lower()
