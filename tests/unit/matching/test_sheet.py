"""The sheet for clinicians is drawn from the examples and is up to date."""

import re
from pathlib import Path

import pytest

from tests.examples import all_examples
from tests.sheet import examples_sheet

SHEET = Path(__file__).parents[3] / "docs" / "matching-examples.md"


def test_the_committed_sheet_is_up_to_date() -> None:
    assert SHEET.read_text() == examples_sheet(), (
        "run: python -m tests.examples > docs/matching-examples.md"
    )


def test_every_example_has_its_section_with_every_place() -> None:
    sections = re.split(r"^## \d+\. ", examples_sheet(), flags=re.MULTILINE)[1:]

    assert len(sections) == len(all_examples())
    for drawn, example in zip(sections, all_examples(), strict=True):
        rows = dict(re.findall(r"^\| (\w) \| ([^|]+) \|", drawn, flags=re.MULTILINE))
        assert drawn.startswith(f"{example.description}\n")
        assert example.says in drawn
        assert {code: its.removeprefix("joint ") for code, its in rows.items()} == {
            code: str(example.places.get(code, _without(code, example.not_placed)))
            for code in example.levels
        }


def _without(code: str, not_placed: tuple[str, ...]) -> str:
    return "not enough is known" if code in not_placed else "no places"


def test_a_sign_never_stands_without_its_words() -> None:
    bare = re.findall(r"\| \++ \|", "".join(re.split(r"^## ", examples_sheet(), flags=re.M)[1:]))

    assert bare == []


NEVER = ("best", "recommended", "refused", "non-compliant", "compliance", "insight", "suffer")


@pytest.mark.parametrize("word", [*NEVER, "drug", "failed"])
def test_words_the_sheet_does_not_use(word: str) -> None:
    assert word not in examples_sheet().lower()
