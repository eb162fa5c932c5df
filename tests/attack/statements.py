"""The database lost at the first, second, … statement of every write: all of it, or nothing.

A try is a form (tests/attack/forms.py). It is sent once as it is, to see what it writes; then once
for each statement that this took, at which the database is lost; each time every table has to be
what it was, or all that is new is there, with its entry of the audit: when only the page after it
could not be drawn. Then it says that it may not be saved; "saved" is said of nothing that is not.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.test import Client

from accounts.models import AuditEntry
from tests.attack import forms, rows
from tests.attack.forms import Form
from tests.attack.unchanged import LEFT_BEHIND, WRITES
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.integration.medications.conftest import forget_everything

APART = tuple(each for each in LEFT_BEHIND if each != "accounts_auditentry")
WITHOUT_ENTRIES = frozenset({"consultations_screen", "consultations_together"})
"""Tables whose rows say what happens at the moment, and are no record of anybody."""
ENTRIES = "accounts_auditentry"
LOOKS = {"carer_reads"}
SAVED = (200, 204, 302)
NO_PAGE = 599
"""What is noted where not even a page says that the database is lost."""
BOUNDS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class DatabaseLost(OperationalError):
    """What is raised in the middle of a write."""


def every(story: Story) -> list[Form]:
    """Return the forms that write."""
    return [each for each in forms.every(story) if each.method == "post"]


def attack(story: Story, start: int, number: int) -> Result:
    """Send each form, and lose the database at each of its statements."""
    done, clients = Result(), forms.browsers(story)
    wanted = every(story)[start : start + number]
    before = rows.state(APART)
    for form in wanted:
        _break(clients[form.role], form, before, done)
        done.counts["tries"] += 1
    return done


def _break(client: Client, form: Form, before: rows.State, done: Result) -> None:
    """Look what a form writes, and whether it writes all of it or nothing."""
    client.raise_request_exception = False
    with _sent(client, form, lost_at=0) as (status, asked):
        new = rows.state(APART)
    written = rows.changed(before, new)
    if status >= 500:
        done.findings[f"{form.where} as {form.role} answers {status}"] += 1
    records = set(written) - {ENTRIES} - WITHOUT_ENTRIES
    if not records:
        done.counts["forms that were not taken"] += 1
        return
    done.counts["writes"] += 1
    if ENTRIES not in written:
        done.findings[f"{form.where} as {form.role} writes {sorted(records)} without an entry"] += 1
    last = AuditEntry.objects.latest("pk").pk
    for number in range(1, len(asked) + 1):
        with _sent(client, form, lost_at=number) as (status, so_far):
            left = rows.state(APART, {each for sql in so_far for each in WRITES.findall(sql)})
            if (
                set(AuditEntry.objects.filter(pk__gt=last).values_list("action", flat=True))
                <= LOOKS
            ):
                left.pop(ENTRIES, None)  # kept before, for itself: that somebody looked
        done.counts["statements at which the database was lost"] += 1
        its = rows.changed(before, left)
        # That somebody looked at the page after it is an entry too, which may be lost alone.
        is_new = its == written and rows.counted(left, records) == rows.counted(new, records)
        if (its and not is_new) or (not its and status in SAVED):
            what = f"{form.where} lost at {asked[number - 1][:80]!r}, answered {status}"
            done.findings[f"{what}: {its} of {written}"] += 1
        if status == NO_PAGE:
            done.findings[f"{form.where} lost at {asked[number - 1][:80]!r}: no page says so"] += 1
        done.counts["of these all was kept"] += is_new


@contextmanager
def _sent(client: Client, form: Form, lost_at: int) -> Iterator[tuple[int, list[str]]]:
    """Send a form; lend its status and its statements, and take back what it wrote."""
    asked: list[str] = []
    cookies = client.cookies.copy()
    cache.clear()

    def count(execute: Callable, sql: str, *rest: object) -> object:
        if sql.startswith(BOUNDS):
            return execute(sql, *rest)
        asked.append(sql)
        if len(asked) == lost_at:
            raise DatabaseLost
        return execute(sql, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(count):
            try:
                status = client.post(form.where, form.sent).status_code
            except DatabaseLost:
                status = NO_PAGE
        transaction.set_rollback(False)  # a row saved alone marks ours too; look what is there
        yield status, asked
        transaction.set_rollback(True)
    client.cookies = cookies
    forget_everything()


@contextmanager
def broken() -> Iterator[None]:
    """Let every write be kept as it is made, whatever becomes of the next one."""
    its = transaction.Atomic.__exit__

    def kept(self: transaction.Atomic, kind: type | None, error: object, trace: object) -> None:
        if isinstance(error, DatabaseLost):
            return its(self, None, None, None)
        return its(self, kind, error, trace)

    transaction.Atomic.__exit__ = kept
    try:
        yield
    finally:
        transaction.Atomic.__exit__ = its
