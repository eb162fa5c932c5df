"""Fifty writers on one version, and one form sent by eight at once; each in a thread of its own.

One try is a round of both: exactly one of the fifty is accepted and the others meet a conflict; of
the eight all are answered as if they had been first, and one change is there.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.db import connection, connections

from accounts.models import Account, AuditEntry
from consultations.models import Change, Consultation
from consultations.services import VersionConflict, Writing, Written, save, saving
from consultations.tickets import Ticket
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.databases import database_in

WRITERS, SENDERS = 50, 8
PATIENCE_SECONDS = 60


def attack(story: Story, start: int, number: int) -> Result:
    """Race round after round; what was written stays, as rounds follow each other."""
    done = Result()
    with TemporaryDirectory() as folder:
        its = database_in(Path(folder) / "racing.sqlite3")
        with its if connection.vendor == "sqlite" else nullcontext():
            _race(story, start, number, done)
    done.counts["tries"] = number
    return done


def _race(story: Story, start: int, number: int, done: Result) -> None:
    """Race in threads that keep their connections."""
    consultation, by = story.consultation("shared"), story.cast.people["amara"]
    Consultation.objects.filter(pk=consultation.pk).update(stage="open", ended_at=None)
    with ThreadPoolExecutor(WRITERS) as pool:
        for each in range(start, start + number):
            consultation.refresh_from_db()
            own = [_form(consultation) for _writer in range(WRITERS)]
            _check(done, consultation, _together(pool, own, by, f"round {each}"), 1)
            consultation.refresh_from_db()
            same = [_form(consultation)] * SENDERS
            _check(done, consultation, _together(pool, same, by, f"once {each}"), SENDERS)
        gate = threading.Barrier(WRITERS)
        list(pool.map(lambda _each: (gate.wait(PATIENCE_SECONDS), connections.close_all()), own))
    done.counts["writers"] += number * WRITERS
    done.counts["senders of one key"] += number * SENDERS


def _form(consultation: Consultation) -> Ticket:
    return Ticket(consultation.code, consultation.version, uuid4())


def _together(
    pool: ThreadPoolExecutor, forms: list[Ticket], by: Account, words: str
) -> Counter[str]:
    """Send forms at one moment; return how they were answered."""
    gate = threading.Barrier(len(forms))

    def send(number: int) -> str:
        gate.wait(PATIENCE_SECONDS)
        try:
            save(ticket=forms[number], by=by, what="say_why", write=_writing(f"{words}, {number}"))
        except VersionConflict:
            return "conflict"
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:80]
        return "accepted"

    return Counter(pool.map(send, range(len(forms))))


def _writing(words: str) -> Callable[[Writing], Written]:
    def write(writing: Writing) -> Written:
        writing.consultation.participation_reason = words
        return Written({}, {"why": words})

    return write


def _check(done: Result, before: Consultation, answers: Counter[str], accepted: int) -> None:
    """Note what is not as it must be: one step, one change, one entry, everybody else told."""
    if answers["accepted"] != accepted or set(answers) - {"accepted", "conflict"}:
        done.findings[f"{accepted} should be accepted: {dict(answers)}"] += 1
    now = Consultation.objects.get(pk=before.pk)
    if now.version != before.version + 1:
        done.findings[f"the version went {now.version - before.version} steps"] += 1
    changes = Change.objects.filter(consultation=now, sequence__gte=before.version)
    if [each.after for each in changes] != [{"why": now.participation_reason}]:
        done.findings[f"{changes.count()} changes are kept, or another one than is shown"] += 1
    entries = AuditEntry.objects.filter(
        record=f"consultation:{now.code}", detail__version__gt=before.version
    )
    if entries.count() != 1:
        done.findings[f"{entries.count()} entries of the audit"] += 1


@contextmanager
def broken() -> Iterator[None]:
    """Write whatever version a form was drawn at."""
    its = saving._count_up
    saving._count_up = lambda: its().replace("version = %s\n", "version <> -%s\n")
    try:
        yield
    finally:
        saving._count_up = its
