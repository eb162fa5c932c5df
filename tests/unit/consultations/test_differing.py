"""Who named what, and how that is said."""

import pytest

from consultations.checklist import Checklist
from consultations.differing import groups
from consultations.models import Participant
from consultations.presenters.differing import differing_for_carer, presented_differing

LABELS = {"a": "A", "b": "B", "c": "C", "d": "D"}
JO = Participant(kind="carer", name="Jo")
AMARA = Participant(kind="clinician", name="Amara")
ADE = Participant(kind="other", name="Ade")


def in_order(*codes: str) -> Checklist:
    """Return a list that is in order."""
    return Checklist(codes, is_ordered=True)


def test_what_most_named_stands_first() -> None:
    """And each side effect stands once."""
    found = groups([("a", "b", "c"), ("c", "d"), ("d", "c", "b")])
    assert found == [
        ((0, 1, 2), ("c",)),
        ((0, 2), ("b",)),
        ((1, 2), ("d",)),
        ((0,), ("a",)),
    ]
    assert groups([]) == []


@pytest.mark.parametrize(
    ("person", "others", "said"),
    [
        (
            in_order("a", "b"),
            [(JO, in_order("b", "c"))],
            ["You and Jo (carer) both named", "Only you named", "Only Jo (carer) named"],
        ),
        (
            in_order("a"),
            [(JO, in_order("a", "b")), (AMARA, in_order("a", "b", "c"))],
            [
                "You, Jo (carer) and Amara (your clinician) all named",
                "Jo (carer) and Amara (your clinician) named",
                "Only Amara (your clinician) named",
            ],
        ),
        (in_order("a"), [(ADE, in_order("b"))], ["Only you named", "Only Ade named"]),
        (in_order("a"), [], []),
        (Checklist(), [(JO, in_order("a"))], []),
    ],
    ids=["two", "three", "nothing shared", "the person alone", "a carer alone"],
)
def test_it_is_said_in_neutral_words(
    person: Checklist, others: list[tuple[Participant, Checklist]], said: list[str]
) -> None:
    assert [each.said for each in presented_differing(person, others, LABELS).groups] == said


@pytest.mark.parametrize(
    ("person", "others", "empty"),
    [
        (Checklist(), [], "Nobody has named a side effect to avoid yet."),
        (in_order("a"), [], "Nobody else has made a list of their own yet."),
        (Checklist(), [(JO, in_order("a"))], "You have not named a side effect to avoid yet."),
        (in_order("a"), [(JO, in_order("a"))], ""),
    ],
)
def test_what_is_missing_is_said(
    person: Checklist, others: list[tuple[Participant, Checklist]], empty: str
) -> None:
    assert presented_differing(person, others, LABELS).empty == empty


def test_each_list_stands_by_itself() -> None:
    """In its own order, with its own reasons; the person's first, and not in order as it is."""
    jos = Checklist(("b", "a"), why={"b": "I saw it"}, is_ordered=True)
    mine, theirs = presented_differing(Checklist(("a", "b")), [(JO, jos)], LABELS).lists
    assert (mine.title, mine.is_in_order) == ("Your list", False)
    assert (theirs.title, theirs.is_in_order) == ("List of Jo (carer)", True)
    assert theirs.lines == [("B", "I saw it"), ("A", "")]


def test_on_a_carers_page_you_is_the_carer() -> None:
    """Each list under its own name, in the same neutral words, the person's first."""
    mine = Checklist(("b", "a"), why={"b": "I saw it"}, is_ordered=True)
    found = differing_for_carer("Sam", Checklist(("a", "c")), mine, LABELS)
    assert [(each.said, each.lines) for each in found.groups] == [
        ("Sam and you both named", ["A"]),
        ("Only Sam named", ["C"]),
        ("Only you named", ["B"]),
    ]
    assert [each.title for each in found.lists] == ["List of Sam", "Your list"]
    assert [each.is_in_order for each in found.lists] == [False, True]
    assert found.lists[1].lines == [("B", "I saw it"), ("A", "")]
    assert found.empty == ""


@pytest.mark.parametrize(
    ("person", "own", "empty"),
    [
        (Checklist(), in_order("a"), "Nothing from the list of Sam is here yet."),
        (in_order("a"), Checklist(), "You have not made a list of your own yet."),
    ],
)
def test_a_carer_is_told_which_list_is_not_here(
    person: Checklist, own: Checklist, empty: str
) -> None:
    """And nobody is said to differ from nobody."""
    found = differing_for_carer("Sam", person, own, LABELS)
    assert (found.empty, found.groups, len(found.lists)) == (empty, [], 1)
