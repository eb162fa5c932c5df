"""The words of the summary: plain, in order, and nothing lost between the record and the sheet."""

import datetime
import re
from dataclasses import asdict, replace
from random import Random

import pytest

from consultations.frozen import Frozen
from consultations.models import Decision, Participant
from consultations.presenters import colleague, until_now
from consultations.presenters.letter import letter_text
from consultations.presenters.record_text import plain_text, record_text
from consultations.presenters.summary import (
    Known,
    check,
    how_taken,
    identified,
    words_of,
)
from consultations.presenters.summary_medicines import FIRST, first_places
from consultations.presenters.summary_sections import (
    CHANGE_MIND,
    DRAFT,
    NOT_CHECKED,
    NOT_CHECKED_BY_IT,
    NOT_SUDDENLY,
    presented_summary,
)
from medications.reading_age import reading_grade
from tests.frozen import BAND, GATE, frozen, place
from tests.frozen_random import random_known, said

SEEDS = pytest.mark.parametrize("seed", range(20))
PLAIN_ENOUGH = 7.0


def typed(known: Known) -> list[str]:
    """Return every word of the record that somebody said, or that was shown to them."""
    kept, decision = known.frozen, known.decision
    wishes = kept.wishes
    lines = [*wishes.avoid, *wishes.helpful]
    named = decision.named_kind
    names = (decision.named_medication_id, decision.named_medication_name)
    differs = named and (named, *names) != (
        decision.kind,
        decision.medication_id,
        decision.medication_name,
    )
    return [
        *(words for _heading, words in wishes.goals),
        *wishes.topics,
        *wishes.stances,
        *(each.label for each in lines),
        *(each.why for each in lines),
        *kept.taken_now,
        *kept.experience,
        *(each.name for each in kept.ranking if each.group != "gated"),
        *(each[0] for each in kept.participants),
        *(kept.setting[key] for key in ("when", "where", "legal_setting", "open_to_choice")),
        *(kept.setting[key] for key in ("participation", "participation_reason")),
        kept.service["contact"],
        decision.medication_name,
        decision.named_medication_name,
        decision.preparation,
        decision.dose,
        decision.until_now_how,
        decision.named_words,
        decision.clinician_view,
        decision.clinician_reason,
        decision.open_questions,
        decision.decided_by.name,
        decision.difference_reason if differs else "",
    ]


@SEEDS
def test_nothing_that_was_said_is_lost(seed: int) -> None:
    known = random_known(seed)
    summary = presented_summary(known)
    on_the_sheet = "\n".join(words_of(summary))

    assert [each for each in typed(known) if each not in on_the_sheet] == []
    text = plain_text(summary)
    assert [each for each in words_of(summary.sections) if each.upper() not in text.upper()] == []


@SEEDS
def test_a_gated_medicine_brings_its_conditions_wherever_it_is_named(seed: int) -> None:
    known = random_known(seed)
    on_the_sheet = " ".join(words_of(presented_summary(known)))

    for text in (on_the_sheet, record_text(known)):
        assert "clozapine" not in text.lower() or all(each in text for each in GATE)


def test_a_medicine_meant_but_not_shown_brings_its_conditions() -> None:
    """A name that changed since is still the same medicine."""
    known = next(
        each
        for each in map(random_known, range(1000))
        if each.decision.medication and each.decision.medication.code == "clozapine"
    )
    known.decision.medication.name = "Something"
    kept = Known(known.decision, frozen(ranking=[]), 1)

    assert set(GATE) <= set(words_of(presented_summary(kept)))


@pytest.mark.parametrize("part", ["wishes", "cautions", "setting", "notes", "rule_version"])
def test_any_change_of_the_record_changes_the_check(part: str) -> None:
    known = random_known(1)
    decision = known.decision
    before = check(known)

    decision.frozen = decision.frozen | {part: "changed"}

    assert re.fullmatch("[0-9a-f]{12}", before)
    assert check(known) != before


@pytest.mark.parametrize(
    "change",
    [
        {"dose": "more"},
        {"until_now": "stopped"},
        {"until_now": "stepwise", "until_now_how": "5 mg for a week"},
        {"kind": "none", "medication": None},
        {"medication": None, "medication_name": "Zotepine"},
        {"named_medication": None, "named_medication_name": "Zotepine"},
        {"review_on": datetime.date(2030, 1, 1)},
        {"entered_by": Participant(pk=7, name="Another")},
        {"decided_at": datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)},
    ],
)
def test_any_change_of_the_decision_changes_the_check(change: dict) -> None:
    known = next(
        each
        for each in map(random_known, range(1000))
        if each.decision.medication
        and each.decision.kind == "medicine"
        and not each.decision.until_now
    )
    before = check(known)
    for name, value in change.items():
        setattr(known.decision, name, value)

    assert check(known) != before


