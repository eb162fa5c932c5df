"""What a draft says when it is begun."""

from dataclasses import replace
from datetime import date

import pytest

from medications.beginning import as_begun, day_of_review
from medications.content import RatingContent
from medications.starter_rule import Basis
from tests.unit.exchange.standing import LABELS, OLANZAPINE

TODAY = date(2026, 11, 3)
NEXT_YEAR = date(2027, 11, 3)


@pytest.mark.parametrize(
    ("day", "begins_with"),
    [
        (None, NEXT_YEAR),
        (TODAY, NEXT_YEAR),
        (date(2020, 1, 1), NEXT_YEAR),
        (date(2026, 11, 4), date(2026, 11, 4)),
    ],
)
def test_a_draft_begins_with_a_day_of_review_to_come(day: date | None, begins_with: date) -> None:
    assert day_of_review(day, TODAY) == begins_with


def test_a_line_that_the_card_lacks_is_not_known_and_the_others_stay() -> None:
    tremor = {"tremor": OLANZAPINE.ratings["tremor"]}
    begun = as_begun(replace(OLANZAPINE, ratings=tremor, review_on=None), LABELS, TODAY)

    assert begun.ratings == tremor | {
        code: RatingContent(None, Basis.NOTHING_FOUND) for code in ("weight_gain", "nausea")
    }
    assert begun.review_on == NEXT_YEAR


def test_a_whole_card_with_a_day_to_come_stays_as_it_is() -> None:
    assert as_begun(OLANZAPINE, LABELS, TODAY) == OLANZAPINE
