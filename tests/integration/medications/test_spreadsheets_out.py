"""Cards out as spreadsheets, and in again without a change."""

import io

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from accounts.models import AuditEntry
from medications.models import Release
from tests.cast import Cast
from tests.integration.medications import drafting
from tests.integration.medications.reading import gate_of, words
from tests.integration.medications.sending import (
    EXPORT,
    SAME,
    export,
    page,
    send,
)
from tests.spreadsheets import changed, csv_of, unzipped


class TestExport:
    """Everything is text; nothing runs when it is opened."""

    def test_a_workbook_holds_every_level_as_text(self, dev: Client) -> None:
        """36 lines for each of 19 medicines, signs as they stand on cards, headers in view."""
        book = load_workbook(io.BytesIO(export(dev).content))
        rows = list(book["ratings"].iter_rows(min_row=2))
        signs = {row[3].value for row in rows}

        assert book.sheetnames == ["cards", "ratings", "cautions", "preparations"]
        assert len(rows) == 36 * 19
        assert signs == {"0", "+", "++", "+++", "?"}
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
        assert {cell.number_format for cell in cells} == {"@"}
        assert book["ratings"].freeze_panes == "A2"

    def test_csv_files_begin_no_cell_that_would_run(self, dev: Client) -> None:
        """A level of +++ stands behind an apostrophe."""
        files = unzipped(export(dev, kind="csv").content)

        assert list(files) == ["cards.csv", "ratings.csv", "cautions.csv", "preparations.csv"]
        ratings = files["ratings.csv"].decode("utf-8-sig")
        assert ",'+++," in ratings
        assert ",+" not in ratings

    def test_evidence_comes_with_sources_and_conditions(self, dev: Client) -> None:
        """Clozapine is named nowhere without what must be known first."""
        book = load_workbook(io.BytesIO(export(dev, what="evidence").content))
        said = [row[1] for row in book["conditions"].iter_rows(values_only=True)]

        assert book["evidence"].max_row > 2000
        assert set(gate_of("clozapine")) <= set(said)
        named = {row[12] for row in book["evidence"].iter_rows(min_row=2, values_only=True)}
        assert named <= {row[0] for row in book["sources"].iter_rows(values_only=True)}

    def test_it_is_recorded(self, cast: Cast, dev: Client) -> None:
        """Who, and which file."""
        export(dev, kind="csv")

        entry = AuditEntry.objects.get(action="export_cards")

        assert entry.by == cast.people["dev"]
        assert entry.detail == {"file": "cards-release-1.zip"}

    def test_drafts_stand_in_the_place_of_their_cards(self, cast: Cast, dev: Client) -> None:
        """So that work goes on in a spreadsheet where it was left at the desk."""
        drafting.olanzapine(cast)
        book = load_workbook(io.BytesIO(export(dev, release="drafts").content))
        levels = {
            (row[0], row[1]): (row[3], row[7])
            for row in book["ratings"].iter_rows(values_only=True)
        }

        assert levels["olanzapine", "weight_gain"] == ("++", "A newer table.")

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"what": "", "release": "1", "kind": "csv"}, "Choose what to export."),
            ({"what": "cards", "release": "7", "kind": "csv"}, "Choose a release from the list."),
            ({"what": "cards", "release": "1", "kind": "pdf"}, "pdf"),
            ({"what": "evidence", "release": "drafts", "kind": "csv"}, "For the evidence, choose"),
        ],
    )
    def test_a_fault_is_said(self, dev: Client, form: dict[str, str], sentence: str) -> None:
        """And nothing is handed out."""
        response = dev.post(EXPORT, form)

        assert response.status_code == 422
        assert sentence in response.content.decode()

    def test_a_text_too_long_for_a_workbook_is_said(self, dev: Client, library: Release) -> None:
        """It is never cut; CSV files take it."""
        library.cards.filter(medication__code="pimozide").update(sections={"dose": ["x" * 33_000]})

        response = export(dev)

        assert response.status_code == 422
        said = words(page(response))
        assert "Sheet cards, row 15, column “dose”: this text is too long" in said
        assert "x" * 33_000 in unzipped(export(dev, kind="csv").content)["cards.csv"].decode()


class TestRoundTrip:
    """What was exported changes nothing when it comes back."""

    @pytest.mark.parametrize(("kind", "name"), [("xlsx", "a.xlsx"), ("csv", "a.zip")])
    def test_the_whole_library(self, dev: Client, kind: str, name: str) -> None:
        """As a workbook and as CSV files."""
        response = send(dev, export(dev, kind=kind).content, name)

        assert response.status_code == 200
        assert SAME in words(page(response))

    def test_rows_and_columns_may_stand_anywhere(self, dev: Client, file: bytes) -> None:
        """Codes and headers find them, and a further column is named as left aside."""

        def stir(book: Workbook) -> None:
            ratings = book["ratings"]
            rows = [[cell.value for cell in row] for row in ratings.iter_rows()]
            stirred = [rows[0], *reversed(rows[1:])]
            for number, row in enumerate(stirred, 1):
                for column, value in enumerate(reversed(["mine", *row]), 1):
                    ratings.cell(number, column).value = value

        response = send(dev, changed(file, stir))

        assert SAME in words(page(response))
        assert "Sheet ratings: column “mine” is not imported." in words(page(response))

    def test_one_csv_file_is_enough(self, dev: Client) -> None:
        """Under any name, with commas or semicolons."""
        files = unzipped(export(dev, kind="csv").content)
        rows = [["Effect", "LEVEL", "medicine"], ["weight_gain", "+++", "Olanzapine"]]

        assert SAME in words(page(send(dev, files["cautions.csv"], "changed by me.csv")))
        assert SAME in words(page(send(dev, csv_of(rows, ";").encode(), "ratings (1).csv")))
