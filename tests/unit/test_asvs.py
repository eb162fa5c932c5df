"""docs/asvs.toml links to tests that are there, or says why there is none."""

import tomllib
from collections.abc import Iterator

import pytest

from tests.source import ROOT, lost

Chapters = dict[str, dict[str, dict]]
"""By chapter and number: `tests`, `why`, or both."""


def chapters() -> Chapters:
    """Read the table."""
    return tomllib.loads((ROOT / "docs/asvs.toml").read_text(encoding="utf-8"))


def faults(found: Chapters) -> Iterator[str]:
    """Return what is wrong with the rows of a table, in words."""
    for number, its in (row for each in found.values() for row in each.items()):
        why = its.get("why", "")
        if not (why or its.get("tests")) or set(its) - {"tests", "why"}:
            yield f"{number} needs tests, a why or both, and nothing else"
        if why and not why.endswith("."):
            yield f"{number} has a why that is no sentence"
        yield from (f"{number}: {each}" for each in map(lost, its.get("tests", ())) if each)


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
