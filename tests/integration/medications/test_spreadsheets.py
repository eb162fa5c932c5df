"""Cards out as spreadsheets, changed there, and in again as drafts."""

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from accounts.models import AuditEntry
from medications import selectors, services
from medications.content import differences
from medications.exchange.rows import card_tables
from medications.exchange.writing import workbook
from medications.models import Card, Medication, Release
from medications.selectors import versions
from medications.selectors.exchange import labels
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.medications import drafting
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.reading import gate_of, headings, words
from tests.integration.medications.sending import (
    DRAFTS,
    EXPORT,
    READ,
    SPREADSHEETS,
    export,
    go_on,
    page,
    send,
)
from tests.spreadsheets import book_of, changed, csv_of, put, unzipped
from tests.unit.exchange.broken_files import BROKEN_FILES
from tests.unit.exchange.broken_rows import Broken

WEIGHT = {"medicine": "olanzapine", "effect": "weight_gain"}
OLANZAPINE = {"medicine": "olanzapine"}
HOSTILE = ("ten billion laughs", "a bomb of zeros", "a path: ../ratings.csv", "6 MB", "nothing")
SAME = "The file says what the cards say already. Nothing would change."


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def file(library: Release) -> bytes:
    """Return three cards as a workbook: the whole library takes its time."""
    cards = library.cards.filter(medication__code__in=["amisulpride", "clozapine", "olanzapine"])
    names = dict(cards.values_list("medication__code", "medication__name"))
    return workbook(card_tables(versions.contents(cards).values(), names, labels(library)))


def three_cells(book: Workbook) -> None:
    """Change a level with its reason, a note, and the day of review."""
    put(book, "ratings", WEIGHT, "level", "+")
    put(book, "ratings", WEIGHT, "reason", "A newer table.")
    put(book, "ratings", WEIGHT, "note", "=Weigh at each visit")
    put(book, "cards", OLANZAPINE, "review day", "2031-05-06")


def draft_of(code: str = "olanzapine") -> Card:
    """Return the only draft, which is of this medicine."""
    return Card.objects.get(stage=Card.Stage.DRAFT, medication__code=code)


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
        assert "Sheet cards, row 14, column “dose”" in response.content.decode()
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


