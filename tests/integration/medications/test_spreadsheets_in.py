"""Cards changed in a spreadsheet, in again as drafts."""

from datetime import date

from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import Workbook

from accounts.models import AuditEntry
from medications import selectors, services
from medications.beginning import USUAL_REVIEW
from medications.content import differences
from medications.models import Card, Medication, Release
from medications.selectors import versions
from tests.cast import Cast
from tests.integration.medications import drafting
from tests.integration.medications.reading import words
from tests.integration.medications.sending import (
    SAME,
    WEIGHT,
    draft_of,
    go_on,
    page,
    send,
    three_cells,
)
from tests.spreadsheets import changed, csv_of, put


class TestImport:
    """First in words, then as drafts."""

    def test_every_cell_that_would_change_is_said(self, dev: Client, file: bytes) -> None:
        """From what to what, and nothing is written yet."""
        response = send(dev, changed(file, three_cells))
        shown = words(page(response))

        assert response.status_code == 200
        assert "from +++ common or more severe to + uncommon or mild" in shown
        assert "Reason: A newer table." in shown
        assert "Where a level moves by two steps or more, make sure that it is meant." in shown
        assert "This moves by two steps or more." in shown
        assert "Note: “=Weigh at each visit”." in shown
        assert "Day of review: from no date to 6 May 2031" in shown
        assert len(page(response).select("main .card-list .panel")) == 2
        assert not Card.objects.filter(stage=Card.Stage.DRAFT).exists()

    def test_it_becomes_a_draft_and_nothing_else(
        self, cast: Cast, dev: Client, file: bytes, library: Release
    ) -> None:
        """Three cells, one draft; whoever imported it wrote in it."""
        response = go_on(dev, send(dev, changed(file, three_cells)))

        assert (response.status_code, response["Location"]) == (302, "/desk/")
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

    def test_a_draft_begins_with_a_day_of_review_and_all_lines(
        self, dev: Client, library: Release
    ) -> None:
        """Said before it is written; the same form or file once more changes nothing."""
        card = library.cards.get(medication__code="olanzapine")
        card.ratings.get(effect__code="tremor").delete()
        file = csv_of([[*WEIGHT, "note"], [*WEIGHT.values(), "Weigh."]]).encode()
        shown = send(dev, file, "ratings.csv")
        go_on(dev, shown)
        again = go_on(dev, shown)

        said = [words(each) for each in page(shown).select("main .card-list .panel > p")]
        next_year = timezone.localdate() + USUAL_REVIEW
        assert said == [
            "Weight gain: still +++ common or more severe",
            "Note: “Weigh.”",
            "Level: not known for one side effect",
            f"Day of review: from no date to {date_format(next_year, 'j F Y')}",
        ]
        assert again.status_code == 302
        assert draft_of().review_on == next_year
        assert draft_of().ratings.count() == 36
        assert AuditEntry.objects.get(action="import_card").detail == {"changes": 1}
        assert SAME in words(page(send(dev, file, "ratings.csv")))

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

    def test_what_colleagues_have_in_hand_is_left_alone(
        self, cast: Cast, dev: Client, file: bytes
    ) -> None:
        """Rows that nobody touched say what is in use; the page names whose cards they are of."""
        waiting = drafting.olanzapine(cast, by="ewa", code="amisulpride")
        drafting.submit(waiting, cast.people["ewa"])
        writing = drafting.olanzapine(cast, by="ewa", level=1, code="clozapine")
        before = versions.content(writing)
        response = send(dev, changed(file, three_cells))
        for name in ("Amisulpride", "Clozapine"):
            said = f"{name}: the file says what the card in use says"
            assert said in words(page(response))

        assert go_on(dev, response)["Location"] == "/desk/"
        assert draft_of().ratings.get(effect__code="weight_gain").level == 1
        assert versions.content(writing) == before

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
        assert "changed Now" in words(page(shown))
        assert f"Then {first.text} Ask." in words(page(shown))
        assert f"taken out Now {second.text}" in words(page(shown))
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
