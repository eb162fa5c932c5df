"""Profiles cannot change, refuse what is no level, and know which effects they have."""

import re

import pytest

from consultations.matching import Profile, Profiles, Wishes, rank


@pytest.mark.parametrize("level", [-1, 4, 1.0, True, "2"])
def test_what_is_not_a_level(level: object) -> None:
    sentence = (
        f"The level of 'weight_gain' for 'amber' is {level!r}; a level is 0, 1, 2, 3 or not known."
    )

    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        Profile("amber", {"tremor": 0, "weight_gain": level})


def test_every_level_there_is() -> None:
    profile = Profile("amber", {"a": 0, "b": 1, "c": 2, "d": 3, "e": None})

    assert [profile.level(effect) for effect in "abcde"] == [0, 1, 2, 3, None]
    assert profile.strong == ("d",)


def test_a_profile_keeps_its_own_copy() -> None:
    levels = {"tremor": 0}
    profile = Profile("amber", levels)
    levels["tremor"] = 3

    assert profile.level("tremor") == 0
    with pytest.raises(TypeError):
        profile.levels["tremor"] = 3


def test_equal_profiles_are_equal_and_can_be_kept_in_a_set() -> None:
    same = {Profile("amber", {"tremor": 0}), Profile("amber", {"tremor": 0})}

    assert len(same) == 1
    assert Profile("amber", {"tremor": 0}) != Profile("amber", {"tremor": None})


def test_an_effect_that_a_profile_does_not_have() -> None:
    profiles = [Profile("amber", {"tremor": 0}), Profile("birch", {})]

    sentence = "'tremor' is not a side effect on the cards: 'birch' has no line for it."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        rank(profiles, Wishes(("tremor",)))


@pytest.mark.parametrize("wishes", [Wishes(("tension",)), Wishes((), ("tension",))])
def test_an_effect_that_nobody_has(wishes: Wishes) -> None:
    with pytest.raises(ValueError, match="'tension' is not a side effect on the cards"):
        rank([Profile("amber", {"tremor": 0})], wishes)


def test_a_medicine_given_twice() -> None:
    sentence = "'amber' stands in the list of medicines more than once."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        Profiles([Profile("amber", {}), Profile("birch", {}), Profile("amber", {})])


def test_a_collection_stands_alphabetically() -> None:
    birch, amber = Profile("birch", {"a": 1}), Profile("amber", {"a": 2})
    profiles = Profiles([birch, amber])

    assert profiles.codes == ("amber", "birch")
    assert list(profiles) == [amber, birch]
    assert len(profiles) == 2
    assert profiles["birch"] is birch
    assert Profiles.of(profiles) is profiles
    with pytest.raises(KeyError):
        profiles["cedar"]


def test_a_column_is_worked_out_once() -> None:
    profiles = Profiles([Profile("amber", {"a": 2}), Profile("birch", {"a": None})])

    assert profiles.columns["a"] is profiles.columns["a"]
    assert profiles.weighted_losses["a", 3] is profiles.weighted_losses["a", 3]
    assert profiles.weighted_losses["a", 3] == 3 * profiles.columns["a"].losses


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 7, 8, 31, 32, 33, 64, 300])
def test_any_number_of_medicines(count: int) -> None:
    codes = [f"medicine {number:03}" for number in range(count)]
    profiles = [Profile(code, {"a": 3 - number % 4}) for number, code in enumerate(codes)]

    placed = rank(profiles, Wishes(("a",))).placed

    assert list(placed) == [code for start in (3, 2, 1, 0) for code in codes[start::4]]


def test_hundreds_of_helpful_effects_do_not_run_over() -> None:
    effects = tuple(f"effect {number}" for number in range(400))
    rows = {"amber": 3, "birch": 0, "cedar": None}
    profiles = [
        Profile(code, {**dict.fromkeys(effects, level), "a": 2 if code == "amber" else 1})
        for code, level in rows.items()
    ]

    assert rank(profiles, Wishes(("a",), effects)).places == {"amber": 1, "birch": 1, "cedar": 1}
    assert rank(profiles, Wishes((), effects)).not_placed == ("cedar",)