class TestImport:
    """First in words, then as drafts."""

    def test_every_cell_that_would_change_is_said(self, dev: Client, file: bytes) -> None:
        """From what to what, and nothing is written yet."""
        response = send(dev, changed(file, three_cells))
        shown = words(page(response))

        assert response.status_code == 200
        assert "from +++ common or more severe to + uncommon or mild" in shown
        assert "Reason: from none to “A newer table.”." in shown
        assert "Note: from none to “=Weigh at each visit”." in shown
        assert "Day of review : from none to 6 May 2031" in shown
        assert len(page(response).select("section.panel li")) == 2
        assert not Card.objects.filter(stage=Card.Stage.DRAFT).exists()

    def test_it_becomes_a_draft_and_nothing_else(
        self, cast: Cast, dev: Client, file: bytes, library: Release
    ) -> None:
        """Three cells, one draft; whoever imported it wrote in it."""
        response = go_on(dev, send(dev, changed(file, three_cells)))

        assert (response.status_code, response["Location"]) == (302, SPREADSHEETS)
        draft = draft_of()
        rating = draft.ratings.get(effect__code="weight_gain")
        assert (rating.level, rating.basis, rating.reason, rating.note) == (
            *(1, "pharmacist", "A newer table."),
            "=Weigh at each visit",
        )
        assert not rating.evidence.exists()
        assert draft.review_on == date(2031, 5, 6)
        assert list(draft.written_by.all()) == [cast.people["dev"]]
        now = versions.content(library.cards.get(medication__code="olanzapine"))
        assert len(differences(now, versions.content(draft))) == 2
        entry = AuditEntry.objects.get(action="import_card")
        assert (entry.by, entry.detail) == (cast.people["dev"], {"changes": 2})

    def test_another_pharmacist_publishes_it(self, cast: Cast, dev: Client, file: bytes) -> None:
        """Never whoever imported it."""
        go_on(dev, send(dev, changed(file, three_cells)))
        draft = draft_of()
        drafting.submit(draft, cast.people["dev"])

        release = drafting.publish(draft, cast.people["ewa"])

        assert selectors.levels(release)["olanzapine"]["weight_gain"] == 1

    def test_the_same_form_twice_writes_once(self, dev: Client, file: bytes) -> None:
        """And the same file once more changes nothing."""
        shown = send(dev, changed(file, three_cells))
        go_on(dev, shown)
        again = go_on(dev, shown)

        assert again.status_code == 302
        assert Card.objects.filter(stage=Card.Stage.DRAFT).count() == 1
        assert AuditEntry.objects.filter(action="import_card").count() == 1
        assert SAME in words(page(send(dev, changed(file, three_cells))))

    def test_it_goes_on_with_a_draft_in_hand(self, cast: Cast, dev: Client, file: bytes) -> None:
        """The page says whose it is, and compares the file with it."""
        drafting.olanzapine(cast, by="ewa")
        shown = send(dev, changed(file, three_cells))
        go_on(dev, shown)

        assert "Ewa Nowak began a draft of this card." in words(page(shown))
        assert "from ++ commoner or moderately severe to +" in words(page(shown))
        assert draft_of().ratings.get(effect__code="weight_gain").level == 1

    def test_the_suggested_level_rests_on_its_evidence(self, dev: Client, cast: Cast) -> None:
        """No reason is asked for, and the basis is the rule's own."""
        draft = drafting.olanzapine(cast)
        row = [["medicine", "effect", "level"], ["olanzapine", "weight_gain", "+++"]]
        go_on(dev, send(dev, csv_of(row).encode(), "ratings.csv"))

        rating = draft.ratings.get(effect__code="weight_gain")
        assert (rating.level, rating.basis) == (3, "comparative")
        assert rating.evidence.exists()

    def test_lines_are_changed_added_and_taken_away(
        self, dev: Client, file: bytes, library: Release
    ) -> None:
        """A changed line keeps the facts that it rests on; the others are not touched."""
        card = library.cards.get(medication__code="clozapine")
        first, second, *rest = card.cautions.all()

        def change(book: Workbook) -> None:
            key = {"medicine": "clozapine", "text": first.text}
            put(book, "cautions", key, "text", f"{first.text} Ask.")
            put(book, "cautions", {"medicine": "clozapine", "text": second.text}, "remove", "yes")
            book["cautions"].append(["clozapine", "", "dose", "no", "Begin low."])
            book["preparations"].append(["clozapine", "", "liquid", "50 mg/mL"])

        shown = send(dev, changed(file, change))
        go_on(dev, shown)

        draft = draft_of("clozapine")
        said = [each.text for each in draft.cautions.all()]
        assert said == [f"{first.text} Ask.", *[each.text for each in rest], "Begin low."]
        kept = draft.cautions.get(text=f"{first.text} Ask.")
        assert set(kept.facts.all()) == set(first.facts.all())
        assert draft.preparations.last().strengths == "50 mg/mL"
        assert "taken away" in words(page(shown))
        assert page(shown).select("#gate-clozapine")

    def test_paragraphs_are_told_by_empty_lines(self, dev: Client) -> None:
        """An emptied section is gone."""
        rows = [
            ["medicine", "dose", "what it is"],
            ["olanzapine", "Usually 10 mg.\r\n\r\n\r\n Ask.\nTwice.", ""],
        ]
        go_on(dev, send(dev, csv_of(rows).encode(), "cards.csv"))

        sections = draft_of().sections
        assert sections["dose"] == ["Usually 10 mg.", "Ask.\nTwice."]
        assert "what_it_is" not in sections

    def test_a_new_medicine_is_filled_from_a_file(self, cast: Cast, dev: Client) -> None:
        """When its draft was begun at the desk."""
        new = Medication.objects.create(
            organisation=cast.organisation, code="lumateperone", name="Lumateperone"
        )
        release = selectors.current_release(cast.organisation)
        services.draft_card(release=release, medication=new, by=cast.people["dev"])
        rows = [["medicine", "effect", "level", "reason"], ["lumateperone", "tremor", "+", "Read."]]
        go_on(dev, send(dev, csv_of(rows).encode(), "ratings.csv"))

        assert draft_of("lumateperone").ratings.get().level == 1

    def test_a_submitted_card_is_named(self, cast: Cast, dev: Client, file: bytes) -> None:
        """Nobody edits it, and nothing else of the file is imported."""
        draft = drafting.olanzapine(cast)
        drafting.submit(draft, cast.people["dev"])

        response = send(dev, changed(file, three_cells))

        assert response.status_code == 422
        assert "the card for Olanzapine waits for a second pharmacist" in words(page(response))

    def test_a_card_submitted_meanwhile_stops_all_of_it(
        self, cast: Cast, dev: Client, file: bytes
    ) -> None:
        """Not one of the two cards is written."""
        draft = drafting.olanzapine(cast)

        def change(book: Workbook) -> None:
            three_cells(book)
            put(book, "cards", {"medicine": "amisulpride"}, "review day", "2031-05-06")

        shown = send(dev, changed(file, change))
        drafting.submit(draft, cast.people["dev"])
        response = go_on(dev, shown)

        assert response.status_code == 422
        assert "The card for Olanzapine waits for a second pharmacist" in words(page(response))
        assert not Card.objects.filter(medication__code="amisulpride", stage="draft").exists()

    def test_a_card_changed_meanwhile_stops_all_of_it(
        self, cast: Cast, dev: Client, file: bytes
    ) -> None:
        """What a colleague wrote is not overwritten unseen."""
        shown = send(dev, changed(file, three_cells))
        drafting.olanzapine(cast, by="ewa")

        response = go_on(dev, shown)

        assert response.status_code == 422
        assert "Somebody changed one of these cards meanwhile." in words(page(response))
        assert draft_of().ratings.get(effect__code="weight_gain").level == 2


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

    assert len(shown.select("details table")) == 7
    assert "one of 0, +, ++, +++ or ?" in words(shown)
    assert "Import" in headings(shown)
    assert read("/desk/", client=dev).select_one(f"a[href='{SPREADSHEETS}']")


def test_a_file_without_changes_asks_nothing(dev: Client) -> None:
    rows = [["medicine", "review day"], ["olanzapine", ""]]

    response = send(dev, book_of({"cards": rows}))

    assert SAME in words(page(response))
    assert not page(response).select("input[name=read]")
