"""The pharmacist's desk: what is left to do, whether a medicine can be had, and local notes."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry
from medications import services
from medications.models import Availability, Card, LocalNote, Release
from medications.presenters.desk import known_words
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.medications.approving import CARD, sent, signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.reading import headings, words

DESK, STOCK = "/desk/", "/desk/olanzapine/"
NOTES = f"{STOCK}notes/"
GONE = {"state": "not_stocked", "reason": "The maker has none until spring."}


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


def part(page: BeautifulSoup, heading: str) -> list[str]:
    """Return the names of the medicines below a heading of the desk."""
    for section in page.select("main section"):
        if words(section.find("h2")) == heading:
            return [
                words(each.select_one(".medicine-name"))
                for each in section.select(".desk-list > li")
            ]
    raise AssertionError(heading)


def hidden(client: Client, read: Read, name: str) -> str:
    """Return what a form of the page sends along unseen."""
    return str(read(STOCK, client=client).select_one(f"main input[name={name}]")["value"])


def said(client: Client, read: Read, **form: str) -> HttpResponse:
    """Open the page and send the form on availability."""
    return client.post(STOCK, {"seen": hidden(client, read, "seen")} | form)


def noted(client: Client, read: Read, text: str) -> HttpResponse:
    """Open the page and send a local note."""
    return client.post(NOTES, {"key": hidden(client, read, "key"), "text": text})


def test_each_card_stands_once_where_it_is_most_urgent(
    dev: Client, read: Read, library: Release
) -> None:
    overdue = library.cards.get(medication__code="pimozide")
    Card.objects.filter(pk=overdue.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    sent(dev, read)

    page = read(DESK, client=dev)

    assert part(page, "Review is overdue") == ["Pimozide"]
    assert part(page, "Approved or published here") == ["Olanzapine"]
    assert len(part(page, "Left to approve")) == 17
    assert "Review was due on" in words(page)
    assert "Approved by Dev Patel, pharmacist, on" in words(page)


def test_it_says_how_much_is_known_and_on_what_basis(dev: Client, read: Read) -> None:
    page = words(read(DESK, client=dev))

    assert "of 36 levels are known: " in page
    assert "from product information" in page


def test_nothing_known_is_said_so() -> None:
    assert known_words({"tremor": (None, "nothing_found")}) == "0 of 1 levels are known."


def test_clozapine_is_named_with_its_conditions(dev: Client, read: Read) -> None:
    assert read(DESK, client=dev).select("main .medicine-conditions")
    assert read("/desk/clozapine/", client=dev).select("main .medicine-conditions")


class TestAvailability:
    """What holds is the newest; what was said before stays."""

    def test_the_person_reads_the_reason_beside_the_medicine(self, dev: Client, read: Read) -> None:
        """On the card, and the desk shows it too."""
        response = said(dev, read, **GONE)

        assert (response.status_code, response["Location"]) == (302, STOCK)
        assert GONE["reason"] in words(read(CARD))
        assert GONE["reason"] in words(read(DESK, client=dev))
        assert "Not stocked: The maker has none until spring." in words(read(STOCK, client=dev))
        entry = AuditEntry.objects.get(action="record_availability")
        assert entry.detail == {"state": "not_stocked"}
        assert entry.record == f"medication:{entry.organisation_id}:olanzapine"

    def test_it_can_be_had_again(self, dev: Client, read: Read) -> None:
        """The earlier row is kept."""
        said(dev, read, **GONE)
        said(dev, read, state="available", reason="")

        assert GONE["reason"] not in words(read(CARD))
        assert GONE["reason"] in words(read(STOCK, client=dev))
        assert Availability.objects.count() == 2

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"state": "not_stocked", "reason": ""}, "Say why, in words that the person can read."),
            ({"state": "available", "reason": "Plenty"}, "With “Yes” no reason is shown."),
            ({"reason": "Gone"}, "Choose whether it can be had here."),
            ({"state": "not_stocked", "reason": "x" * 501}, "Please shorten them."),
        ],
    )
    def test_a_fault_is_said_and_what_was_typed_stays(
        self, dev: Client, read: Read, form: dict[str, str], sentence: str
    ) -> None:
        """And nothing is written."""
        response = said(dev, read, **form)
        page = BeautifulSoup(response.content, "html.parser")

        assert response.status_code == 422
        assert sentence in words(page)
        assert words(page.select_one("textarea[name=reason]")) == form["reason"]
        assert not Availability.objects.exists()

    def test_two_pharmacists_do_not_overwrite_each_other(
        self, cast: Cast, dev: Client, read: Read
    ) -> None:
        """The second is told, sees what the first said, and may send again."""
        ewa = signed_in(cast.people["ewa"])
        seen = hidden(ewa, read, "seen")
        said(dev, read, **GONE)
        late = {"state": "needs_approval", "reason": "Ask the ward."}

        response = ewa.post(STOCK, {"seen": seen} | late)
        page = BeautifulSoup(response.content, "html.parser")

        assert response.status_code == 422
        assert "Somebody else said something about this in the meantime." in words(page)
        assert GONE["reason"] in words(page)
        assert words(page.select_one("textarea[name=reason]")) == late["reason"]
        again = str(page.select_one("main input[name=seen]")["value"])
        assert ewa.post(STOCK, {"seen": again} | late).status_code == 302

    def test_saying_it_again_changes_nothing(self, dev: Client, read: Read) -> None:
        """Nor does a form that is sent twice."""
        seen = hidden(dev, read, "seen")
        for _ in range(2):
            assert dev.post(STOCK, {"seen": seen} | GONE).status_code == 302

        assert Availability.objects.count() == 1


class TestLocalNotes:
    """A sentence on the card, always shown as local."""

    def test_it_stands_on_the_card_and_can_be_taken_away(self, dev: Client, read: Read) -> None:
        """Then it stays among the past notes, with who took it away."""
        noted(dev, read, "Ask the Hilltop team about the liquid.")
        assert "Local note Ask the Hilltop team about the liquid." in words(read(CARD))
        away = read(STOCK, client=dev).select_one(f"form[action^='{NOTES}'][action$='/']")
        note = LocalNote.objects.get()
        assert away is not None

        assert dev.post(f"{NOTES}{note.pk}/").status_code == 302

        assert "Hilltop" not in words(read(CARD))
        page = read(STOCK, client=dev)
        assert "Past notes" in headings(page)
        assert "Taken away by Dev Patel on" in words(page)
        actions = AuditEntry.objects.filter(record__startswith="medication:")
        assert [each.action for each in actions] == ["add_local_note", "retire_local_note"]

    def test_an_empty_one_is_asked_for(self, dev: Client, read: Read) -> None:
        """With a sentence, and the page as it was."""
        response = noted(dev, read, " ")

        assert response.status_code == 422
        assert "Write the note first." in response.content.decode()

    def test_the_same_form_twice_adds_it_once(self, dev: Client, read: Read) -> None:
        """As after a double press."""
        key = hidden(dev, read, "key")
        for _ in range(2):
            dev.post(NOTES, {"key": key, "text": "Ask us."})

        assert LocalNote.objects.count() == 1

    def test_taking_it_away_twice_keeps_who_was_first(
        self, cast: Cast, dev: Client, read: Read
    ) -> None:
        """The second press changes nothing."""
        noted(dev, read, "Ask us.")
        note = LocalNote.objects.get()
        for name in ("dev", "ewa"):
            services.retire_local_note(
                organisation=cast.organisation, note=note, by=cast.people[name]
            )

        note.refresh_from_db()
        assert note.retired_by == cast.people["dev"]

    def test_a_note_of_another_service_is_not_there(
        self, cast: Cast, dev: Client, read: Read
    ) -> None:
        """As unknown as none."""
        noted(dev, read, "Ask us.")
        note = LocalNote.objects.get()
        LocalNote.objects.update(organisation=cast.other_organisation)

        assert dev.post(f"{NOTES}{note.pk}/").status_code == 404


def test_another_services_pharmacist_says_it_for_their_own_only(
    cast: Cast, dev: Client, read: Read, library: Release
) -> None:
    """Neither availability nor notes cross from one organisation to another."""
    MembershipFactory(
        account=cast.people["hugo"], organisation=cast.other_organisation, pharmacist=True
    )
    theirs = cast.other_organisation.releases.create(number=1)
    theirs.cards.set(library.cards.all())
    hugo = signed_in(cast.people["hugo"])
    said(hugo, read, **GONE)
    noted(hugo, read, "Elsewhere only.")

    page = words(read(STOCK, client=dev))
    assert GONE["reason"] not in page
    assert "Elsewhere only." not in page
    assert GONE["reason"] not in words(read(CARD))


def test_the_desk_leads_to_all_that_is_done_there(
    dev: Client, read: Read, library: Release
) -> None:
    """And says nowhere that it cannot be done."""
    page = read(DESK, client=dev)
    there = {each["href"] for each in page.select("main a")}

    assert {"/desk/new/", "/desk/sources/", "/desk/spreadsheets/", "/desk/releases/"} <= there
    assert {STOCK, "/desk/olanzapine/history/"} <= there
    assert "cannot be corrected" not in words(page.main)
