"""The table of stages: complete, and exactly the moves that the house is drawn with."""

import pytest

from consultations.stages import FINISHED, MOVES, MoveNotAllowed, Stage, can_move, check_move

# planned → open ⇄ paused → decided; planned, open or paused → ended without a decision.
ALLOWED = {
    ("planned", "open"),
    ("planned", "ended"),
    ("open", "paused"),
    ("open", "decided"),
    ("open", "ended"),
    ("paused", "open"),
    ("paused", "decided"),
    ("paused", "ended"),
}
PAIRS = [(now, to) for now in Stage for to in Stage]


def test_every_stage_has_a_row() -> None:
    """A stage without a row would raise in the middle of a conversation."""
    assert set(MOVES) == set(Stage)


@pytest.mark.parametrize(("now", "to"), PAIRS)
def test_a_move_is_allowed_exactly_when_drawn(now: Stage, to: Stage) -> None:
    """Every pair of stages is one or the other."""
    assert can_move(now, to) == ((now, to) in ALLOWED)


def test_nothing_follows_a_finished_stage() -> None:
    """Looking again is a new conversation."""
    assert set(FINISHED) == {Stage.DECIDED, Stage.ENDED}


def test_every_stage_can_be_reached_from_planned() -> None:
    """A stage that nothing leads to would be a word without a meaning."""
    reached = {Stage.PLANNED}
    for _ in Stage:
        reached |= {to for now in reached for to in MOVES[now]}
    assert reached == set(Stage)


def test_a_refusal_is_a_sentence_for_the_page() -> None:
    """It says where the conversation stands and what it cannot become."""
    with pytest.raises(MoveNotAllowed) as raised:
        check_move(Stage.ENDED, Stage.OPEN)
    assert str(raised.value) == (
        "This conversation is ended without a decision; it cannot become open."
    )


def test_an_allowed_move_passes() -> None:
    """No news is good news."""
    check_move(Stage.PLANNED, Stage.OPEN)


def test_the_table_cannot_be_changed() -> None:
    """A stage that somebody adds at run time would pass every check."""
    with pytest.raises(TypeError):
        MOVES[Stage.ENDED] = (Stage.OPEN,)
