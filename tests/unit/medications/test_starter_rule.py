"""The starter level of a cell: each clause, each border, and every real cell twice."""

from collections import Counter, defaultdict

import pytest

from medications.evidence import is_adolescent, is_composite
from medications.starter_rule import (
    PUBLISHED_CARD,
    Basis,
    Row,
    StarterLevel,
    starter_level,
    starter_levels,
)
from tests.unit.medications import cells, rows
from tests.unit.medications.starter_cases import (
    BORROWING,
    CASES,
    OFFICIAL,
    OTHER,
    TRIAL,
    grade,
    listed,
    trial,
)

COUNTS = {
    "comparative": 262,
    "product_information": 183,
    "nothing_found": 115,
    "listed_frequency_unknown": 59,
    "secondary": 32,
    "comparative_raised": 13,
    "trial_incidence": 9,
    "borrowed": 8,
    "published_card": 3,
}


@pytest.mark.parametrize(("found", "level", "basis"), CASES.values(), ids=CASES)
def test_the_first_clause_that_applies_gives_the_level(
    found: list[Row], level: int | None, basis: str
) -> None:
    given = starter_level("haloperidol", "tremor", tuple(found))

    assert (given.level, given.basis) == (level, basis)


@pytest.mark.parametrize(("found", "level", "basis"), CASES.values(), ids=CASES)
def test_the_order_of_the_rows_changes_nothing(
    found: list[Row], level: int | None, basis: str
) -> None:
    given = starter_level("haloperidol", "tremor", tuple(reversed(found)))

    assert (given.level, given.basis) == (level, basis)


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([grade("1"), listed("common")], ["grade 1"]),
        ([grade("0"), listed("rare"), listed("rare", OTHER)], ["grade 0", f"{OFFICIAL} rare"]),
        ([listed("common"), listed("not_known")], [f"{OFFICIAL} common"]),
        ([trial("6", "5"), trial("9", None)], ["trial 6"]),
        ([listed("not_known"), trial("9", None)], [f"{OFFICIAL} not_known"]),
        ([trial("9", None)], []),
    ],
)
def test_a_level_keeps_exactly_the_rows_that_it_rests_on(found: list[Row], kept: list[str]) -> None:
    assert list(starter_level("haloperidol", "tremor", tuple(found)).rows) == kept


def test_the_printed_card_comes_before_everything() -> None:
    found = (grade("0"), listed("very_common"))
    printed = starter_level("aripiprazole", "feeling_sick", found)

    assert printed == StarterLevel(1, Basis.PUBLISHED_CARD, ())
    assert starter_level("haloperidol", "feeling_sick", found).level == 1
    assert starter_level("haloperidol", "feeling_sick", found).basis == Basis.COMPARATIVE_RAISED
    assert set(PUBLISHED_CARD.values()) == {1, 2}


@pytest.mark.parametrize("line", ["sleeping_late", "evening_sleepiness"])
@pytest.mark.parametrize(("own", "daytime", "level", "basis"), BORROWING.values(), ids=BORROWING)
def test_two_lines_borrow_the_daytime_level(
    own: list[Row], daytime: list[Row], level: int | None, basis: str, line: str
) -> None:
    found = {line: own, "daytime_sleepiness": daytime}
    given = starter_levels("haloperidol", found, [line, "daytime_sleepiness"])[line]

    assert (given.level, given.basis) == (level, basis)
    if basis == "borrowed":
        assert given.rows == tuple(row.key for row in daytime)


def test_no_other_line_borrows() -> None:
    found = {"daytime_sleepiness": [grade("3")], "no_energy": [grade("1")]}
    levels = starter_levels("haloperidol", found, ["daytime_sleepiness", "no_energy", "tremor"])

    assert [levels[line].level for line in ("no_energy", "tremor")] == [1, None]


def real_levels() -> dict[tuple[str, str], StarterLevel]:
    """Return the rule's level of every real cell."""
    by_cell: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for each in rows.evidence():
        line = each.effect.code if each.effect else ""
        placebo = each.comparator_value if each.measure == TRIAL else None
        marks = is_composite(each.reported_term), is_adolescent(each.population)
        row = Row(each.key, each.measure, each.value, each.source.kind, placebo, *marks)
        by_cell[each.medication.code][line].append(row)
    lines = [code for code in rows.effects() if code != "something_else"]
    return {
        (medication, line): level
        for medication in rows.medications()
        for line, level in starter_levels(medication, by_cell[medication], lines).items()
    }


def test_the_real_cells_come_out_as_counted() -> None:
    levels = real_levels()

    assert len(levels) == 19 * 36 == 684
    assert sum(each.level is not None for each in levels.values()) == 510
    assert Counter(str(each.basis) for each in levels.values()) == COUNTS


def test_every_real_cell_agrees_with_the_rule_written_once_more() -> None:
    first = {key: (each.level, str(each.basis)) for key, each in real_levels().items()}

    assert first == cells.all_cells()
