"""Two writers at the same moment, each in a thread with a connection of its own.

On PostgreSQL the row lock makes the second wait; on SQLite, moved into a file for these tests,
the transaction that begins by writing does. Both wait in the middle of their write, so that
without a lock they would surely meet.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from accounts.models import AuditEntry, TextVersion
from accounts.services import TextConflict, word_text
from consultations import tickets
from consultations.models import Change, Consultation, Participant, ServiceUser
from consultations.services import (
    NumberIsTaken,
    PersonDetails,
    StartDetails,
    VersionConflict,
    Writing,
    Written,
    add_service_user,
    save,
    start_consultation,
)
from consultations.tickets import Ticket
from medications.models import Release
from tests.cast import Cast
from tests.databases import database_in

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 4
LONG_ENOUGH = 0.1
ALL_HERE = 20
QUIXA = {"preferred_name": "Quixa"}


@pytest.fixture(autouse=True)
def _shared_database(db: None, tmp_path: Path) -> Iterator[None]:
    """Let threads meet in one database, which for SQLite has to be a file."""
    if connection.vendor != "sqlite":
        yield
        return
    with database_in(tmp_path / "together.sqlite3"):
        yield


def together(*tasks: Callable[[], object]) -> list[object]:
    """Run tasks at one moment; return what each returned, or the error that it raised."""
    gate = threading.Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        try:
            gate.wait(ALL_HERE)
            return task()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def saving(cast: Cast, ticket: Ticket, words: str) -> Callable[[], Consultation]:
    """Return a save that takes its time."""

    def write(writing: Writing) -> Written:
        time.sleep(LONG_ENOUGH)
        writing.consultation.participation_reason = words
        return Written({}, {"why": words})

    return lambda: save(ticket=ticket, by=cast.people["amara"], what="say_why", write=write)


def ticket(consultation: Consultation) -> Ticket:
    """Return the ticket of a form that is drawn now."""
    return tickets.read(tickets.issue(consultation), consultation.code)


def test_of_many_writers_on_one_version_exactly_one_is_accepted(
    cast: Cast, conversation: Consultation
) -> None:
    """The others meet a conflict; versions step by one; the row holds the accepted words."""
    answers = together(
        *(saving(cast, ticket(conversation), f"words {number}") for number in range(WRITERS))
    )
    accepted = [each for each in answers if isinstance(each, Consultation)]
    conversation.refresh_from_db()

    assert len(accepted) == 1
    assert [type(each) for each in answers].count(VersionConflict) == WRITERS - 1
    assert conversation.version == 2
    assert conversation.participation_reason == accepted[0].participation_reason
    assert Change.objects.get().after == {"why": conversation.participation_reason}
    assert AuditEntry.objects.filter(action="say_why").count() == 1


def test_one_form_sent_many_times_at_once_counts_once(
    cast: Cast, conversation: Consultation
) -> None:
    """Every answer is the same, and none is an error."""
    drawn = ticket(conversation)
    answers = together(*(saving(cast, drawn, "tired") for _number in range(WRITERS)))

    assert [each for each in answers if not isinstance(each, Consultation)] == []
    assert {each.version for each in answers} == {2}
    assert Change.objects.count() == 1
    assert AuditEntry.objects.filter(action="say_why").count() == 1


def test_a_conversation_opened_many_times_at_once_opens_once(cast: Cast, release: Release) -> None:
    """A second press while the first is on its way leads to the same conversation."""
    code: UUID = uuid4()

    def start() -> Consultation:
        return start_consultation(
            service_user=cast.service_user,
            clinic=cast.clinic,
            release=release,
            details=StartDetails("clinic", "informal", "full"),
            by=cast.people["amara"],
            code=code,
        )

    answers = together(*[start] * WRITERS)

    assert [each for each in answers if not isinstance(each, Consultation)] == []
    assert {each.pk for each in answers} == {Consultation.objects.get().pk}
    assert Participant.objects.count() == 2
    assert AuditEntry.objects.filter(action="start_consultation").count() == 1


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"local_number": "R3003"}, "local_number"),
        ({"nhs_number": "9434765919"}, "nhs_number"),
    ],
    ids=["local number", "NHS number"],
)
def test_of_many_with_one_number_one_is_added(
    cast: Cast, numbers: dict[str, str], field: str
) -> None:
    """The others are told which number is taken; the forms had all found it free."""

    def adding(number: int) -> Callable[[], ServiceUser]:
        details = PersonDetails(**({"local_number": f"R400{number}"} | numbers), **QUIXA)
        return lambda: add_service_user(
            organisation=cast.organisation, details=details, by=cast.people["amara"]
        )

    answers = together(*(adding(number) for number in range(WRITERS)))
    told = [each for each in answers if isinstance(each, NumberIsTaken)]

    assert ServiceUser.objects.filter(**numbers).count() == 1
    assert [each.field for each in told] == [field] * (WRITERS - 1)
    assert AuditEntry.objects.filter(action="add_service_user").count() == 1


def test_a_person_added_many_times_at_once_is_added_once(cast: Cast) -> None:
    """A second press while the first is on its way leads to the same person."""
    details, code = PersonDetails(local_number="R3003", **QUIXA), uuid4()

    def adding() -> ServiceUser:
        return add_service_user(
            organisation=cast.organisation, details=details, by=cast.people["amara"], code=code
        )

    answers = together(*[adding] * WRITERS)

    assert {each.pk for each in answers} == {ServiceUser.objects.get(added_with=code).pk}
    assert AuditEntry.objects.filter(action="add_service_user").count() == 1


def test_of_managers_who_word_one_text_at_once_one_is_kept(cast: Cast) -> None:
    """The others meet a conflict, and the history has one wording."""

    def wording(number: int) -> Callable[[], object]:
        return lambda: word_text(
            organisation=cast.organisation,
            key="contact",
            text=f"words {number}",
            by=cast.people["femi"],
            version=0,
        )

    answers = together(*(wording(number) for number in range(WRITERS)))

    assert [type(each) for each in answers].count(TextConflict) == WRITERS - 1
    cast.organisation.refresh_from_db()
    assert cast.organisation.texts == {"contact": TextVersion.objects.get().text}
