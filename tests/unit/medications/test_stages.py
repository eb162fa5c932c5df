"""The table of a card's stages: complete, drawn in the docs, two pairs of eyes where it says."""

from pathlib import Path

import pytest

from medications.stages import IN_HAND, MOVES, Move, MoveNotAllowed, Stage, Who, check_move
from tests.card_stages import diagram

DOCUMENT = Path("docs/card-stages.md")

ALLOWED = {
    ("draft", "submit"): ("submitted", "any"),
    ("draft", "discard"): ("discarded", "any"),
    ("draft", "withdraw"): ("withdrawn", "any"),
    ("submitted", "comment"): ("submitted", "any"),
    ("submitted", "send_back"): ("draft", "second"),
    ("submitted", "take_back"): ("draft", "any"),
    ("submitted", "publish"): ("published", "second"),
    ("published", "supersede"): ("superseded", "any"),
    ("withdrawn", "supersede"): ("superseded", "any"),
}
PAIRS = [(now, move) for now in Stage for move in Move]


@pytest.mark.parametrize(("now", "move"), PAIRS)
def test_a_move_is_allowed_exactly_when_drawn(now: Stage, move: Move) -> None:
    drawn = ALLOWED.get((now.value, move.value))
    if drawn is None:
        with pytest.raises(MoveNotAllowed) as refused:
            check_move(now, move)
        assert str(refused.value) == f"This version is {now.label}. It cannot be {move.label}."
    else:
        assert check_move(now, move) == (Stage(drawn[0]), Who(drawn[1]))


def test_only_a_second_person_publishes() -> None:
    """No way leads to a published card past the second pharmacist."""
    assert {who for to, who in MOVES.values() if to is Stage.PUBLISHED} == {Who.SECOND}


def test_every_stage_is_reached_from_a_draft() -> None:
    reached = {Stage.DRAFT}
    for _each in Stage:
        reached |= {to for (now, _move), (to, _who) in MOVES.items() if now in reached}
    assert reached == set(Stage)


def test_nobody_works_on_what_was_published_or_given_up() -> None:
    assert set(IN_HAND) == {Stage.DRAFT, Stage.SUBMITTED}


def test_the_diagram_in_the_docs_is_the_table() -> None:
    assert diagram() in DOCUMENT.read_text()


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        MOVES[(Stage.DRAFT, Move.PUBLISH)] = (Stage.PUBLISHED, Who.ANY)
