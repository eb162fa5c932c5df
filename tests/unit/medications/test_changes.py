"""What a newer version of a card says differently, in words: every part, and nothing left out."""

from dataclasses import replace
from datetime import date

import pytest

from medications.content import CautionContent, Content, Part, PreparationContent, RatingContent
from medications.models import CardFact, Evidence, RetiredEvidence
from medications.presenters.changes import Change, changes_in_words
from medications.selectors.changes import Rows
from tests.unit.medications.rows import a_figure, a_source, effects, medications

WARNING = CautionContent("warning", is_gating=False, text="Watch for fever.")
TABLET = PreparationContent("tablet", "5 mg")
CARD = Content(
    "olanzapine",
    {"weight_gain": RatingContent(1, "comparative"), "tremor": RatingContent(None, "")},
    {"alcohol": ("Drink less.",)},
    (WARNING,),
    (TABLET,),
    frozenset({"e1"}),
    frozenset(),
    date(2027, 11, 3),
)
RAISED = RatingContent(3, "pharmacist", reason="A newer table", evidence=("e1",))
LINE = {
    "medication": medications()["olanzapine"],
    "effect": effects()["weight_gain"],
    "source": a_source("NEW", title="A newer table"),
}


def row(key: str, **fields: object) -> Evidence:
    """Make a row on weight gain."""
    return a_figure("comparative_grade", "3", key=key, **(LINE | fields))


ROWS = Rows(
    {"olanzapine": "Olanzapine"},
    {code: each.label for code, each in effects().items()},
    {key: row(key) for key in ("e1", "e2")},
    {"f1": CardFact(key="f1", kind="driving", value="Do not drive.", source=a_source())},
    {"TEST1": a_source()},
    {"e1": RetiredEvidence(evidence=row("e1"), reason="The table was corrected.")},
)


def told(before: Content | None, after: Content) -> list[Change]:
    """Return the differences in words."""
    return changes_in_words(before, after, ROWS)


def sentence(after: Content) -> str:
    """Return the only difference from the card as running text."""
    (change,) = told(CARD, after)
    return change.sentence


def rated(rating: RatingContent, effect: str = "weight_gain") -> Content:
    """Return the card with another rating."""
    return replace(CARD, ratings={**CARD.ratings, effect: rating})


def test_a_level_is_told_with_its_reason_and_evidence() -> None:
    assert sentence(rated(RAISED)) == (
        "Weight gain: from + uncommon or mild to +++ common or more severe. "
        "This moves by two steps or more. Reason: A newer table. "
        "What it rests on: set by a pharmacist, with a reason. "
        "Evidence: A newer table, 2019, read November 2026."
    )


def test_a_name_is_told_with_the_one_before() -> None:
    named = replace(CARD, names={"name": "Olanzapin", "brands": "Zyprexa"})
    after = replace(CARD, names={"name": "Olanzapine"})
    assert [each.sentence for each in told(named, after)] == [
        "Name: changed. Before: “Olanzapin” Now: “Olanzapine”",
        "Brands: taken out. Before: “Zyprexa”",
    ]


def test_not_known_is_never_none() -> None:
    words = sentence(rated(RatingContent(0, ""), "tremor"))
    assert words == "Shaking or tremor: from not known to none known."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"note": "Ask."}, "Weight gain: still + uncommon or mild. Note: “Ask.”"),
        ({"note": "Ask"}, "Weight gain: still + uncommon or mild. Note: “Ask”."),
        ({"frequency": "very_common"}, "How often: “very common”."),
        ({"severity": "mild"}, "How severe: “mild”."),
        ({"evidence": ("e1",)}, "It rests on other rows of evidence. Evidence: A newer table"),
        ({"reason": "As before."}, "Reason: As before."),
    ],
)
def test_what_stands_beside_a_level_is_told(change: dict, said: str) -> None:
    before = CARD.ratings["weight_gain"]
    assert said in sentence(rated(replace(before, **change)))


def test_a_jump_is_marked_either_way_and_a_step_or_the_unknown_is_not() -> None:
    jump = "This moves by two steps or more."
    levels = [(1, 3), (3, 0), (1, 2), (None, 3), (3, None)]
    marked = [
        jump in told(rated(RatingContent(old, "")), rated(RatingContent(new, "")))[0].details
        for old, new in levels
    ]
    assert marked == [True, True, False, False, False]


