"""Everything the page says of each medicine, gathered from the parts."""

from consultations.matching import (
    RULE_VERSION,
    Profile,
    Profiles,
    Wishes,
    dominance,
    rank,
    reasons,
    results,
    score,
    strong_elsewhere,
    unknown_ranges,
    unknown_wishes,
)

from .cases import MEDICINES

WISHES = Wishes(("a", "something_else", "b"), ("c",))
ROWS = ("1230", "0111", "1233", "?001", "12?0")


def medicines() -> list[Profile]:
    return [
        Profile(
            code,
            {
                effect: None if sign == "?" else int(sign)
                for effect, sign in zip("abcd", row, strict=True)
            },
        )
        for code, row in zip(MEDICINES, ROWS, strict=False)
    ]


def test_placed_first_then_those_without_a_place() -> None:
    found = results(rank(medicines(), WISHES))

    assert [(result.code, result.place, result.is_joint) for result in found] == [
        ("birch", 1, False),
        ("amber", 2, True),
        ("cedar", 2, True),
        ("elder", 4, False),
        ("dahlia", None, False),
    ]


def test_each_part_is_what_its_own_function_says() -> None:
    profiles = Profiles(medicines())
    ranking = rank(profiles, WISHES)
    held, ranges = dominance(ranking), unknown_ranges(ranking)

    for result in results(ranking):
        profile = profiles[result.code]
        assert result.score == score(profile, WISHES)
        assert result.range == ranges[result.code]
        assert result.reasons == reasons(profile, WISHES)
        assert result.strong_elsewhere == strong_elsewhere(profile, WISHES)
        assert result.unknown == unknown_wishes(profile, WISHES)
        if result.place:
            its = held[result.code]
            assert result.always_first == its.always_first
            assert result.behind == its.behind
            assert result.surely_behind == its.surely_behind
            assert result.every_scale == its.every_scale


def test_a_medicine_without_a_place_is_neither_ahead_nor_behind() -> None:
    apart = results(rank(medicines(), WISHES))[-1]

    assert (apart.always_first, apart.behind, apart.surely_behind) == (False, (), ())
    assert apart.every_scale == ()
    assert apart.unknown == ("a",)
    assert apart.score is not None


def test_without_wishes_only_the_cards_speak() -> None:
    found = results(rank(medicines(), Wishes((), ("something_else",))))

    assert [result.code for result in found] == list(MEDICINES[:5])
    for result in found:
        assert (result.place, result.is_joint, result.score, result.range) == (
            None,
            False,
            None,
            None,
        )
        assert (result.always_first, result.behind, result.unknown) == (False, (), ())
        assert len(result.reasons) == 1
    assert found[2].strong_elsewhere == ("c", "d")


def test_the_rule_has_a_version() -> None:
    assert rank([], WISHES).rule_version == RULE_VERSION == 1


def test_no_medicines_no_results() -> None:
    ranking = rank([], WISHES)

    assert (ranking.codes, dict(ranking.places), ranking.not_placed) == ((), {}, ())
    assert results(ranking) == ()
