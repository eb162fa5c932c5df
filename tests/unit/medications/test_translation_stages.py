"""The table of a translation's stages: complete, with two pairs of eyes where it says."""

import pytest

from medications.stages import MoveNotAllowed, Who
from medications.translation_stages import (
    IN_HAND,
    MOVES,
    SETTLED,
    TranslationMove,
    TranslationStage,
    check_move,
)

ALLOWED = {
    ("draft", "submit"): ("submitted", "any"),
    ("draft", "discard"): ("discarded", "any"),
    ("submitted", "comment"): ("submitted", "any"),
    ("submitted", "send_back"): ("draft", "second"),
    ("submitted", "take_back"): ("draft", "any"),
    ("submitted", "approve"): ("approved", "second"),
    ("approved", "withdraw"): ("withdrawn", "any"),
}
PAIRS = [(now, move) for now in TranslationStage for move in TranslationMove]


@pytest.mark.parametrize(("now", "move"), PAIRS)
def test_a_move_is_allowed_exactly_when_drawn(now: TranslationStage, move: TranslationMove) -> None:
    drawn = ALLOWED.get((now.value, move.value))
    if drawn is None:
        with pytest.raises(MoveNotAllowed) as held:
            check_move(now, move)
        assert str(held.value) == f"This translation is {now.label}. It cannot be {move.label}."
    else:
        assert check_move(now, move) == (TranslationStage(drawn[0]), Who(drawn[1]))


def test_only_a_second_person_approves() -> None:
    """No way leads to an approved text past the second pharmacist."""
    assert {who for to, who in MOVES.values() if to is TranslationStage.APPROVED} == {Who.SECOND}


def test_every_stage_is_worked_on_settled_or_given_up() -> None:
    assert {*IN_HAND, *SETTLED, TranslationStage.DISCARDED} == set(TranslationStage)
