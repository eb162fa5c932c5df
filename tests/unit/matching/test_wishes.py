"""Wishes refuse what the rule has no meaning for, in one plain sentence."""

import re
from dataclasses import FrozenInstanceError

import pytest

from consultations.matching import Wishes

SIX = ("a", "b", "c", "d", "e", "f")


def test_five_avoidances_and_any_number_of_helpful_effects() -> None:
    wishes = Wishes(SIX[:5], tuple("ghijklmnop"))

    assert wishes.compared_avoid == SIX[:5]
    assert len(wishes.compared_helpful) == 10


@pytest.mark.parametrize(
    ("avoid", "helpful", "sentence"),
    [
        (SIX, (), "At most 5 side effects can be avoided; 6 were chosen."),
        (("a", "b", "a"), (), "'a' is chosen more than once to avoid."),
        ((), ("b", "a", "b"), "'b' is chosen more than once to find helpful."),
        (("a", "b"), ("c", "b"), "'b' cannot be both avoided and helpful."),
        (("",), (), "'' is not the code of a side effect."),
        ((), (7,), "7 is not the code of a side effect."),
        ("abc", (), "Side effects come as a list, not as the one word 'abc'."),
        (
            ("something_else",),
            ("something_else",),
            "'something_else' cannot be both avoided and helpful.",
        ),
        (
            ("something_else", *SIX[:5]),
            (),
            "At most 5 side effects can be avoided; 6 were chosen.",
        ),
    ],
)
def test_what_is_refused(avoid: object, helpful: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        Wishes(avoid, helpful)


def test_lists_are_frozen_as_tuples() -> None:
    avoid = ["a", "b"]
    wishes = Wishes(avoid, iter(["c"]))
    avoid.append("d")

    assert (wishes.avoid, wishes.helpful) == (("a", "b"), ("c",))
    with pytest.raises(FrozenInstanceError):
        wishes.avoid = ()


def test_line_37_is_carried_along_but_not_compared() -> None:
    avoided = Wishes(("a", "something_else", "b"))
    helping = Wishes((), ("something_else", "c"))

    assert avoided.avoid == ("a", "something_else", "b")
    assert avoided.compared_avoid == ("a", "b")
    assert helping.compared_helpful == ("c",)
    assert avoided.has_something_else
    assert helping.has_something_else
    assert not Wishes(("a",), ("b",)).has_something_else


@pytest.mark.parametrize(
    ("wishes", "comparable"),
    [
        (Wishes(), False),
        (Wishes(("something_else",)), False),
        (Wishes((), ("something_else",)), False),
        (Wishes(("a",)), True),
        (Wishes((), ("a",)), True),
    ],
)
def test_whether_there_is_anything_to_compare_by(wishes: Wishes, comparable: bool) -> None:
    assert wishes.are_comparable is comparable


def test_equal_wishes_are_equal_and_order_matters() -> None:
    assert Wishes(("a", "b")) == Wishes(["a", "b"])
    assert hash(Wishes(("a", "b"))) == hash(Wishes(("a", "b")))
    assert Wishes(("a", "b")) != Wishes(("b", "a"))
    assert repr(Wishes(("a",))) == "Wishes(avoid=('a',), helpful=())"