def test_all_that_share_the_last_of_the_first_places_are_told() -> None:
    shared = [place(f"medicine-{n}", place="joint 2nd") for n in range(4)]
    ranking = [place("a", place="1st"), *shared, place("z", place="6th")]

    assert len(first_places(frozen(ranking=ranking))) == 5
    assert len(first_places(frozen(ranking=[place("a"), place("b")]))) == 0
    assert len(first_places(frozen())) == FIRST


def test_wishes_without_an_order_have_no_numbers() -> None:
    wishes = replace(frozen().wishes, is_ordered=False)
    known = replace(random_known(1), frozen=frozen(wishes=wishes))

    section = presented_summary(known).sections[1]

    assert not section.is_numbered
    assert section.heading == "What I want to avoid"


def test_what_was_agreed_on_is_not_called_a_difference() -> None:
    known = random_known(1)
    decision = known.decision
    decision.named_kind, decision.named_medication = decision.kind, decision.medication
    decision.named_medication_name = decision.medication_name

    headings = [each.heading for each in presented_summary(known).sections]

    assert "Where we saw it differently" not in headings
    assert "We decided what I named." in set(words_of(presented_summary(known)))
    assert "Why it differs" not in letter_text(known)


def test_the_letter_and_the_record_say_who_it_is_and_what_was_not_checked() -> None:
    known = replace(random_known(1), frozen=frozen(taken_now=[]))

    for text in (letter_text(known), record_text(known)):
        assert "Samuel Rivers, called Sam, local number R1001, NHS number 943 476 5919" in text
        assert str(NOT_CHECKED_BY_IT) in text
    assert "Taken then: nothing was said about this." in letter_text(known)


@SEEDS
def test_a_colleague_reads_the_same_in_the_letter_and_in_the_record(seed: int) -> None:
    known = random_known(seed)
    facts = [
        how_taken(known.decision),
        colleague.left_open(known),
        until_now.told(known),
        *colleague.under_headings(colleague.clinicians_view(known)),
        colleague.why_it_differs(known),
        *colleague.limits(known),
    ]

    for text in (letter_text(known), record_text(known)):
        in_one_line = " ".join(text.split())
        assert [each for each in facts if " ".join(each.split()) not in in_one_line] == []


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (BAND, "Sam, SR, born 1985, blue maple"),
        (
            BAND | {"local_number": "R1", "full_name": "", "nhs_number": "", "born": ""},
            "Sam, local number R1",
        ),
        (
            BAND | {"local_number": "R1", "full_name": "S Rivers"},
            "S Rivers, called Sam, local number R1, born 1985",
        ),
    ],
)
def test_who_it_is_says_only_what_was_known(person: dict[str, str], said: str) -> None:
    """The oldest rows were frozen without numbers."""
    assert identified(frozen(person=person)) == said


@pytest.mark.parametrize("kind", Decision.Kind.values)
def test_every_kind_has_its_words(kind: str) -> None:
    known = random_known(3)
    known.decision.kind, known.decision.medication = kind, None
    known.decision.medication_name = ""

    assert f"We decided\n{Decision.Kind(kind).label}" in "\n".join(
        words_of(presented_summary(known))
    )


def test_our_own_words_are_easy_to_read() -> None:
    """The contact, the wishes and the conditions are other people's words."""
    bare = random_known(4)
    kept = frozen(cautions={}, ranking=[])
    summary = presented_summary(Known(bare.decision, kept, 1))
    headings = " ".join(f"{each.heading}." for each in summary.sections)

    for text in (str(CHANGE_MIND), str(NOT_SUDDENLY), headings):
        assert reading_grade(text) <= PLAIN_ENOUGH, text
    assert reading_grade(str(NOT_CHECKED), {"allergies", "interactions"}) <= PLAIN_ENOUGH + 2


def test_a_record_that_went_through_the_database_reads_the_same() -> None:
    chance = Random(5)
    kept = frozen(taken_now=[said(chance)])

    assert Frozen.read(asdict(kept)) == kept


@SEEDS
def test_a_draft_is_called_one_once_below_the_words_it_is_about(seed: int) -> None:
    sections = presented_summary(random_known(seed)).sections

    assert [each.key for each in sections if str(DRAFT) in words_of(each)] == ["ask"]
    assert next(each for each in sections if each.key == "ask").after == (str(DRAFT),)
    assert reading_grade(str(DRAFT)) <= PLAIN_ENOUGH
