"""The key of a section: another one for other words, the same one for the same."""

from datetime import date
from decimal import Decimal

import pytest

from medications.draft_parts import (
    NOTHING,
    CautionPart,
    FigurePart,
    LevelPart,
    Part,
    PreparationPart,
    ReviewPart,
    SourcePart,
    WordsPart,
    part_key,
)

PARTS: list[Part] = [
    WordsPart(),
    WordsPart(("Wait.",)),
    WordsPart(("Wait.", "")),
    WordsPart(("Wait", ".")),
    LevelPart(None),
    LevelPart(0),
    LevelPart(1),
    LevelPart(1, reason="Why."),
    LevelPart(1, note="Why."),
    LevelPart(1, frequency="rare"),
    LevelPart(1, severity="mild"),
    CautionPart("dose", False, "Less."),
    CautionPart("dose", True, "Less."),
    CautionPart("warning", False, "Less."),
    PreparationPart("tablet"),
    PreparationPart("tablet", "5 mg"),
    PreparationPart("tablet", "", "5 mg"),
    PreparationPart("tablet", source=1),
    ReviewPart(None),
    ReviewPart(date(2027, 1, 1)),
    FigurePart("relative_risk", "1", 1),
    FigurePart("relative_risk", "1", 2),
    FigurePart("relative_risk", "1", 1, low=Decimal("0.5")),
    FigurePart("relative_risk", "1", 1, high=Decimal("0.5")),
    SourcePart("secondary", "A", "B", "", date(2026, 1, 1)),
    SourcePart("secondary", "A", "B", "", date(2026, 1, 2)),
]


def test_no_two_sections_that_say_something_else_share_a_key() -> None:
    keys = {part_key(part) for part in [*PARTS, None]}

    assert len(keys) == len(PARTS) + 1
    assert part_key(None) == NOTHING


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_the_same_words_have_the_same_key(part: Part) -> None:
    again = type(part)(**vars(part))

    assert part_key(again) == part_key(part)


def test_noughts_at_the_end_of_a_number_say_nothing() -> None:
    short, long = (
        FigurePart("relative_risk", "1", 1, low=Decimal(low)) for low in ("0.5", "0.5000")
    )

    assert part_key(short) == part_key(long)
