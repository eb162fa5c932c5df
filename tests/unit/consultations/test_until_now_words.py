"""What becomes of a medicine taken until now, in words."""

from dataclasses import replace

import pytest

from consultations.models import Decision
from consultations.presenters.until_now import (
    for_the_person,
    in_short,
    leaves_open,
    until_now_words,
)
from medications.reading_age import reading_grade
from tests.frozen import frozen
from tests.frozen_random import random_known

ONE, TWO = ["olanzapine"], ["Olanzapine", "Haloperidol"]
NAMES = {"olanzapine", "haloperidol"}
ANSWERS = pytest.mark.parametrize("answer", Decision.UntilNow.values)
PLAIN_ENOUGH = 7.0


@pytest.mark.parametrize(
    ("answer", "how", "names", "said"),
    [
        ("", "", ONE, ""),
        ("goes_on", "", ONE, "Olanzapine goes on as it is."),
        ("goes_on", "", TWO, "Olanzapine and Haloperidol go on as they are."),
        ("stopped", "", ONE, "Olanzapine is stopped."),
        ("stopped", "on Monday!", TWO, "Olanzapine and Haloperidol are stopped: on Monday!"),
        ("not_settled", "", TWO, "What happens to Olanzapine and Haloperidol is not settled yet."),
        (
            "stepwise",
            "5 mg for a week",
            TWO,
            "Olanzapine and Haloperidol are taken less, step by step, and then stopped: "
            "5 mg for a week.",
        ),
    ],
)
def test_it_is_one_sentence(answer: str, how: str, names: list[str], said: str) -> None:
    assert until_now_words(answer, how, names) == said


@ANSWERS
def test_the_person_is_told_that_no_other_step_is_taken_alone(answer: str) -> None:
    """Where it is stopped, the words are about everything else."""
    said = for_the_person(answer, "", ONE)

    assert ("Do not stop or change anything else" in said) == (answer in ("stopped", "stepwise"))
    assert "by yourself: plan each step with your clinician." in said
    assert reading_grade(said, NAMES) <= PLAIN_ENOUGH
    assert for_the_person("", "", []) == ""


@ANSWERS
def test_a_line_names_no_medicine(answer: str) -> None:
    """Its conditions would have to stand beside it."""
    said = in_short(Decision(until_now=answer, until_now_how="in May"))

    assert "hat was taken until then " in said
    assert said.endswith(": in May.")


def test_only_what_was_never_asked_is_not_recorded() -> None:
    known = replace(random_known(1), frozen=frozen())
    decision = known.decision
    decision.kind, decision.medication, decision.medication_name = "medicine", None, "Zotepine"
    asked = {}
    for answer in ("", "not_settled"):
        decision.until_now = answer
        asked[answer] = leaves_open(known)

    assert asked == {"": True, "not_settled": False}
