"""A source's date: its own, or the month in which an undated copy was read."""

import re

import pytest

from medications.presenters.sources import date_words, presented_source, sources_by_kind
from tests.unit.medications.rows import a_source, sources

UNDATED = "undated copy, read November 2026"


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("2019", "2019, read November 2026"),
        ("June 2022", "June 2022, read November 2026"),
        ("page updated 2016-05-19", "page updated 2016-05-19, read November 2026"),
        ("05-Nov-2014 (old copy)", "05-Nov-2014 (old copy), read November 2026"),
        ("", UNDATED),
        ("copy, undated", UNDATED),
        ("undated copy", UNDATED),
        ("as in PMC record", UNDATED),
        ("2014, copy undated", UNDATED),
        ("copy; label revision not stated", UNDATED),
        ("vol 3, article 15 (year not in excerpt)", UNDATED),
        ("version 12019", UNDATED),
    ],
)
def test_a_date_is_told_or_said_to_be_missing(revision: str, words: str) -> None:
    assert date_words(a_source(revision=revision)) == words


def test_each_real_source_has_a_date_or_says_that_it_has_none() -> None:
    told = [date_words(each) for each in sources().values()]
    dated = [words for words in told if words != UNDATED]

    assert len(told) == 294
    assert all(re.fullmatch(r".*\b(19|20)\d\d\b.*, read November 2026", each) for each in dated)
    assert not [words for words in dated if "undated" in words]


def test_a_source_names_its_own_entry() -> None:
    source = presented_source(a_source("CF01", kind="comparative_review", licence_note="facts"))

    assert source.url == "/sources/#CF01"
    assert (source.kind, source.licence_note) == ("table that compares medicines", "facts")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org/a", "http://example.org/a"),
        ("javascript:alert(1)", ""),
        ("ftp://example.org", ""),
        ("library shelf 3", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(address: str, link: str) -> None:
    assert presented_source(a_source(address=address)).address == link


def test_sources_stand_under_their_kind() -> None:
    rows = [a_source("A", kind="secondary"), a_source("B", kind="secondary"), a_source("C")]

    assert [(kind, [each.code for each in found]) for kind, found in sources_by_kind(rows)] == [
        ("Other source", ["A", "B"]),
        ("Trial results", ["C"]),
    ]
