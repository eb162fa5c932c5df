"""Pharmacists at the same moment: what is published is what was approved, by somebody else.

Each round lets two of them go at a version that is submitted: at once, or one a moment later, so
that every order is met; an edit has three steps, and one round in four begins to publish before
it, and one after each of them. On PostgreSQL there are 200 rounds of each kind, in two threads
that keep their connections; on SQLite, which writes one after the other anyway, a few.
"""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.utils import timezone

from accounts.models import Account
from medications import selectors, services
from medications.content import digest
from medications.draft_parts import LevelPart, part_key
from medications.models import Card, Medication, Release
from medications.selectors import drafting, versions
from medications.stages import IN_HAND, Move, MoveNotAllowed, Stage
from tests.cast import Cast, make_cast
from tests.databases import database_in
from tests.factories import EffectFactory, MedicationFactory, MembershipFactory, ReleaseFactory
from tests.integration.consultations.test_at_once import ALL_HERE
from tests.integration.medications.conftest import forget_everything

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = {"postgresql": 200, "sqlite": 10}
LATE = ((0, 0), (0.004, 0), (0, 0.004))
"""By how many seconds each begins later: within what the other does."""
HELD = (PermissionDenied, MoveNotAllowed, services.CardChanged)


@pytest.fixture(autouse=True)
def _shared_database(db: None, tmp_path: Path) -> Iterator[None]:
    """Let threads meet in one database, which for SQLite has to be a file."""
    forget_everything()
    if connection.vendor != "sqlite":
        yield
    else:
        with database_in(tmp_path / "together.sqlite3"):
            yield
    forget_everything()


class Two:
    """Two threads that go at once, round after round, each with a connection of its own."""

    def __init__(self) -> None:
        """Begin both."""
        self.pools = [ThreadPoolExecutor(1), ThreadPoolExecutor(1)]

    def race(
        self, *tasks: Callable[[], object], late: tuple[float, float] = (0, 0)
    ) -> list[object]:
        """Run a task in each, so many seconds late; return what it returned, or its error."""
        gate = threading.Barrier(len(tasks))

        def run(number: int) -> object:
            gate.wait(ALL_HERE)
            time.sleep(late[number])
            try:
                return tasks[number]()
            except Exception as error:
                return error

        answers = [pool.submit(run, number) for number, pool in enumerate(self.pools)]
        return [each.result() for each in answers]

    def end(self) -> None:
        """Let both connections go."""
        for pool in self.pools:
            pool.submit(connections.close_all).result()
            pool.shutdown()


@pytest.fixture
def two(_shared_database: None) -> Iterator[Two]:
    """Return two threads."""
    threads = Two()
    yield threads
    threads.end()


@pytest.fixture
def cast(_shared_database: None) -> Cast:
    """Let everybody come in; Grace is a third pharmacist here."""
    cast = make_cast()
    MembershipFactory(account=cast.people["grace"], organisation=cast.organisation, pharmacist=True)
    return cast


@pytest.fixture
def medication(cast: Cast) -> Medication:
    """Put one starter card with one level into use."""
    medication = MedicationFactory(code="olanzapine", name="Olanzapine")
    card = Card.objects.create(medication=medication, stage=Stage.PUBLISHED)
    card.ratings.create(effect=EffectFactory(number=1), level=None, basis="nothing_found")
    ReleaseFactory(organisation=cast.organisation, number=1).cards.add(card)
    return medication


def read(card: Card) -> str:
    """Return the digest of what a card says now."""
    return digest(versions.content(card))


def submit(card: Card, by: Account) -> None:
    """Submit a draft as it stands."""
    services.submit_card(
        card=card,
        read=read(card),
        words="Why.",
        is_safety_change=False,
        by=by,
        key=uuid.uuid4(),
    )


def submitted(cast: Cast, medication: Medication, number: int) -> Card:
    """Return a version of Dev's with a level of its own, submitted; written without services.

    A round takes a fraction of the time that way, and what counts begins afterwards.
    """
    Card.objects.filter(stage__in=IN_HAND).update(stage=Stage.DISCARDED)
    card = Card.objects.create(
        organisation=cast.organisation,
        medication=medication,
        version=number + 2,
        stage=Stage.SUBMITTED,
        stage_reason="Why.",
        author=cast.people["dev"],
        review_on=timezone.localdate() + timedelta(days=number + 1),
    )
    card.ratings.create(
        effect=EffectFactory(number=1), level=number % 4, basis="pharmacist", reason="A table."
    )
    card.content_key = read(card)
    card.save()
    return card


