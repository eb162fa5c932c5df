"""Which medicines are open to choice, and where the others would stand: nobody is dropped."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.checklist import Checklist
from consultations.comparing import (
    FORMS,
    Apart,
    Missing,
    Standing,
    Wanted,
    is_once_a_day,
    missing,
    standing,
)
from consultations.matching import Profile, Profiles, rank
from medications.models import Availability, Card, Caution, Medication, Preparation

Form, State = Preparation.Form, Availability.State
CODES = ("aaa", "bbb", "ccc", "ddd", "eee", "fff")
LEVELS = {
    "aaa": (0, 2),
    "bbb": (1, 0),
    "ccc": (1, 0),
    "ddd": (3, 3),
    "eee": (0, 0),
    "fff": (None, None),
}
WISHES = Checklist(("weight", "tremor"), is_ordered=True)


def card(
    code: str, *preparations: tuple[str, str], is_gating: bool = False, key: int | None = None
) -> Card:
    """Return a card as `medications.selectors.cards` gives it, without a database."""
    number = CODES.index(code) + 1 if key is None else key
    its = Card(pk=number, medication=Medication(pk=number, code=code, name=code.upper()))
    caution = Caution(kind=Caution.Kind.RESTRICTION, text="After two.", is_gating=is_gating)
    vars(its)["always_shown"] = [caution] if is_gating else []
    rows = [Preparation(form=form, how_often=words) for form, words in preparations]
    found = Preparation.objects.none()
    found._result_cache = rows
    vars(its)["_prefetched_objects_cache"] = {"preparations": found}
    return its


def profiles(levels: Mapping[str, tuple[int | None, ...]] = LEVELS) -> Profiles:
    """Return profiles with two lines each."""
    names = ("weight", "tremor")
    return Profiles(
        Profile(code, dict(zip(names, its, strict=True))) for code, its in levels.items()
    )


def state(code: str, its: str) -> dict[int, Availability]:
    """Return that one medicine is not simply to be had."""
    return {CODES.index(code) + 1: Availability(state=its, reason="Ask.")}


def stand(
    checklist: Checklist = WISHES,
    gated: tuple[str, ...] = (),
    states: Mapping[int, Availability] | None = None,
    wanted: Wanted | None = None,
    levels: Mapping[str, tuple[int | None, ...]] = LEVELS,
) -> Standing:
    """Compare six medicines, each a tablet once a day."""
    cards = [card(code, (Form.TABLET, "once a day"), is_gating=code in gated) for code in CODES]
    return standing(profiles(levels), cards, checklist, states or {}, wanted or Wanted())


def codes(found: Standing) -> dict[str, list[str]]:
    """Return the groups that hold a medicine, by code."""
    return {
        why.value: [each.medication.code for each in cards]
        for why, cards in found.groups.items()
        if cards
    }


def test_those_open_to_choice_stand_in_order_and_the_unknown_ones_apart() -> None:
    found = stand()

    assert codes(found) == {"open": ["eee", "aaa", "bbb", "ccc", "ddd"], "not_placed": ["fff"]}
    assert [found.results[code].place for code in codes(found)["open"]] == [1, 2, 3, 3, 5]


def test_a_gated_one_stands_apart_and_the_others_are_numbered_among_themselves() -> None:
    found = stand(gated=("eee", "ddd"))

    assert codes(found)["gated"] == ["ddd", "eee"]
    assert found.results[codes(found)["open"][0]].place == 1
    assert found.would_stand == {"ddd": 4, "eee": 1}


def test_one_that_is_not_stocked_stands_apart_and_one_that_needs_approval_stays() -> None:
    missing = stand(states=state("aaa", State.NOT_STOCKED))
    waiting = stand(states=state("aaa", State.NEEDS_APPROVAL))

    assert codes(missing)["unavailable"] == ["aaa"]
    assert missing.would_stand.keys() == {"aaa"}
    assert "aaa" in codes(waiting)["open"]
    assert waiting.would_stand == {}


def test_one_of_which_not_enough_is_known_would_stand_nowhere() -> None:
    """Gated or not: no place is made up for it."""
    assert stand(gated=("fff",)).would_stand == {}


def test_before_the_order_is_kept_nobody_has_a_place() -> None:
    for checklist in (Checklist(("weight", "tremor")), Checklist(), Checklist(("something_else",))):
        found = stand(checklist, gated=("eee",))
        assert codes(found) == {"open": ["aaa", "bbb", "ccc", "ddd", "fff"], "gated": ["eee"]}
        assert {each.place for each in found.results.values()} == {None}
        assert (found.would_stand, found.parts) == ({}, {})


def test_a_card_without_levels_stands_apart_and_is_not_dropped() -> None:
    """Nothing is known of it: that is a reason to say so, not to leave it out."""
    some = {code: its for code, its in LEVELS.items() if code != "bbb"}

    assert codes(stand(levels=some))["not_placed"] == ["fff", "bbb"]
    assert "bbb" in codes(stand(Checklist(), levels=some))["open"]


def test_the_one_before_says_where_two_part() -> None:
    """A pair that is settled however weighed parts nowhere."""
    found = stand()
    in_order = list(found.ranking.placed)

    assert set(found.parts) == set(in_order[1:])
    assert found.parts[in_order[1]] is None


levels = st.sampled_from([0, 1, 2, 3, None])
rows = st.fixed_dictionaries({code: st.tuples(levels, levels) for code in CODES})
some_codes = st.sets(st.sampled_from(CODES)).map(lambda its: tuple(sorted(its)))
wanteds = st.builds(Wanted, st.sampled_from(["", *FORMS, "nowhere"]), st.booleans(), st.booleans())
states = st.dictionaries(
    st.integers(1, len(CODES)),
    st.builds(Availability, state=st.sampled_from(State.values), reason=st.just("")),
)
checklists = st.sampled_from(
    [
        WISHES,
        Checklist(),
        Checklist(("tremor",)),
        Checklist((), ("weight",)),
        Checklist(("weight", "tremor")),
    ]
)


@given(rows, some_codes, wanteds, states, checklists)
def test_every_medicine_stands_in_exactly_one_group(
    drawn: dict[str, tuple[int | None, int | None]],
    gated: tuple[str, ...],
    wanted: Wanted,
    known: dict[int, Availability],
    checklist: Checklist,
) -> None:
    """Whatever is asked for, gated, not to be had or not known."""
    found = stand(checklist, gated, known, wanted, drawn)

    assert sorted(code for its in codes(found).values() for code in its) == list(CODES)


@given(rows, some_codes, checklists)
def test_a_place_apart_is_the_place_had_it_been_open(
    drawn: dict[str, tuple[int | None, int | None]], gated: tuple[str, ...], checklist: Checklist
) -> None:
    """Ranked again among the open ones, each of those apart comes out where it was said to."""
    found = stand(checklist, gated, levels=drawn)
    wishes = found.ranking.wishes
    for code in gated:
        with_it = {each: its for each, its in drawn.items() if each not in gated or each == code}
        assert rank(profiles(with_it), wishes).places.get(code) == found.would_stand.get(code)


@given(rows, wanteds, checklists)
def test_a_filter_moves_no_place(
    drawn: dict[str, tuple[int | None, int | None]], wanted: Wanted, checklist: Checklist
) -> None:
    """It sorts apart; those that stay keep the numbers that they had."""
    plain, filtered = stand(checklist, levels=drawn), stand(checklist, wanted=wanted, levels=drawn)

    assert dict(plain.ranking.places) == dict(filtered.ranking.places)
    assert plain.results == filtered.results


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), None),
        (Wanted(form="tablet"), None),
        (Wanted(form="liquid"), None),
        (Wanted(form="injection"), Missing.FORM),
        (Wanted(form="tablet", once_a_day=True), None),
        (Wanted(form="liquid", once_a_day=True), Missing.ONCE),
        (Wanted(once_a_day=True), None),
        (Wanted(available=True), None),
    ],
)
def test_one_preparation_has_to_answer_both(wanted: Wanted, expected: Missing | None) -> None:
    """A liquid twice a day beside a tablet once a day is no liquid once a day."""
    its = card("aaa", (Form.CAPSULE, "once a day"), (Form.LIQUID, "twice a day"))

    assert missing(its, wanted) == expected


@pytest.mark.parametrize(
    ("how_often", "expected"),
    [
        (("", ""), Missing.HOW_OFTEN),
        (("twice a day", ""), Missing.HOW_OFTEN),
        (("", "once a day"), None),
        (("twice a day", "3 times a day"), Missing.ONCE),
    ],
)
def test_how_often_is_not_known_is_not_a_no(
    how_often: tuple[str, str], expected: Missing | None
) -> None:
    """Of one form or the other: as long as one of them may be once a day, nobody says no."""
    its = card("aaa", *zip((Form.TABLET, Form.LIQUID), how_often, strict=True))

    assert missing(its, Wanted(once_a_day=True)) == expected


def test_a_card_without_forms_is_not_told_to_have_others() -> None:
    assert missing(card("aaa"), Wanted()) is None
    assert missing(card("aaa"), Wanted(form="liquid")) == Missing.FORMS
    assert missing(card("aaa"), Wanted(once_a_day=True)) == Missing.HOW_OFTEN


@pytest.mark.parametrize(
    ("how_often", "state", "group"),
    [
        ("", State.AVAILABLE, "perhaps"),
        ("", State.NEEDS_APPROVAL, "left_out"),
        ("twice a day", State.AVAILABLE, "left_out"),
        ("once a day", State.AVAILABLE, "open"),
        ("once a day", State.NEEDS_APPROVAL, "left_out"),
    ],
)
def test_one_that_may_answer_stands_apart_from_those_that_do_not(
    how_often: str, state: str, group: str
) -> None:
    """Unless another part of the filter is answered with a no."""
    its = card("aaa", (Form.TABLET, how_often))
    states = {1: Availability(state=state, reason="")}
    wanted = Wanted(once_a_day=True, available=True)
    found = standing(profiles(), [its], WISHES, states, wanted)

    assert codes(found) == {group: ["aaa"]}


def test_every_form_can_be_asked_for() -> None:
    """A new form belongs to one of the filters."""
    assert sorted(form for forms in FORMS.values() for form in forms) == sorted(Form.values)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("once a day", True),
        ("Once daily", True),
        ("once or twice a day", True),
        ("once a day up to 300 mg a day, above that twice a day", True),
        ("twice a day", False),
        ("once a month", False),
        ("every 4 weeks", False),
        ("at the start: 3 times a day, or once at bedtime", True),
        ("", False),
    ],
)
def test_once_a_day_is_read_as_the_source_puts_it(words: str, expected: bool) -> None:
    assert is_once_a_day(words) == expected


def test_what_can_be_had_is_asked_of_those_that_wait_for_approval() -> None:
    found = stand(states=state("aaa", State.NEEDS_APPROVAL), wanted=Wanted(available=True))

    assert codes(found)["left_out"] == ["aaa"]
    assert found.results["aaa"].place is not None


def test_the_groups_are_in_the_order_of_the_page() -> None:
    first, *rest = Apart
    assert first == "open"
    assert rest == ["not_placed", "gated", "withdrawn", "unavailable", "perhaps", "left_out"]
