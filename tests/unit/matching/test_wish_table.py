"""Many people's wishes as numbers."""

import re

import numpy as np
import pytest

from consultations.matching import Wishes, WishTable

PEOPLE = [
    Wishes(("b", "something_else", "a"), ("c",)),
    Wishes(),
    Wishes(("c",), ("a", "b")),
]


def rows(*values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int16)


def test_wishes_become_numbers_without_line_37() -> None:
    table = WishTable.from_wishes(iter(PEOPLE))

    assert table.effects == ("b", "a", "c")
    assert table.avoid.tolist() == [[0, 1, -1, -1, -1], [-1] * 5, [2, -1, -1, -1, -1]]
    assert table.helpful.tolist() == [[2, -1], [-1, -1], [1, 0]]
    assert len(table) == 3
    assert table.avoid.dtype == table.helpful.dtype == np.int16


def test_nobody() -> None:
    table = WishTable.from_wishes([])

    assert (len(table), table.effects, table.helpful.shape) == (0, (), (0, 0))


def test_a_table_is_taken_as_it_is() -> None:
    table = WishTable.of(PEOPLE)

    assert WishTable.of(table) is table


def test_a_table_in_parts() -> None:
    parts = list(WishTable.from_wishes(PEOPLE).parts(2))

    assert [start for start, _ in parts] == [0, 2]
    assert [len(part) for _, part in parts] == [2, 1]
    assert parts[1][1].helpful.tolist() == [[1, 0]]


def test_effects_in_use() -> None:
    table = WishTable(("a", "b", "c", "d"), rows([2, -1], [-1, -1]), rows([-1], [0]))

    assert table.effects_in_use() == [0, 2]


def test_people_with_marked_effects() -> None:
    table = WishTable(("a", "b", "c"), rows([2, -1], [-1, -1], [0, 1]), rows([-1], [2], [-1]))

    assert table.rows_with(np.array([False, False, True])).tolist() == [True, True, False]
    assert table.rows_with(np.array([False, True, False])).tolist() == [False, False, True]
    assert table.rows_with(np.zeros(3, dtype=bool)).tolist() == [False] * 3


@pytest.mark.parametrize(
    ("avoid", "helpful", "sentence"),
    [
        (rows([2]), rows([0]), "A wish table holds a number that stands for no side effect."),
        (rows([0]), rows([-2]), "A wish table holds a number that stands for no side effect."),
        (
            rows([0, -1, 1]),
            rows([1]),
            "A wish table has a gap before the end of a person's wishes.",
        ),
        (
            rows([-1, 0]),
            rows([1]),
            "A wish table has a gap before the end of a person's wishes.",
        ),
        (
            rows([0], [0]),
            rows([1]),
            "A wish table needs both kinds of wishes for every person.",
        ),
    ],
)
def test_numbers_that_mean_nothing(avoid: np.ndarray, helpful: np.ndarray, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        WishTable(("a", "b"), avoid, helpful)