def test_another_reason_is_told_beside_the_one_before() -> None:
    (change,) = told(rated(RAISED), rated(replace(RAISED, reason="Read again.")))
    assert change.details == ("Reason: from “A newer table” to “Read again.”",)


def test_what_was_taken_away_beside_a_level_is_told() -> None:
    full = rated(replace(RAISED, note="Ask.", frequency="rare"))
    after = rated(replace(RAISED, reason="", frequency="common"))
    (change,) = told(full, after)
    assert change.details == (
        "No reason is given any more.",
        "How often: from “rare” to “common”.",
        "Note: “Ask.” is taken out.",
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"cautions": ()}, "Caution (watch for): taken out. Before: “Watch for fever.”"),
        ({"preparations": ()}, "Form: taken out. Before: “tablet; 5 mg”"),
        (
            {"preparations": (replace(TABLET, strengths="10 mg", source="TEST1"),)},
            "Before: “tablet; 5 mg” Now: “tablet; 10 mg; A trial, 2019, read November 2026”",
        ),
        ({"sections": {}}, "Alcohol: taken out. Before: “Drink less.”"),
        ({"sections": {"alcohol": ("None.",)}}, "Alcohol: changed. Before: “Drink less.” Now"),
        ({"evidence": frozenset({"e1", "e2"})}, "Evidence on weight gain: new. Now: “Graded +++"),
        ({"evidence": frozenset()}, "(A newer table, 2019, read November 2026)” Reason: The table"),
        ({"evidence": frozenset({"e1", "e2"})}, "beside other medicines. Who: "),
        ({"facts": frozenset({"f1"})}, "Fact: new. Now: “Driving: Do not drive. (A trial, 2019"),
        ({"review_on": None}, "Day of review: from 3 November 2027 to no date."),
        ({"is_withdrawn": True}, "The card: it is withdrawn."),
    ],
)
def test_every_part_has_its_words(fields: dict, said: str) -> None:
    assert said in sentence(replace(CARD, **fields))


def test_a_row_that_is_not_found_is_still_told() -> None:
    assert sentence(replace(CARD, evidence=CARD.evidence | {"e9"})) == "Evidence: new."


def test_a_changed_caution_shows_both_wordings_at_once() -> None:
    after = replace(CARD, cautions=(replace(WARNING, text="Fever: call.", is_gating=True),))
    (change,) = told(CARD, after)
    assert (change.before, change.after) == ("Watch for fever.", "Fever: call.")
    assert change.details == ("It is a condition now: it stands wherever the medicine is named.",)
    (back,) = told(after, CARD)
    assert back.details[0].startswith("It is no longer a condition")


def test_a_caution_that_is_only_made_a_condition_keeps_its_words() -> None:
    after = replace(CARD, cautions=(replace(WARNING, is_gating=True, facts=("f1",)),))
    (change,) = told(CARD, after)
    assert (change.words, change.before, change.after) == ("same words", "", "Watch for fever.")
    assert change.details[1] == "It rests on other facts."
    assert change.evidence == ("Driving: Do not drive. (A trial, 2019, read November 2026)",)


def test_two_of_one_kind_that_changed_and_one_that_is_new() -> None:
    other = replace(WARNING, text="Watch for rash.")
    after = [replace(WARNING, text=text) for text in ("A.", "B.", "C.")]
    found = told(replace(CARD, cautions=(WARNING, other)), replace(CARD, cautions=tuple(after)))
    assert [each.words for each in found] == ["changed", "changed", "new"]


def test_another_order_is_told() -> None:
    two = replace(CARD, cautions=(WARNING, replace(WARNING, kind="dose")))
    forms = replace(CARD, preparations=(TABLET, replace(TABLET, form="liquid")))
    for card, part in ((two, Part.CAUTION), (forms, Part.PREPARATION)):
        turned = replace(card, cautions=card.cautions[::-1], preparations=card.preparations[::-1])
        (change,) = told(card, turned)
        assert (change.part, change.words) == (part, "the same ones in another order")


def test_a_new_card_tells_what_it_does_not_know_in_one_line() -> None:
    words = [each.sentence for each in told(None, CARD)]
    assert words[0] == "Weight gain: set to + uncommon or mild. What it rests on: " + (
        "from tables that grade medicines against each other: the middle value, halves rounded up."
    )
    assert words[1] == "Level: not known for one side effect."


def test_an_effect_that_is_no_longer_rated_is_told() -> None:
    after = replace(CARD, ratings={"tremor": CARD.ratings["tremor"]})
    assert sentence(after) == "Weight gain: no longer rated."
