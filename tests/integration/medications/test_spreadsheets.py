"""Spreadsheets at the desk: slips, hostile files, and who comes in."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from medications.models import Card, Release
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.reading import headings, words
from tests.integration.medications.sending import (
    DRAFTS,
    EXPORT,
    READ,
    SAME,
    SPREADSHEETS,
    export,
    go_on,
    page,
    send,
    three_cells,
)
from tests.spreadsheets import book_of, changed
from tests.unit.exchange.broken_files import BROKEN_FILES
from tests.unit.exchange.broken_rows import Broken

PINNED = 17
HOSTILE = ("ten billion laughs", "a bomb of zeros", "a path: ../ratings.csv", "6 MB", "nothing")


class TestSlips:
    """A slip of the hand becomes a fault, and never many wrong levels."""

    @pytest.mark.parametrize("header", ["medicine", "effect", "label", "level"])
    def test_a_column_that_moved_down_by_one_is_noticed(
        self, dev: Client, file: bytes, header: str
    ) -> None:
        """Whichever it is, nothing of the file can be imported."""

        def shift(book: Workbook) -> None:
            rows = book["ratings"]
            column = next(cell.column for cell in rows[1] if cell.value == header)
            cells = [rows.cell(row, column) for row in range(2, rows.max_row + 1)]
            values = [cell.value for cell in cells]
            for cell, value in zip(cells, [values[-1], *values], strict=False):
                cell.value, cell.data_type = value, "s"

        response = send(dev, changed(file, shift))

        assert response.status_code == 422
        assert "Sheet ratings, row " in words(page(response))
        assert not page(response).select("input[name=read]")

    @pytest.mark.parametrize(
        "broken",
        [each for each in BROKEN_FILES if each.what in HOSTILE],
        ids=lambda broken: broken.what,
    )
    def test_a_hostile_file_is_answered_on_the_page(self, dev: Client, broken: Broken) -> None:
        """With the forms below, and nothing written."""
        response = send(dev, broken.make(), broken.name)

        assert response.status_code == 422
        assert broken.says in words(page(response))
        assert page(response).select("input[type=file]")
        assert not Card.objects.filter(stage=Card.Stage.DRAFT).exists()

    def test_no_file_is_said(self, dev: Client) -> None:
        """As beside any other field."""
        response = dev.post(READ, {})

        assert response.status_code == 422
        assert "Choose a file first." in words(page(response))


class TestDoors:
    """Pharmacists of the organisation, and nobody else."""

    @pytest.mark.parametrize("who", ["amara", "femi", "grace", "hugo"])
    def test_nobody_else_comes_in(self, cast: Cast, who: str) -> None:
        """Neither to look nor to send."""
        client = signed_in(cast.people[who])

        assert client.get(SPREADSHEETS).status_code == 403
        assert {client.post(each).status_code for each in (EXPORT, READ, DRAFTS)} == {403}

    def test_what_one_read_another_cannot_write(self, cast: Cast, dev: Client, file: bytes) -> None:
        """What the page carries is signed for one pharmacist of one organisation."""
        shown = send(dev, changed(file, three_cells))

        response = go_on(signed_in(cast.people["ewa"]), shown)

        assert response.status_code == 422
        assert "Somebody else sent this file." in words(page(response))

    @pytest.mark.parametrize("read", ["", "made up"])
    def test_what_was_not_read_is_not_written(self, dev: Client, read: str) -> None:
        """Nor what is too old."""
        response = dev.post(DRAFTS, {"read": read})

        assert response.status_code == 422
        assert "Choose the file once more." in words(page(response))

    def test_a_release_of_another_service_is_not_there(self, cast: Cast, library: Release) -> None:
        """Each exports its own."""
        MembershipFactory(
            account=cast.people["hugo"], organisation=cast.other_organisation, pharmacist=True
        )
        theirs = cast.other_organisation.releases.create(number=4)
        theirs.cards.set(library.cards.all())

        response = export(signed_in(cast.people["hugo"]), release="1")

        assert response.status_code == 422


def test_the_page_explains_every_column(dev: Client, read: Read) -> None:
    shown = read(SPREADSHEETS, client=dev)

    assert len(shown.select("details table")) == 8
    assert "one of 0, +, ++, +++ or ?" in words(shown)
    assert "Import" in headings(shown)
    assert read("/desk/", client=dev).select_one(f"a[href='{SPREADSHEETS}']")


def test_a_file_without_changes_asks_nothing(dev: Client) -> None:
    rows = [["medicine", "review day"], ["olanzapine", ""]]

    response = send(dev, book_of({"cards": rows}))

    assert SAME in words(page(response))
    assert not page(response).select("input[name=read]")


def asked(client: Client, data: bytes) -> int:
    """Count what reading a file asks of the database."""
    with CaptureQueriesContext(connection) as queries:
        send(client, data)
    return len(queries)


def test_reading_a_file_asks_no_more_for_more_cards(dev: Client, file: bytes) -> None:
    codes = ("olanzapine", "clozapine")
    rows = [["medicine", "review day"], *([code, "2031-05-06"] for code in codes)]
    asked(dev, file)

    assert asked(dev, book_of({"cards": rows[:2]})) == PINNED
    assert asked(dev, book_of({"cards": rows})) == PINNED
