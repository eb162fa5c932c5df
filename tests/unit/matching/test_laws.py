"""What holds for every case, not only for the examples: the laws of docs/matching.md."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from consultations.matching import Level, Profile, Profiles, Ranking, Wishes, rank

from .cases import EFFECTS, law, levels, profiles, wishes, with_level

LAST = 1_000


def place(ranking: Ranking, code: str) -> int:
    """Return the place, or one after all others for a medicine that has none."""
    return ranking.places.get(code, LAST)


@st.composite
def one_changed_level(draw: st.DrawFn) -> tuple[list[Profile], Wishes, int, str]:
    medicines, wished = draw(profiles(least=2)), draw(wishes())
    wanted = wished.compared_avoid + wished.compared_helpful
    effect = draw(st.sampled_from(wanted or EFFECTS))
    return medicines, wished, draw(st.integers(0, len(medicines) - 1)), effect


def changed(medicines: list[Profile], number: int, effect: str, level: Level) -> list[Profile]:
    return [
        with_level(profile, effect, level) if position == number else profile
        for position, profile in enumerate(medicines)
    ]


@law
@given(one_changed_level(), levels, levels)
def test_worsening_a_level_never_improves_a_place(
    case: tuple[list[Profile], Wishes, int, str], one: Level, other: Level
) -> None:
    medicines, wished, number, effect = case
    better, worse = sorted(level or 0 for level in (one, other))
    if effect in wished.helpful:
        better, worse = worse, better
    code = medicines[number].code

    before = rank(changed(medicines, number, effect, better), wished)
    after = rank(changed(medicines, number, effect, worse), wished)

    assert place(after, code) >= place(before, code)


@law
@given(one_changed_level(), levels)
def test_making_a_level_not_known_never_improves_a_place(
    case: tuple[list[Profile], Wishes, int, str], level: Level
) -> None:
    medicines, wished, number, effect = case
    code = medicines[number].code

    before = rank(changed(medicines, number, effect, level), wished)
    after = rank(changed(medicines, number, effect, None), wished)

    assert place(after, code) >= place(before, code)


@law
@given(profiles(least=2), wishes(), st.data())
def test_removing_a_medicine_never_reorders_the_others(
    medicines: list[Profile], wished: Wishes, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(medicines)).code
    everyone = rank(medicines, wished)

    others = rank([profile for profile in medicines if profile.code != gone], wished)

    kept = {code: its for code, its in everyone.places.items() if code != gone}
    recount = {code: 1 + sum(its > other for other in kept.values()) for code, its in kept.items()}
    assert dict(others.places) == recount
    assert others.not_placed == tuple(code for code in everyone.not_placed if code != gone)


@law
@given(profiles(), wishes(), st.randoms(use_true_random=False))
def test_renaming_and_relisting_change_only_the_order_within_ties(
    medicines: list[Profile], wished: Wishes, random: Random
) -> None:
    names = [f"new {number}" for number in range(len(medicines))]
    random.shuffle(names)
    renamed = {old.code: name for old, name in zip(medicines, names, strict=True)}
    listed = [Profile(renamed[old.code], old.levels) for old in medicines]
    random.shuffle(listed)

    before, after = rank(medicines, wished), rank(listed, wished)

    assert dict(after.places) == {renamed[code]: its for code, its in before.places.items()}
    assert list(after.places) == sorted(after.places, key=lambda code: (after.places[code], code))
    assert set(after.not_placed) == {renamed[code] for code in before.not_placed}


@law
@given(profiles(), wishes(least_avoid=1, something_else=False), st.data())
def test_helpful_effects_that_are_equal_for_all_change_no_place(
    medicines: list[Profile], wished: Wishes, data: st.DataObject
) -> None:
    same = {effect: data.draw(levels) for effect in wished.helpful}
    alike = [Profile(profile.code, {**profile.levels, **same}) for profile in medicines]

    without = rank(alike, Wishes(wished.avoid))

    assert rank(alike, wished).places == without.places


@law
@given(profiles(), wishes())
def test_all_unknown_places_nobody(medicines: list[Profile], wished: Wishes) -> None:
    blank = [Profile(profile.code, dict.fromkeys(EFFECTS)) for profile in medicines]

    ranking = rank(blank, wished)

    assert not ranking.places
    assert ranking.codes == tuple(sorted(profile.code for profile in medicines))
    assert ranking.not_placed == (ranking.codes if wished.are_comparable else ())


@law
@given(profiles(), wishes())
def test_line_37_takes_no_part(medicines: list[Profile], wished: Wishes) -> None:
    without = Wishes(wished.compared_avoid, wished.compared_helpful)

    assert rank(medicines, wished).places == rank(medicines, without).places


@law
@given(profiles(), wishes())
def test_prepared_profiles_give_the_same_order_again(
    medicines: list[Profile], wished: Wishes
) -> None:
    prepared = Profiles(medicines)

    first, again, plain = (rank(given, wished) for given in (prepared, prepared, medicines))

    assert list(first.places.items()) == list(again.places.items()) == list(plain.places.items())
    assert first.not_placed == again.not_placed == plain.not_placed
