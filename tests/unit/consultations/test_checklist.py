"""Every press on the checklist, and what no series of presses can do to it."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultations.checklist import PRESSES, WITHOUT_EFFECT, Checklist, NotPossible
from consultations.models import Mark

FIVE = ("weight", "tremor", "dreaming", "drooling", "thirst")
FULL = Checklist(
    avoid=FIVE,
    helpful=("sleepiness",),
    marks={"periods": "does_not_apply"},
    why={"weight": "I was bullied.", "thirst": "It woke me."},
    is_ordered=True,
)
TWO = Checklist(avoid=("weight", "tremor"), why={"weight": "Bullied."}, is_ordered=True)
LINES = (*FIVE, "sleepiness", "periods", "something_else")
BOTH = "It can be one of the two, not both."


def pressed(before: Checklist, verb: str, effect: str = "") -> Checklist:
    """Return what one press makes of a checklist."""
    return PRESSES[verb](before, effect)


def test_a_line_that_is_picked_comes_last_and_the_order_is_open_again() -> None:
    assert pressed(TWO, "avoid", "thirst") == Checklist(
        ("weight", "tremor", "thirst"), why=TWO.why, is_ordered=False
    )


def test_a_line_that_is_picked_twice_stays_as_it_is() -> None:
    """Ordered or not: a second tap is not a change."""
    assert pressed(TWO, "avoid", "tremor") == TWO
    assert pressed(FULL, "avoid", "tremor") == FULL
    assert pressed(FULL, "swap", "tremor") == FULL
    assert pressed(FULL, "help", "sleepiness") == FULL


def test_a_sixth_is_met_with_a_sentence_and_every_way_on() -> None:
    """Swap it, take out any of the five, or leave them."""
    with pytest.raises(NotPossible, match=r"You have five\. Take one out first") as raised:
        pressed(FULL, "avoid", "nausea")

    swap, *outs, leave = raised.value.instead
    assert swap == ("swap", "nausea")
    for (verb, effect), code in zip(outs, FIVE, strict=True):
        room = pressed(FULL, verb, effect)
        assert set(room.avoid) == {*FIVE} - {code}
        assert pressed(room, "avoid", "nausea").avoid[-1] == "nausea"
    assert pressed(FULL, *leave) == FULL


def test_a_swap_takes_the_place_of_number_five() -> None:
    """The four others, their order and their words stay."""
    after = pressed(FULL, "swap", "nausea")

    assert after.avoid == (*FIVE[:4], "nausea")
    assert (after.is_ordered, dict(after.why)) == (True, {"weight": "I was bullied."})


def test_a_swap_with_room_left_is_a_pick() -> None:
    """Somebody took a line out in between."""
    assert pressed(TWO, "swap", "thirst").avoid == ("weight", "tremor", "thirst")


def test_a_helpful_line_can_be_swapped_in_when_the_list_is_full() -> None:
    """Avoid it instead, then swap: the two buttons lead somewhere, not round in a ring."""
    with pytest.raises(NotPossible) as raised:
        pressed(FULL, "avoid_instead", "sleepiness")
    after = pressed(FULL, *raised.value.instead[0])

    assert after.avoid == (*FIVE[:4], "sleepiness")
    assert after.helpful == ()


def test_a_line_taken_out_loses_its_words_and_the_others_keep_their_order() -> None:
    after = pressed(FULL, "unavoid", "weight")

    assert after.avoid == FIVE[1:]
    assert (after.is_ordered, dict(after.why)) == (True, {"thirst": "It woke me."})


def test_what_would_help_is_said_and_taken_back() -> None:
    said = pressed(TWO, "help", "sleepiness")

    assert said.helpful == ("sleepiness",)
    assert (said.avoid, said.is_ordered) == (TWO.avoid, True)
    assert pressed(said, "unhelp", "sleepiness") == TWO


def test_a_line_is_never_avoided_and_helpful() -> None:
    """Each way round there is a sentence, and a button that turns it round."""
    with pytest.raises(NotPossible, match=BOTH) as raised:
        pressed(TWO, "help", "tremor")
    assert raised.value.instead == (("help_instead", "tremor"),)
    turned = pressed(TWO, "help_instead", "tremor")
    assert (turned.avoid, turned.helpful) == (("weight",), ("tremor",))

    with pytest.raises(NotPossible, match=BOTH) as raised:
        pressed(turned, "avoid", "tremor")
    assert raised.value.instead == (("avoid_instead", "tremor"),)
    again = pressed(turned, "avoid_instead", "tremor")
    assert (again.avoid, again.helpful) == (("weight", "tremor"), ())


@pytest.mark.parametrize("kind", Mark.Kind.values)
def test_a_line_is_left_out_in_one_way_at_a_time(kind: str) -> None:
    (other,) = {*Mark.Kind.values} - {kind}
    once = pressed(TWO, kind, "periods")

    assert once.marks == {"periods": kind}
    assert pressed(once, other, "periods").marks == {"periods": other}
    assert pressed(once, "unmark", "periods") == TWO


@pytest.mark.parametrize("effect", ["weight", "sleepiness"])
def test_a_chosen_line_is_not_left_out_before_it_is_taken_out(effect: str) -> None:
    with pytest.raises(NotPossible, match="Take it out first") as raised:
        pressed(FULL, "does_not_apply", effect)
    out = pressed(FULL, *raised.value.instead[0])

    assert effect not in out.avoid + out.helpful
    assert pressed(out, "does_not_apply", effect).marks[effect] == "does_not_apply"


@pytest.mark.parametrize("verb", ["avoid", "help"])
def test_choosing_a_line_that_was_left_out_takes_the_mark_back(verb: str) -> None:
    assert pressed(Checklist(marks={"periods": "rather_not_say"}), verb, "periods").marks == {}


@pytest.mark.parametrize(
    ("verb", "effect", "order"),
    [
        ("up", "tremor", "tremor weight dreaming drooling thirst"),
        ("down", "tremor", "weight dreaming tremor drooling thirst"),
        ("up", "weight", "weight tremor dreaming drooling thirst"),
        ("down", "thirst", "weight tremor dreaming drooling thirst"),
        ("to1", "thirst", "thirst weight tremor dreaming drooling"),
        ("to2", "thirst", "weight thirst tremor dreaming drooling"),
        ("to3", "weight", "tremor dreaming weight drooling thirst"),
        ("to4", "tremor", "weight dreaming drooling tremor thirst"),
        ("to5", "weight", "tremor dreaming drooling thirst weight"),
    ],
)
def test_a_line_moves_in_the_order(verb: str, effect: str, order: str) -> None:
    """Beyond the ends is the end; the words go with it and the order stays kept."""
    after = pressed(FULL, verb, effect)

    assert " ".join(after.avoid) == order
    assert (after.is_ordered, dict(after.why)) == (True, dict(FULL.why))


def test_a_place_beyond_a_short_list_is_its_end() -> None:
    assert pressed(TWO, "to5", "weight").avoid == ("tremor", "weight")


@pytest.mark.parametrize("verb", ["up", "down", "to1", "to5"])
def test_a_line_that_is_not_picked_does_not_move(verb: str) -> None:
    """Its button was on an older page."""
    assert pressed(TWO, verb, "thirst") == TWO


def test_an_order_counts_once_it_is_kept() -> None:
    """With one line there is nothing to put in order."""
    picked = Checklist(("weight", "tremor"))

    assert not picked.has_order
    assert pressed(picked, "keep").has_order
    assert Checklist(("weight",)).has_order
    assert Checklist().has_order


@pytest.mark.parametrize("verb", ["avoid", "help", "swap", "avoid_instead", "help_instead"])
@pytest.mark.parametrize("before", [Checklist(), FULL])
def test_line_37_needs_words_first(verb: str, before: Checklist) -> None:
    with pytest.raises(NotPossible, match="Write first what it is"):
        pressed(before, verb, "something_else")


def test_line_37_keeps_its_words_as_long_as_it_is_chosen() -> None:
    """Emptying the box while it is chosen is no way to lose them."""
    named = Checklist(own_words="buzzing").avoiding("something_else")

    assert named.calling_it("").own_words == "buzzing"
    assert named.calling_it("humming").own_words == "humming"
    assert named.not_avoiding("something_else").calling_it("").own_words == ""


def test_words_on_why_are_kept_for_what_is_avoided_alone() -> None:
    """What was not sent stays, what was sent empty goes, what is not avoided is not asked."""
    said = FULL.saying({"weight": "", "tremor": "I paint.", "nausea": "x"})

    assert dict(said.why) == {"tremor": "I paint.", "thirst": "It woke me."}


def test_every_press_is_here() -> None:
    """A new press needs a place in these tests."""
    assert len(PRESSES) == 20
    assert set(WITHOUT_EFFECT) < set(PRESSES)
    assert pressed(FULL, "words") == FULL


def sound(its: Checklist) -> bool:
    """Tell whether a checklist is one that the rule and the tables can hold."""
    chosen = its.avoid + its.helpful
    return (
        len(its.avoid) <= 5
        and len(set(chosen)) == len(chosen)
        and not set(chosen) & set(its.marks)
        and set(its.why) <= set(its.avoid)
        and ("something_else" not in chosen or bool(its.own_words))
        and its.wishes.avoid == its.avoid
    )


presses = st.tuples(st.sampled_from(sorted(PRESSES)), st.sampled_from(LINES))
typed = st.sampled_from(["", "buzzing"])


# A busy machine draws slowly; that says nothing about the presses.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(presses, typed, typed), max_size=60))
def test_no_series_of_presses_makes_what_cannot_be(
    series: list[tuple[tuple[str, str], str, str]],
) -> None:
    """Five at most, nothing twice, never both, nothing chosen and left out, no stray words."""
    its = Checklist()
    for (verb, effect), own_words, why in series:
        before = its
        try:
            named = Checklist(**{**vars(its), "own_words": own_words or its.own_words})
            its = pressed(named, verb, effect).saying({effect: why}).calling_it(own_words)
        except NotPossible:
            assert its == before
        assert sound(its)


@given(st.lists(presses, max_size=40), presses)
def test_a_press_that_is_not_possible_leaves_everything(
    series: list[tuple[str, str]], last: tuple[str, str]
) -> None:
    """The value that was there is the value that is there."""
    its = after_presses(series)
    copy = Checklist(
        its.avoid, its.helpful, dict(its.marks), dict(its.why), is_ordered=its.is_ordered
    )
    quietly(lambda: pressed(its, *last))

    assert its == copy


@given(st.lists(presses, max_size=40))
def test_every_button_that_is_offered_leads_on(series: list[tuple[str, str]]) -> None:
    """After at most two offers the press is done."""
    its = after_presses(series)
    for effect in LINES[:-1]:
        for verb in ("avoid", "help", "does_not_apply"):
            assert offers(its, verb, effect) <= 2


def offers(its: Checklist, verb: str, effect: str) -> int:
    """Count how often a way on has to be taken until a press is done."""
    for count in range(5):
        try:
            pressed(its, verb, effect)
        except NotPossible as reason:
            (verb, effect), *others = reason.instead
            for other in others:
                assert sound(pressed(its, *other))
        else:
            return count
    return 5


def after_presses(series: list[tuple[str, str]]) -> Checklist:
    """Return an empty checklist after presses, those that are not possible left out."""
    its = Checklist()
    for verb, effect in series:
        its = quietly(lambda its=its, verb=verb, effect=effect: pressed(its, verb, effect)) or its
    return its


def quietly(press: Callable[[], Checklist]) -> Checklist | None:
    """Return what a press makes, or None when it is not possible."""
    try:
        return press()
    except NotPossible:
        return None