def publishing(card: Card, by: Account) -> Callable[[], Release]:
    """Return a publication of what was submitted."""
    release, seen = selectors.current_release(card.organisation), card.content_key
    return lambda: services.publish_card(
        card=Card.objects.get(pk=card.pk), read=seen, release=release.pk, by=by, key=uuid.uuid4()
    )


def answer(card: Card, move: Move, by: Account) -> Callable[[], None]:
    """Return another move."""
    return lambda: services.answer_submission(
        card=Card.objects.get(pk=card.pk), move=move, words="", by=by, key=uuid.uuid4()
    )


STEPS = 3
"""An edit has three: taken back, written in, submitted again."""


def editing(card: Card, by: Account, done: list[Event]) -> Callable[[], None]:
    """Return how an author takes a card back, changes a level at the desk, and submits again.

    Each step says when it is done; also when it could not be, so that nobody waits for nothing.
    """
    rating = card.ratings.select_related("effect").get()
    said = LevelPart(level=None, note="Edited.", reason="A table.")
    seen, code = part_key(drafting.level_part(rating)), rating.effect.code
    steps = (
        answer(card, Move.TAKE_BACK, by),
        lambda: services.write_level(card=card, effect=code, said=said, seen=seen, by=by),
        lambda: submit(card, by),
    )

    def edit() -> None:
        try:
            for step, event in zip(steps, done, strict=True):
                step()
                event.set()
        finally:
            for event in done:
                event.set()

    return edit


def amid_an_edit(card: Card, reader: Account, author: Account, number: int) -> list[Callable]:
    """Return a publication that comes before any step of an edit, or right after one of them.

    Left to chance it comes before the edit is through, and never meets what was submitted again.
    """
    publish, done = publishing(card, reader), [Event() for _step in range(STEPS)]
    after = number % (STEPS + 1)

    def published() -> Release:
        if after:
            done[after - 1].wait(ALL_HERE)
        return publish()

    return [published, editing(card, author, done)]


def check(answers: list[object], card: Card, seen: str, number: int) -> bool:
    """Tell whether it was published; then by another, as it was read, in the next release."""
    card.refresh_from_db()
    unforeseen = [
        each for each in answers if isinstance(each, Exception) and not isinstance(each, HELD)
    ]
    assert unforeseen == []
    release = selectors.current_release(card.organisation)
    published = [each for each in answers if isinstance(each, Release)]
    if not published:
        assert release.number == number
        return False
    assert (len(published), release.number) == (1, number + 1)
    assert selectors.card(release, "olanzapine").pk == card.pk
    assert card.stage == Stage.PUBLISHED
    assert not versions.has_written(card, card.approver)
    assert read(card) == seen == card.content_key
    return True


@pytest.mark.parametrize("race", ["author", "two", "edit"])
def test_what_is_published_is_what_was_approved(
    cast: Cast, medication: Medication, two: Two, race: str
) -> None:
    """Whoever comes first; an author never publishes, two never make two releases."""
    dev, ewa, grace = (cast.people[name] for name in ("dev", "ewa", "grace"))
    outcomes = []
    for number in range(ROUNDS[connection.vendor]):
        card = submitted(cast, medication, number)
        seen, before = card.content_key, selectors.current_release(cast.organisation).number
        if race == "edit":
            answers = two.race(*amid_an_edit(card, ewa, dev, number))
        else:
            other = publishing(card, dev if race == "author" else grace)
            answers = two.race(publishing(card, ewa), other, late=LATE[number % len(LATE)])
        outcomes.append(check(answers, card, seen, before))
        if race == "author":
            assert isinstance(answers[0], Release)
            assert isinstance(answers[1], HELD)
    if race != "edit":
        assert all(outcomes)
    elif connection.vendor == "postgresql":
        assert set(outcomes) == {True, False}, "they never met: nothing is proved"
