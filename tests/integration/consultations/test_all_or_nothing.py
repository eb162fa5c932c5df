"""Whatever goes wrong in the middle of a write, and whoever asks for it: all of it, or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection

from consultations.models import Consultation
from consultations.services import (
    PersonDetails,
    StartDetails,
    add_service_user,
    save,
    start_consultation,
)
from tests.cast import Cast
from tests.factories import ClinicFactory, ReleaseFactory
from tests.integration.consultations.reading import row_counts
from tests.integration.consultations.test_saving import VERB, saying, ticket

pytestmark = pytest.mark.django_db


class DatabaseLost(OperationalError):
    """What a test raises in the middle of a write."""


@contextmanager
def broken_at(number: int) -> Iterator[list[str]]:
    """Lose the database at a statement, counted from 1; give those that were asked before."""
    asked: list[str] = []

    def count(execute: Callable, sql: str, *rest: object) -> object:
        asked.append(sql)
        if len(asked) == number:
            raise DatabaseLost
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        yield asked


def a_save(cast: Cast, consultation: Consultation) -> None:
    """Save for the first time as a colleague, who then takes part."""
    save(ticket=ticket(consultation), by=cast.people["ben"], what=VERB, write=saying("tired"))


def a_start(cast: Cast, consultation: Consultation) -> None:
    """Open one more conversation with the same person."""
    start_consultation(
        service_user=cast.service_user,
        clinic=cast.clinic,
        release=consultation.release,
        details=StartDetails("clinic", "informal", "full"),
        by=cast.people["amara"],
        code=uuid4(),
    )


def an_addition(cast: Cast, consultation: Consultation) -> None:
    """Add a person."""
    details = PersonDetails("Quixa", "R3003")
    add_service_user(organisation=cast.organisation, details=details, by=cast.people["amara"])


@pytest.mark.parametrize("write", [a_save, a_start, an_addition])
def test_a_database_lost_at_any_statement_leaves_nothing_behind(
    cast: Cast, conversation: Consultation, write: Callable[[Cast, Consultation], None]
) -> None:
    """The first, the second, … the last: the rows are the old ones until all is written."""
    before, number, is_written = row_counts(), 0, False
    while not is_written:
        number += 1
        is_lost = False
        with broken_at(number) as asked:
            try:
                write(cast, conversation)
            except DatabaseLost:
                is_lost = True
        is_written = not is_lost
        conversation.refresh_from_db()
        assert is_written or (row_counts(), conversation.version) == (before, 1), asked

    assert number > 4
    assert row_counts() != before


def test_a_conversation_is_opened_within_one_organisation(
    cast: Cast, conversation: Consultation
) -> None:
    """A person, a clinic and cards of two organisations never meet in one row."""
    there = {"organisation": cast.other_organisation}
    clinic, release = ClinicFactory(**there), ReleaseFactory(**there)
    before = row_counts()
    for cards in (release, conversation.release):
        with pytest.raises(ValueError, match="different organisations"):
            start_consultation(
                service_user=cast.service_user,
                clinic=clinic,
                release=cards,
                details=StartDetails("clinic", "informal", "full"),
                by=cast.people["hugo"],
                code=uuid4(),
            )

    assert row_counts() == before


@pytest.mark.parametrize("who", ["carla", "hugo", "dev"])
def test_only_a_clinician_of_the_clinic_opens_a_conversation_in_it(
    cast: Cast, conversation: Consultation, who: str
) -> None:
    """The service asks for itself, whatever a page has offered."""
    before = row_counts()
    with pytest.raises(PermissionDenied, match="Only a clinician of this clinic opens"):
        start_consultation(
            service_user=cast.service_user,
            clinic=cast.clinic,
            release=conversation.release,
            details=StartDetails("clinic", "informal", "full"),
            by=cast.people[who],
            code=uuid4(),
        )

    assert row_counts() == before
