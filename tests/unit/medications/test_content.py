"""Two versions of a card as plain values: what differs, and a digest that misses nothing."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date

import pytest

from medications.content import (
    CautionContent,
    Content,
    Difference,
    Part,
    PreparationContent,
    RatingContent,
    differences,
    digest,
)

CARD = Content(
    "olanzapine",
    {"weight_gain": RatingContent(3, "comparative"), "tremor": RatingContent(None, "")},
    {"alcohol": ("Drink less.",)},
    (CautionContent("warning", is_gating=False, text="Watch for fever."),),
    (PreparationContent("tablet", "5 mg"),),
    frozenset({"e1", "e2"}),
    frozenset({"f1"}),
    date(2027, 11, 1),
    names={"name": "Olanzapine"},
)
BARE = Content("olanzapine", {}, {}, (), (), frozenset({"e1"}), frozenset(), None)
LOWER = RatingContent(1, "pharmacist", reason="Newer tables.")
CHANGED = [
    (replace(CARD, ratings=CARD.ratings | {"weight_gain": LOWER}), Part.RATING, "weight_gain"),
    (replace(CARD, sections={"alcohol": ("Drink none.",)}), Part.SECTION, "alcohol"),
    (replace(CARD, sections={}), Part.SECTION, "alcohol"),
    (replace(CARD, cautions=()), Part.CAUTION, "warning: Watch for fever."),
    (replace(CARD, preparations=()), Part.PREPARATION, "tablet: 5 mg"),
    (replace(CARD, evidence=frozenset({"e1"})), Part.EVIDENCE, "e2"),
    (replace(CARD, facts=frozenset({"f1", "f2"})), Part.FACT, "f2"),
    (replace(CARD, review_on=date(2028, 1, 1)), Part.REVIEW, ""),
    (replace(CARD, names={"name": "Olanzapine", "brands": "Zyprexa"}), Part.NAME, "brands"),
    (replace(CARD, is_withdrawn=True), Part.WITHDRAWN, ""),
]


def test_a_card_does_not_differ_from_itself() -> None:
    assert differences(CARD, replace(CARD)) == []
    assert digest(CARD) == digest(replace(CARD))


@pytest.mark.parametrize(("after", "part", "at"), CHANGED)
def test_one_change_is_one_difference_and_another_digest(
    after: Content, part: Part, at: str
) -> None:
    found = differences(CARD, after)
    assert [(each.part, each.at) for each in found] == [(part, at)]
    assert digest(after) != digest(CARD)


def test_what_was_signed_before_versions_kept_names_stays_signed() -> None:
    """A medicine that all services have says none, and is digested as before."""
    plain = {name: said for name, said in asdict(BARE).items() if name != "names"}
    plain |= {"evidence": ["e1"], "facts": []}
    before = json.dumps(plain, sort_keys=True, default=str)
    assert digest(BARE) == hashlib.sha256(before.encode()).hexdigest()


def test_a_difference_holds_both_values() -> None:
    after = replace(CARD, ratings=CARD.ratings | {"weight_gain": LOWER})
    assert differences(CARD, after) == [
        Difference(Part.RATING, "weight_gain", RatingContent(3, "comparative"), LOWER)
    ]


def test_a_first_version_is_new_in_every_part() -> None:
    parts = {each.part for each in differences(None, CARD)}
    assert parts == set(Part) - {Part.WITHDRAWN}


def test_two_cautions_that_read_alike_both_count() -> None:
    twice = replace(CARD, cautions=CARD.cautions * 2)
    assert [each.part for each in differences(CARD, twice)] == [Part.CAUTION]


def test_the_order_of_rows_counts_for_the_digest_only_where_it_is_shown() -> None:
    """Cautions are read in their order; evidence has none."""
    other = CautionContent("dose", is_gating=False, text="Start low.")
    two = replace(CARD, cautions=(*CARD.cautions, other))
    assert digest(two) != digest(replace(two, cautions=two.cautions[::-1]))
