"""Many people's orders before and after a change of cards: the same as one by one."""

from random import Random

import numpy as np
import pytest

from consultations.matching import Profile, Profiles, Wishes, WishTable, rank
from consultations.touching import Side, both, may_differ

EFFECTS = tuple(f"effect_{number}" for number in range(8))
CODES = tuple(f"medicine_{number}" for number in range(6))
APART = frozenset({"medicine_1", "medicine_4"})


def profiles(random: Random, codes: tuple[str, ...] = CODES) -> Profiles:
    """Return medicines by chance, some levels not known."""
    return Profiles(
        Profile(code, {effect: random.choice((0, 1, 2, 3, None)) for effect in EFFECTS})
        for code in codes
    )


def people(random: Random, count: int = 60) -> list[Wishes]:
    """Return wishes by chance, among them none at all."""
    found = []
    for _ in range(count):
        drawn = random.sample(EFFECTS, random.randint(0, 5) + 2)
        found.append(Wishes(tuple(drawn[2:]), tuple(drawn[: random.randint(0, 2)])))
    return found


def table(everyone: list[Wishes]) -> WishTable:
    """Return them as a table over all effects."""
    made = WishTable.from_wishes(everyone)
    numbers = np.array([*(EFFECTS.index(each) for each in made.effects), -1], dtype=np.int16)
    return WishTable(EFFECTS, numbers[made.avoid], numbers[made.helpful])


def alone(side: Side, wishes: Wishes) -> dict[str, int]:
    """Return the places among those open to choice, and where each other one would stand."""
    whole = rank(side.profiles, wishes).places
    open_ones = rank(Profiles(p for p in side.profiles if p.code not in side.apart), wishes).places
    would = {
        code: 1 + sum(whole[each] < whole[code] for each in open_ones)
        for code in side.apart
        if code in whole
    }
    return dict(open_ones) | would


def first(side: Side, wishes: Wishes, upto: int) -> dict[str, int]:
    """Return who holds the first places."""
    places = alone(side, wishes)
    return {c: place for c, place in places.items() if place <= upto and c not in side.apart}


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("change", ["levels", "withdrawn", "new", "apart"])
def test_places_are_those_of_one_person_alone(seed: int, change: str) -> None:
    random = Random(seed)
    before = Side(profiles(random), APART)
    codes = {"withdrawn": CODES[1:], "new": (*CODES, "medicine_9")}.get(change, CODES)
    other = profiles(random, codes)
    kept = {each.code: each for each in before.profiles}
    changed = "medicine_9" if change == "new" else "medicine_2"
    cards = Profiles(kept[c] if c != changed or change == "withdrawn" else other[c] for c in codes)
    after = Side(cards, APART | {"medicine_3"} if change == "apart" else APART)
    everyone = people(random)
    wished = table(everyone)
    found, may = both(before, after, wished), may_differ(before, after, wished)

    for row, wishes in enumerate(everyone):
        sides = [alone(side, wishes) for side in (before, after)]
        for side, places in zip(sides, found.places, strict=True):
            assert dict(zip(found.codes, places[row].tolist(), strict=True)) == {
                code: side.get(code, 0) for code in found.codes
            }
        for upto in (1, 3):
            differs = first(before, wishes, upto) != first(after, wishes, upto)
            assert found.first(upto)[row] == differs
        assert may[row] or sides[0] == sides[1]


def test_whose_wishes_name_nothing_that_changed_is_left_out() -> None:
    random = Random(1)
    before = profiles(random)
    levels = dict(before["medicine_2"].levels)
    levels["effect_0"] = 0 if levels["effect_0"] else 3
    after = Profiles(
        Profile(each.code, levels) if each.code == "medicine_2" else each for each in before
    )
    wished = table([Wishes(("effect_1",)), Wishes(("effect_1", "effect_0")), Wishes()])

    sides = Side(before, APART), Side(after, APART)
    assert may_differ(*sides, wished).tolist() == [False, True, False]


def test_what_was_decided_on_is_looked_at_for_itself() -> None:
    before = Side(profiles(Random(2)), APART)
    after = Side(Profiles(each for each in before.profiles if each.code != "medicine_0"), APART)
    everyone = [Wishes(("effect_1", "effect_2", "effect_3"))] * 2
    found = both(before, after, table(everyone))
    column = found.codes.index("medicine_0")
    stood = found.places[0][0][column] > 0

    assert found.of(np.array([column, -1])).tolist() == [stood, False]


def test_without_cards_nobody_has_a_place() -> None:
    nothing = Side(Profiles([]), frozenset())
    found = both(nothing, nothing, table([Wishes(("effect_1",))]))

    assert found.codes == ()
    assert found.first().tolist() == [False]
