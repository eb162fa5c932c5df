"""No room on the disk: nothing is saved and the page says so, cards can be read, room mends it.

The database lies in a file on a disk of its own of a few megabytes, which is filled to the last
byte; where such a disk cannot be made (it takes root), SQLite is given no more pages instead, which
it tells in the same words.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from consultations.models import Change, Consultation, Goal
from tests.attack import rows
from tests.cast import make_cast
from tests.databases import database_in
from tests.factories import ConsultationFactory, PersonFactory
from tests.integration.consultations.test_matters import WORDS, address, soup

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(os.environ.get("DATABASE_URL") is not None, reason="on SQLite's file"),
]
PAGE = 4096


@contextmanager
def no_more_pages(_folder: Path) -> Iterator[None]:
    """Give the database no more pages than it has."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA max_page_count = 1")
        yield
        cursor.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def no_more_bytes(folder: Path) -> Iterator[None]:
    """Fill the disk with something else."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * PAGE) == PAGE:
            pass
    yield
    filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Lend a small disk, or a folder where none can be made."""
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(tmp_path)],
        check=False,
        capture_output=True,
    )
    yield tmp_path
    if made.returncode == 0:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=False)


@pytest.mark.parametrize("full", [no_more_pages, no_more_bytes])
def test_a_full_disk_is_told_and_nothing_is_half_saved(disk: Path, full: Callable) -> None:
    if full is no_more_bytes and not disk.is_mount():
        full = no_more_pages
    cast = make_cast()
    consultation = ConsultationFactory(
        organisation=cast.organisation, clinic=cast.clinic, open=True
    )
    PersonFactory(consultation=consultation)
    amara = Client(raise_request_exception=False)
    amara.force_login(cast.people["amara"])
    with database_in(disk / "full.sqlite3"):
        ticket = soup(amara.get(address(consultation))).select_one("[name=ticket]")["value"]
        before = rows.state(("accounts_session",))
        long = {**WORDS, "good_life": "é" * 1900, "ticket": ticket}
        with full(disk):
            answer = amara.post(address(consultation), long)
            assert_not_saved(answer)
            assert rows.state(("accounts_session",)) == before
            assert Client().get("/cards/").status_code == 200
        saved(amara, consultation, long)


def assert_not_saved(answer: HttpResponse) -> None:
    """See the plain page, which keeps what was typed and says "saved" of nothing."""
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    words = soup(answer).select_one("main").get_text()
    assert "What you sent last may not be saved. Nothing is half saved." in words
    assert "Saved" not in words


def saved(amara: Client, consultation: Consultation, sent: dict) -> None:
    """See the same press kept once there is room."""
    assert amara.post(address(consultation), sent).status_code == 302
    assert Change.objects.filter(consultation=consultation).count() == 1
    assert Goal.objects.filter(consultation=consultation).exists()
