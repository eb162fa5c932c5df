"""docs/asvs.toml has every requirement that bites here, with tests that are there or a reason."""

import tomllib
from collections.abc import Iterator

import pytest

from tests.source import ROOT, lost

WANTED = {
    "V1": "1.1 1.2 2.1 2.2 2.3 2.4 2.5 2.9 2.10 3.2 3.3 3.4 3.5 3.6 3.7 3.11 4.2 5.1 5.2",
    "V2": "1.1 1.2 1.3 2.1 2.2 2.3 3.1 3.2 3.3 3.4 3.5 4.1 4.2",
    "V3": "2.1 2.2 3.1 3.2 3.3 3.4 4.1 4.2 4.3 4.4 4.5 4.6 4.8 5.1 5.2 5.3 5.5 7.2",
    "V4": "1.1 1.2 1.3 2.1 4.1 4.2 4.3 4.4",
    "V5": "1.1 2.1 2.2 2.3 2.4 3.1 3.2 4.1 4.2 4.3",
    "V6": "1.1 1.3 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.12 3.1 3.2 3.3 3.4 3.8 4.1 4.2"
    " 4.3 4.4 5.1 5.2 5.3 5.4 5.5 6.2 6.3",
    "V7": "1.1 1.2 1.3 2.1 2.2 2.3 2.4 3.1 3.2 4.1 4.2 4.3 4.4 4.5 5.1 5.2 6.2",
    "V8": "1.1 1.2 2.1 2.2 2.3 3.1 3.2 4.1",
    "V11": "1.1 1.2 2.1 3.1 3.2 3.3 4.1 4.2 5.1",
    "V12": "1.1 2.1 2.2 3.1 3.2 3.3 3.4",
    "V13": "2.2 2.3 2.4 2.5 3.1 3.2 4.1 4.2 4.3 4.4 4.5",
    "V14": "1.1 1.2 2.1 2.2 2.3 2.4 2.7 3.1 3.2 3.3",
    "V15": "1.1 1.2 1.3 2.1 2.2 2.3 3.1 3.3 3.4 3.5 3.6 3.7 4.1 4.2",
    "V16": "1.1 2.1 2.2 2.4 2.5 3.1 3.2 3.3 3.4 4.1 4.2 4.3 5.1 5.2 5.3 5.4",
}
"""By chapter the requirements of ASVS 5.0 that bite here, without the number of the chapter."""

Chapters = dict[str, dict[str, dict]]
"""By chapter and number: `tests`, `why`, or both."""


def chapters() -> Chapters:
    """Read the table."""
    return tomllib.loads((ROOT / "docs/asvs.toml").read_text(encoding="utf-8"))


def numbers(found: Chapters) -> dict[str, list[str]]:
    """Return what the table has, as WANTED says it."""
    return {
        chapter: [number.removeprefix(f"{chapter[1:]}.") for number in its]
        for chapter, its in found.items()
    }


def faults(found: Chapters) -> Iterator[str]:
    """Return what is wrong with the rows of a table, in words."""
    for number, its in (row for each in found.values() for row in each.items()):
        why = its.get("why", "")
        if not (why or its.get("tests")) or set(its) - {"tests", "why"}:
            yield f"{number} needs tests, a why or both, and nothing else"
        if why and not why.endswith("."):
            yield f"{number} has a why that is no sentence"
        yield from (f"{number}: {each}" for each in map(lost, its.get("tests", ())) if each)


def test_every_requirement_is_there_once_and_no_other() -> None:
    """In their order, so that anybody finds one."""
    assert numbers(chapters()) == {chapter: its.split() for chapter, its in WANTED.items()}


def test_each_has_tests_that_are_there_or_a_reason() -> None:
    assert list(faults(chapters())) == []


HERE = "tests/unit/test_asvs.py"


@pytest.mark.parametrize(
    ("its", "said"),
    [
        ({}, "needs tests"),
        ({"tests": []}, "needs tests"),
        ({"why": "Because.", "test": [HERE]}, "nothing else"),
        ({"why": "No test"}, "no sentence"),
        ({"tests": ["tests/gone.py::test_a_fault"]}, "there is no tests/gone.py"),
        ({"tests": [HERE]}, f"there is no  in {HERE}"),
        ({"tests": [f"{HERE}::chapters"]}, f"there is no chapters in {HERE}"),
        ({"tests": ["tests/unit/test_stages.py::test_every_stage_has_a_row[it]"]}, ""),
        ({"tests": ["tests/unit/test_stages.py::test_every_stage_has_a_row[mud]"]}, "no mud in"),
    ],
)
def test_a_fault(its: dict, said: str) -> None:
    """Each kind is found, and nothing where there is none."""
    found = list(faults({"V1": {"1.1.1": its}}))
    assert len(found) == bool(said)
    assert all(said in each for each in found)
