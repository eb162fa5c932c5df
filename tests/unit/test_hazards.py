"""The hazard log speaks of files and tests that are there, and the page says what the data say."""

from collections.abc import Iterator

import pytest

from tests import hazards
from tests.hazards import Control, Hazard
from tests.source import ROOT, lost

SEVERITIES = ["minor", "significant", "considerable", "major", "catastrophic"]
WHAT_TO_DO = "write the page anew: .venv/bin/python -m tests.hazards"


def faults(log: list[Hazard]) -> Iterator[str]:
    """Return what is wrong with a log, in words."""
    for hazard in log:
        if not hazard.open and not any(each.tests for each in hazard.control):
            yield f"{hazard.id} has neither a control with a test nor an open sentence"
        if hazard.severity not in SEVERITIES:
            yield f"{hazard.id} has no known severity"
        for control in hazard.control:
            yield from (f"{hazard.id}: {each}" for each in _faults_of(control))


def _faults_of(control: Control) -> Iterator[str]:
    """Return which files and tests of a control are not there."""
    if not control.tests or not control.where:
        yield f"“{control.says}” names no file or no test"
    for path in control.where:
        if not (ROOT / path).is_file():
            yield f"there is no {path}"
    yield from filter(None, map(lost, control.tests))


def test_every_link_leads_somewhere() -> None:
    assert list(faults(hazards.hazards())) == []


def test_the_page_is_what_the_data_say() -> None:
    assert hazards.PAGE.read_text(encoding="utf-8") == hazards.page(), WHAT_TO_DO


def test_all_hazards_are_there_once() -> None:
    """H01 to H26, in order; a new one is added at the end."""
    known = [each.id for each in hazards.hazards()]
    assert known == [f"H{number:02}" for number in range(1, len(known) + 1)]
    assert len(known) >= 26


def test_nobody_scores_for_the_officer() -> None:
    """Each has the same fields to fill in, and one who fills in one fills in all."""
    for each in hazards.hazards():
        names = ["likelihood", "severity", "risk", "accepted_by", "accepted_on"]
        assert list(each.residual) == names, each.id
        assert all(each.residual.values()) or not any(each.residual.values()), each.id


GOOD = Control("It does.", ("tests/hazards.py",), ("tests/unit/test_hazards.py::test_a_fault",))
EMPTY = Hazard("H99", "Something", "major", "Because.", "Harm.", (), {}, ())


@pytest.mark.parametrize(
    ("control", "said"),
    [
        (Control("It does.", ("tests/gone.py",), GOOD.tests), "there is no tests/gone.py"),
        (Control("It does.", GOOD.where, ("tests/gone.py::test_a",)), "there is no tests/gone.py"),
        (Control("It does.", GOOD.where, ("tests/hazards.py::page",)), "there is no page"),
        (Control("It does.", GOOD.where, ()), "names no file or no test"),
        (None, "neither a control with a test nor an open sentence"),
    ],
)
def test_a_fault(control: Control | None, said: str) -> None:
    """Each kind is found."""
    hazard = Hazard(**vars(EMPTY) | {"control": (control,) if control else ()})
    assert any(said in each for each in faults([hazard]))
    assert not list(faults([Hazard(**vars(EMPTY) | {"control": (GOOD,)})]))
