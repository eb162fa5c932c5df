"""Several writers on one chain at the same moment: none is lost, and it does not fork."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from accounts.models import AuditEntry
from accounts.services import record_audit
from tests.databases import database_in

pytestmark = pytest.mark.django_db(transaction=True)
RECORD = "consultation:one"
WRITERS, EACH = 4, 10
ALL_HERE = 20


@pytest.fixture(autouse=True)
def _shared_database(db: None, tmp_path: Path) -> Iterator[None]:
    """Let threads meet in one database, which for SQLite has to be a file."""
    if connection.vendor != "sqlite":
        yield
        return
    with database_in(tmp_path / "together.sqlite3"):
        yield


def test_many_writers_make_one_chain() -> None:
    gate = threading.Barrier(WRITERS)

    def write(_writer: int) -> None:
        gate.wait(ALL_HERE)
        for _number in range(EACH):
            with transaction.atomic():
                record_audit(action="look", record=RECORD)
        connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    entries = list(AuditEntry.objects.order_by("sequence"))
    assert [each.sequence for each in entries] == list(range(1, WRITERS * EACH + 1))
    before = ["", *(each.digest for each in entries[:-1])]
    assert [each.previous_digest for each in entries] == before
