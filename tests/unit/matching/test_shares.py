"""Shares come close to their exact values, count joint places, and are the same every time."""

from random import Random

import numpy as np
import pytest

from consultations.matching import DRAWS, Profile, Share, Wishes, rank, shares
from consultations.matching.losses import AT_WORST, losses, wished_levels
from consultations.matching.shares import _contenders, draws
from tests.examples import WORKED

from .cases import random_case


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_draws_respect_the_order_and_lie_evenly(count: int) -> None:
    drawn = draws(count)

    assert drawn.shape == (count, DRAWS)
    assert (drawn[:-1] >= drawn[1:]).all()
    assert (drawn == np.floor(drawn)).all()
    assert np.abs(drawn.sum(axis=0) / 2**30 - 1).max() < 1e-8
    centroid = [sum(1 / t for t in range(j, count + 1)) / count for j in range(1, count + 1)]
    assert drawn.mean(axis=1) / 2**30 == pytest.approx(centroid, abs=0.004)
    # Evenly over them, not heaped at their mean: the share of the least weight has a known spread.
    assert drawn[-1].std() / 2**30 == pytest.approx(
        np.sqrt((count - 1) / (count + 1)) / count**2, rel=0.05
    )


def test_draws_are_stored_and_cannot_be_changed() -> None:
    assert draws(3) is draws(3)
    with pytest.raises(ValueError, match="read-only"):
        draws(3)[0, 0] = 1


FIRST_DRAWS = [[603367772.0, 688847987.0], [470374051.0, 384893836.0]]
"""The first two draws for two avoidances: change them and every stored share changes."""


def test_the_same_draws_on_every_machine() -> None:
    assert draws(2)[:, :2].tolist() == FIRST_DRAWS
    assert shares(rank(WORKED.profiles, WORKED.wishes)) == shares(
        rank(WORKED.profiles, WORKED.wishes)
    )


def test_worked_example_against_exact_values() -> None:
    found = shares(rank(WORKED.profiles, WORKED.wishes))

    assert found["A"].first == pytest.approx(8 / 45, abs=0.012)
    assert found["B"].first == pytest.approx(37 / 45, abs=0.012)
    assert found["A"].first + found["B"].first == pytest.approx(1)
    assert found["A"].first_three == found["B"].first_three == 1
    assert found["C"].first_three + found["D"].first_three == pytest.approx(1)


def test_one_avoidance_has_one_weighting() -> None:
    rows = {"amber": 1, "birch": 0, "cedar": 0, "dahlia": 1, "elder": 2}
    profiles = [Profile(code, {"a": level}) for code, level in rows.items()]

    assert shares(rank(profiles, Wishes(("a",)))) == {
        "birch": Share(1.0, 1.0),
        "cedar": Share(1.0, 1.0),
        "amber": Share(0.0, 1.0),
        "dahlia": Share(0.0, 1.0),
        "elder": Share(0.0, 0.0),
    }


def test_joint_places_count_for_each() -> None:
    rows = {"amber": "01", "birch": "01", "cedar": "01", "dahlia": "01", "elder": "11"}
    profiles = [Profile(c, dict(zip("ab", map(int, r), strict=True))) for c, r in rows.items()]

    found = shares(rank(profiles, Wishes(("a", "b"))))

    assert [found[code] for code in ("amber", "birch", "cedar", "dahlia")] == [Share(1.0, 1.0)] * 4
    assert found["elder"] == Share(0.0, 0.0)


def test_only_placed_medicines_have_a_share() -> None:
    profiles = [Profile("amber", {"a": None}), Profile("birch", {"a": 3})]

    assert shares(rank(profiles, Wishes(("a",)))) == {"birch": Share(1.0, 1.0)}
    assert shares(rank(profiles[:1], Wishes(("a",)))) == {}
    assert shares(rank(profiles, Wishes())) == {}


def test_helpful_effects_alone() -> None:
    profiles = [Profile("amber", {"a": 1}), Profile("birch", {"a": 3})]

    found = shares(rank(profiles, Wishes((), ("a",))))

    assert found == {"birch": Share(1.0, 1.0), "amber": Share(0.0, 1.0)}


def test_only_those_that_can_reach_the_first_three_are_looked_at() -> None:
    rows = {"amber": [0, 0], "birch": [0, 3], "cedar": [3, 0], "dahlia": [3, 3], "elder": [6, 0]}

    assert list(_contenders(rows)) == ["amber", "birch", "cedar"]
    assert len(_contenders({code: [3, 3] for code in rows})) == 5


def test_leaving_out_those_far_behind_changes_no_share() -> None:
    random = Random(21)
    left_out = 0
    for _ in range(60):
        medicines, wishes = random_case(random, medicines=6)
        ranking = rank(medicines, wishes)
        if not ranking.places:
            continue
        placed = [ranking.profiles[code] for code in ranking.places]
        rows = np.array([losses(wished_levels(its, wishes).read(AT_WORST)) for its in placed])
        scores = rows @ draws(rows.shape[1])
        places = 1 + (scores[None, :, :] < scores[:, None, :]).sum(axis=1)
        for code, its in zip(ranking.places, places, strict=True):
            expected = Share((its == 1).mean(), (its <= 3).mean())
            assert shares(ranking)[code] == pytest.approx(expected, abs=1e-12)
            left_out += expected.first_three == 0
    assert left_out > 30
