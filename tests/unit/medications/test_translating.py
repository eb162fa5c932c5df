"""Which text readers see: the newest that two people read, made of the English that stands."""

from dataclasses import dataclass

import pytest

from medications.translating import (
    english_key,
    is_outdated,
    newest_settled,
    numbers_apart,
    shown,
    state,
    text_key,
)


@dataclass(frozen=True)
class Row:
    """A version: its number, its stage, and the English it was made of."""

    version: int
    stage: str
    english_key: str = "new"


# What readers of the "new" English see, and what is to be done.
CASES = [
    ("nothing yet", [], None, "none"),
    ("being written", [Row(1, "draft")], None, "writing"),
    ("waiting", [Row(1, "submitted")], None, "waiting"),
    ("approved", [Row(1, "approved")], 1, "shown"),
    ("a correction is being written", [Row(1, "approved"), Row(2, "draft")], 1, "writing"),
    ("a correction was given up", [Row(1, "approved"), Row(2, "discarded")], 1, "shown"),
    ("corrected", [Row(1, "approved"), Row(2, "approved")], 2, "shown"),
    ("of older English", [Row(1, "approved", "old")], None, "again"),
    ("of older English, taken away", [Row(1, "withdrawn", "old")], None, "none"),
    ("translated anew", [Row(1, "approved", "old"), Row(2, "approved")], 2, "shown"),
    ("the English came back", [Row(1, "approved"), Row(2, "approved", "old")], 1, "shown"),
    ("taken away", [Row(1, "withdrawn")], None, "none"),
    ("its correction taken away", [Row(1, "approved"), Row(2, "withdrawn")], None, "none"),
    ("an older one taken away", [Row(1, "withdrawn"), Row(2, "approved")], 2, "shown"),
]


@pytest.mark.parametrize(
    ("rows", "version", "to_do"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_readers_see(rows: list[Row], version: int | None, to_do: str) -> None:
    found = shown(rows, "new")
    assert (found.version if found else None) == version
    assert state(rows, "new") == to_do


def test_what_is_outdated_is_so_while_it_is_written_anew() -> None:
    """Readers have to be told in the meantime."""
    rows = [Row(1, "approved", "old"), Row(2, "draft")]
    assert is_outdated(rows, "new")
    assert not is_outdated(rows, "old")


def test_the_newest_that_two_people_read_is_told() -> None:
    rows = [Row(1, "approved"), Row(3, "draft"), Row(2, "withdrawn")]
    assert newest_settled(rows) == Row(2, "withdrawn")


def test_a_key_differs_whenever_a_line_does() -> None:
    """Also when the same words are cut elsewhere."""
    texts = [["a", "b"], ["ab"], ["a", "b", ""], ["b", "a"]]
    assert len({english_key(each) for each in texts}) == len(texts)
    assert english_key(["a", "b"]) == english_key(("a", "b"))


def test_what_was_read_is_the_text_the_heading_and_the_english() -> None:
    keys = [
        text_key("Alkohol", ["Nie pij."], "new"),
        text_key("Alkohol", ["Nie pij."], "old"),
        text_key("", ["Nie pij."], "new"),
        text_key("Alkohol", ["Nie", "pij."], "new"),
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("english", "translation", "apart"),
    [
        ("400 to 800 mg", "od 400 do 800 mg", ([], [])),
        ("0.5 mg twice", "0,5 mg dwa razy", ([], [])),
        ("400 mg", "٤٠٠ ملغ", ([], [])),
        ("2.5 mg", "२.५", ([], [])),
        ("400 mg", "40 mg", (["400"], ["40"])),
        ("5 and 5", "5", (["5"], [])),
        ("after 48 hours", "po dwóch dniach", (["48"], [])),
        ("none", "żadne", ([], [])),
    ],
)
def test_numbers_that_differ_are_told(
    english: str, translation: str, apart: tuple[list[str], list[str]]
) -> None:
    assert numbers_apart(english, translation) == apart
