"""Avoidances of one group count one harm more than once, and the ranking says so."""

from itertools import pairwise

import pytest

from consultations.matching import OVERLAP_GROUPS, Overlap, Wishes, overlaps, rank


@pytest.mark.parametrize(
    ("avoid", "found"),
    [
        (("weight_gain", "tremor", "tiredness", "less_sex_drive", "irregular_periods"), ()),
        (("tremor", "restlessness"), (Overlap("movement", ("tremor", "restlessness")),)),
        (
            ("tiredness", "erection_difficulty", "sleeping_late", "less_sex_drive", "tremor"),
            (
                Overlap("sleepiness", ("tiredness", "sleeping_late")),
                Overlap("sex", ("erection_difficulty", "less_sex_drive")),
            ),
        ),
        (
            ("periods_stopping", "irregular_periods"),
            (Overlap("periods", ("periods_stopping", "irregular_periods")),),
        ),
    ],
)
def test_groups_that_hold_two_avoidances(
    avoid: tuple[str, ...], found: tuple[Overlap, ...]
) -> None:
    assert overlaps(Wishes(avoid)) == found
    assert rank([], Wishes(avoid)).overlaps == found


def test_helpful_effects_do_not_overlap() -> None:
    assert overlaps(Wishes(("tiredness",), ("evening_sleepiness", "sleeping_late"))) == ()


def test_the_groups_themselves() -> None:
    effects = [effect for group in OVERLAP_GROUPS.values() for effect in group]

    assert {group: len(members) for group, members in OVERLAP_GROUPS.items()} == {
        "sleepiness": 4,
        "sex": 3,
        "periods": 2,
        "movement": 7,
    }
    assert len(set(effects)) == len(effects)
    for group, members in OVERLAP_GROUPS.items():
        for pair in pairwise(members):
            assert overlaps(Wishes(pair)) == (Overlap(group, pair),)
