"""A person and their conversations in words: names with care, days and times as in London."""

import datetime
from uuid import UUID

import pytest

from consultations.models import Consultation, ServiceUser
from consultations.presenters.people import presented_conversation, presented_person
from consultations.stages import Stage

CODE = UUID("11111111-2222-3333-4444-555555555555")
MAY = datetime.date(2031, 5, 3)


def person(**known: object) -> ServiceUser:
    """Return somebody known by a number and a name, and what is given."""
    return ServiceUser(pk=7, preferred_name="Sam", local_number="R1001", **known)


def conversation(**known: object) -> Consultation:
    """Return a conversation with Sam that began at noon in January."""
    noon = datetime.datetime(2026, 1, 15, 12, 0, tzinfo=datetime.UTC)
    return Consultation(**({"service_user": person(), "code": CODE, "starts_at": noon} | known))


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "local number R1001"),
        ({"year_of_birth": 1985}, "local number R1001, born 1985"),
        ({"family_name": "Rivers"}, "Rivers, local number R1001"),
        (
            {"given_names": "Samuel", "family_name": "Rivers", "year_of_birth": 1985},
            "Samuel Rivers, local number R1001, born 1985",
        ),
    ],
)
def test_a_person_is_known_as_what_is_known(known: dict[str, object], words: str) -> None:
    """No comma or blank stands for what is missing."""
    assert presented_person(person(**known)).known_as == words


@pytest.mark.parametrize(
    ("known", "needs"),
    [
        ({}, []),
        ({"communication_needs": "large print"}, ["large print"]),
        ({"interpreter_language": "Tigrinya"}, ["Interpreter needed: Tigrinya"]),
        (
            {"communication_needs": "large print", "interpreter_language": "Tigrinya"},
            ["large print", "Interpreter needed: Tigrinya"],
        ),
    ],
)
def test_needs_are_said_when_there_are_any(known: dict[str, object], needs: list[str]) -> None:
    """What helps in talking, and in which language."""
    assert presented_person(person(**known)).needs == needs


def test_a_persons_addresses_hold_no_name() -> None:
    """Nor a number that anybody else knows them by."""
    presented = presented_person(person(family_name="Rivers"))

    assert (presented.url, presented.start_url) == ("/people/7/", "/people/7/start/")


def test_a_moment_is_said_with_its_zone() -> None:
    """London's, as tests/unit/consultations/test_moments.py tells."""
    assert presented_conversation(conversation()).when == "15 January 2026, 12:00, UK time"


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.PLANNED, "to be offered again on 3 May 2031"),
        (Stage.DECIDED, "to be looked at again on 3 May 2031"),
        (Stage.ENDED, "to be looked at again on 3 May 2031"),
    ],
)
def test_what_comes_next_is_a_date_and_never_a_fault(stage: Stage, words: str) -> None:
    """A date without a time is the same day everywhere."""
    presented = presented_conversation(conversation(stage=stage, look_again_on=MAY))

    assert (presented.next, presented.stage) == (words, str(stage.label))


def test_without_a_date_nothing_comes_next() -> None:
    """No empty promise."""
    presented = presented_conversation(conversation(stage=Stage.OPEN))

    assert presented.next == ""
    assert (presented.person, presented.url) == ("Sam", f"/conversations/{CODE}/")
