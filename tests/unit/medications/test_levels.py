"""A level's look: six of them, and not known is never none."""

import pytest

from medications.presenters.levels import (
    BASIS_WORDS,
    GRADED,
    LISTED,
    NOT_KNOWN,
    NOT_ON_CARDS,
    clauses,
    presented_level,
)
from medications.starter_rule import Basis

LOOKS = {
    (0, "comparative"): ("0", "none known", 0),
    (1, "comparative"): ("+", "uncommon or mild", 1),
    (2, "secondary"): ("++", "commoner or moderately severe", 2),
    (3, "product_information"): ("+++", "common or more severe", 3),
    (None, "nothing_found"): ("?", "not known", None),
    (None, "listed_frequency_unknown"): ("?", "happens; how often is not known", None),
}


@pytest.mark.parametrize(("cell", "look"), LOOKS.items(), ids=str)
def test_each_of_the_six_looks(cell: tuple[int | None, str], look: tuple) -> None:
    level = presented_level(*cell)

    assert (level.sign, str(level.words), level.bars) == look


@pytest.mark.parametrize("basis", list(Basis))
def test_not_known_is_never_none_whatever_it_rests_on(basis: Basis) -> None:
    level = presented_level(None, basis)

    assert level.bars is None
    assert level.sign == "?"
    assert "none" not in str(level.words)


@pytest.mark.parametrize("basis", list(Basis))
def test_a_graded_level_never_looks_unknown(basis: Basis) -> None:
    assert [presented_level(level, basis) for level in range(4)] == list(GRADED)


def test_no_two_looks_share_their_words() -> None:
    looks = [*GRADED, NOT_KNOWN, LISTED, NOT_ON_CARDS]

    assert len({str(look.words) for look in looks}) == 7
    assert str(NOT_ON_CARDS.words) == "not on the cards: ask about this one"
    assert NOT_ON_CARDS.bars is None


def test_every_clause_has_words_of_its_own() -> None:
    assert set(BASIS_WORDS) == set(Basis)
    assert len({str(words) for words in BASIS_WORDS.values()}) == len(Basis)


def test_clauses_are_counted_in_the_order_of_the_rule() -> None:
    cells = {
        "alpha": {"tremor": (1, "secondary"), "dizziness": (0, "comparative")},
        "beta": {"tremor": (2, "secondary"), "dizziness": (None, "nothing_found")},
    }

    assert clauses(cells) == [
        (str(BASIS_WORDS[Basis.COMPARATIVE]), 1),
        (str(BASIS_WORDS[Basis.SECONDARY]), 2),
        (str(BASIS_WORDS[Basis.NOTHING_FOUND]), 1),
    ]
