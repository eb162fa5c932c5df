"""One honest answer per wish; none, may, not known and not on the cards are never mixed."""

import pytest

from consultations.matching import Answer, Level, Profile, Reason, Wishes, reasons, strong_elsewhere


@pytest.mark.parametrize(
    ("level", "avoided", "helpful"),
    [
        (0, Answer.AVOIDS, Answer.DOES_NOT_BRING),
        (1, Answer.MAY_CAUSE, Answer.MAY_BRING),
        (2, Answer.MAY_CAUSE, Answer.MAY_BRING),
        (3, Answer.MAY_CAUSE, Answer.MAY_BRING),
        (None, Answer.NOT_KNOWN, Answer.NOT_KNOWN),
    ],
)
def test_an_answer_for_every_level(level: Level, avoided: Answer, helpful: Answer) -> None:
    profile = Profile("amber", {"a": level})

    assert reasons(profile, Wishes(("a",))) == (Reason("a", False, avoided, level),)
    assert reasons(profile, Wishes((), ("a",))) == (Reason("a", True, helpful, level),)


def test_reasons_stand_in_the_order_of_the_person() -> None:
    profile = Profile("amber", {"a": 0, "b": 1, "c": 2})
    wishes = Wishes(("c", "something_else", "a"), ("b",))

    assert [reason.effect for reason in reasons(profile, wishes)] == [*wishes.avoid, "b"]


def test_line_37_is_not_on_the_cards_even_if_a_profile_says_so() -> None:
    profile = Profile("amber", {"something_else": 2})

    for wishes, helpful in (
        (Wishes(("something_else",)), False),
        (Wishes((), ("something_else",)), True),
    ):
        assert reasons(profile, wishes) == (
            Reason("something_else", helpful, Answer.NOT_ON_CARDS, None),
        )


def test_a_wish_that_the_profile_does_not_have() -> None:
    with pytest.raises(ValueError, match="'b' is not a side effect on the cards"):
        reasons(Profile("amber", {"a": 0}), Wishes(("b",)))


def test_every_strong_effect_outside_the_wishes_is_named() -> None:
    levels = {"e": 3, "a": 3, "b": 3, "c": 2, "d": None, "f": 3, "something_else": 3}

    found = strong_elsewhere(Profile("amber", levels), Wishes(("a",), ("b",)))

    assert found == ("e", "f")


def test_what_the_answers_are_called() -> None:
    assert [str(answer) for answer in Answer] == [
        "avoids",
        "may cause",
        "may bring",
        "does not bring",
        "not known",
        "not on the cards",
    ]
