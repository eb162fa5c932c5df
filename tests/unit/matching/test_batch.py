"""A whole history at once gives the same places as one by one, and finds whose order changed."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.matching import (
    Profile,
    Profiles,
    Wishes,
    WishTable,
    batch,
    rank,
    rank_many,
    which_changed,
)

from .cases import EFFECTS, law, levels, profiles, random_case, wishes, with_level

Places = list[list[int]]


def one_by_one(medicines: list[Profile], people: list[Wishes]) -> Places:
    prepared = Profiles(medicines)
    ranked = [rank(prepared, person).places for person in people]
    return [[places.get(code, 0) for code in prepared.codes] for places in ranked]


@law
@given(profiles(), st.lists(wishes(), max_size=12))
def test_rank_many_equals_rank(medicines: list[Profile], people: list[Wishes]) -> None:
    assert rank_many(medicines, people).tolist() == one_by_one(medicines, people)


@law
@given(profiles(), st.lists(wishes(), max_size=8), st.data())
def test_which_changed_equals_ranking_twice(
    before: list[Profile], people: list[Wishes], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(before) - 1))
    effect, level = data.draw(st.sampled_from(EFFECTS)), data.draw(levels)
    after = [*before]
    after[number] = with_level(before[number], effect, level)

    was, now = one_by_one(before, people), one_by_one(after, people)

    expected = [row for row in range(len(people)) if was[row] != now[row]]
    assert which_changed(before, after, people).tolist() == expected


def history(count: int, *, seed: int = 31) -> list[Wishes]:
    random = Random(seed)
    return [random_case(random, medicines=0)[1] for _ in range(count)]


def hundred_medicines(random: Random, count: int = 100) -> list[Profile]:
    return [
        Profile(f"medicine {n:03}", {e: random.choice((0, 1, 2, 3, None)) for e in EFFECTS})
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, 30, 31, 32, 300])
def test_any_number_of_medicines(count: int) -> None:
    medicines, people = hundred_medicines(Random(count), count), history(40)

    assert rank_many(medicines, people).tolist() == one_by_one(medicines, people)


def test_many_helpful_effects_need_wider_numbers() -> None:
    random = Random(5)
    effects = tuple(f"effect {number}" for number in range(4_000))
    medicines = [
        Profile(code, {effect: random.choice((0, 1, 3, None)) for effect in effects})
        for code in ("amber", "birch", "cedar")
    ]
    people = [Wishes(effects[:5], effects[5:]), Wishes((), effects)]

    assert rank_many(medicines, people).tolist() == one_by_one(medicines, people)


def test_a_history_longer_than_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    people, before = history(50), hundred_medicines(Random(1), 8)
    after = hundred_medicines(Random(2), 8)
    whole = rank_many(before, people), which_changed(before, after, people)

    monkeypatch.setattr(batch, "_PART", 20)
    monkeypatch.setattr(batch, "_PIECE", 3)

    assert (rank_many(before, people) == whole[0]).all()
    assert (which_changed(before, after, people) == whole[1]).all()


@pytest.mark.parametrize(("count", "dtype"), [(255, np.uint8), (256, np.uint16)])
def test_places_take_no_more_room_than_they_need(count: int, dtype: type) -> None:
    assert rank_many(hundred_medicines(Random(1), count), history(3)).dtype == dtype


def test_rows_are_positions_even_when_there_are_none() -> None:
    amber = [Profile("amber", {"a": 1})]
    people = [Wishes(("a",))]

    assert which_changed(amber, amber, people).dtype == np.intp
    assert which_changed(amber, [Profile("amber", {"a": None})], people).dtype == np.intp


def test_only_people_whose_wishes_are_touched_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at: list[int] = []
    work_out = batch._sorted_keys

    def watched(table: WishTable, rows: np.ndarray, parts: batch._Parts) -> np.ndarray:
        looked_at.extend(rows.tolist())
        return work_out(table, rows, parts)

    monkeypatch.setattr(batch, "_sorted_keys", watched)
    before = [Profile("amber", dict.fromkeys("abcd", 1)), Profile("birch", dict.fromkeys("abcd"))]
    after = [with_level(before[0], "b", None), with_level(before[1], "c", 3)]
    people = [Wishes(("a",)), Wishes(("a", "b")), Wishes(), Wishes((), ("c",)), Wishes(("d",))]

    which_changed(before, after, people)

    assert looked_at == [3, 3, 1, 1]


def test_people_without_wishes_are_in_no_group() -> None:
    table = WishTable.of([Wishes(), Wishes(("something_else",)), Wishes(("a",))])

    assert [group.rows.tolist() for group in batch._groups(table)] == [[2]]


@pytest.mark.parametrize(
    ("avoid", "helpful", "layout", "dtype"),
    [
        (5, 0, (5, 18, 29), np.uint32),
        (1, 0, (5, 10, 13), np.uint32),
        (0, 1, (5, 10, 13), np.uint32),
        (5, 2, (5, 19, 31), np.uint32),
        (5, 3, (5, 19, 32), np.uint64),
    ],
)
def test_numbers_are_as_short_as_can_be(
    avoid: int, helpful: int, layout: tuple[int, int, int], dtype: type
) -> None:
    tables = batch._tables(Profiles(hundred_medicines(Random(1), 30)), WishTable.of([]))
    parts = batch._parts(tables, batch._Group(np.arange(1), avoid, helpful))

    assert parts.layout == layout
    assert {its.dtype for its in (*parts.avoid, *parts.helpful, parts.start)} == {np.dtype(dtype)}


def test_the_order_among_those_without_a_place_is_no_change() -> None:
    rows = {"amber": (None, 1), "birch": (None, 2), "cedar": (0, 0)}
    before = [Profile(code, dict(zip("ab", row, strict=True))) for code, row in rows.items()]
    after = [with_level(before[0], "b", 3), *before[1:]]

    assert which_changed(before, after, [Wishes(("a", "b"))]).tolist() == []


def test_losing_the_last_place_is_a_change_and_so_is_a_new_tie() -> None:
    before = [Profile("amber", {"a": 0}), Profile("birch", {"a": 3})]
    unplaced, tied = with_level(before[1], "a", None), with_level(before[1], "a", 0)
    people = [Wishes(("a",)), Wishes(), Wishes((), ("a",))]

    assert which_changed(before, [before[0], unplaced], people).tolist() == [0, 2]
    assert which_changed(before, [before[0], tied], people).tolist() == [0, 2]
    assert which_changed(before, before, people).tolist() == []


def test_only_medicines_in_both_releases_count() -> None:
    amber, birch = Profile("amber", {"a": 1}), Profile("birch", {"a": 2})
    cedar, dahlia = Profile("cedar", {"a": 0}), Profile("dahlia", {"a": 3})
    people = [Wishes(("a",))]

    assert which_changed([amber, birch, cedar], [amber, birch, dahlia], people).tolist() == []
    assert which_changed([amber], [amber, birch, cedar], people).tolist() == []
    assert which_changed(
        [amber, birch, cedar], [with_level(amber, "a", 3), birch], people
    ).tolist() == [0]


def test_an_effect_that_a_profile_does_not_have() -> None:
    with pytest.raises(ValueError, match="'b' is not a side effect on the cards"):
        rank_many([Profile("amber", {"a": 1})], [Wishes(("b",))])


def test_an_effect_that_nobody_wishes_may_be_missing() -> None:
    table = WishTable(("b", "a"), np.array([[1]], np.int16), np.empty((1, 0), np.int16))

    assert rank_many([Profile("amber", {"a": 1})], table).tolist() == [[1]]


def test_nobody_and_no_medicines() -> None:
    assert rank_many([Profile("amber", {"a": 1})], []).shape == (0, 1)
    assert rank_many([], [Wishes(("a",))]).shape == (1, 0)
    assert which_changed([], [], [Wishes(("a",))]).tolist() == []
    assert which_changed([], [], []).tolist() == []
