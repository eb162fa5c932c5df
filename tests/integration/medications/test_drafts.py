"""A draft from beginning to end, section by section: what it shows, keeps and records."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry
from medications import services
from medications.draft_parts import ReviewPart
from medications.models import Card, Caution, Release
from medications.selectors import versions
from medications.stages import Stage
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import (
    begun,
    card_at,
    drawn,
    fields,
    main_form,
    page_of,
    save,
)
from tests.integration.medications.drafting import submit
from tests.integration.medications.reading import gate_of, headings, lacks, words


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


def actions() -> list[str]:
    """Return what the audit says of cards, in order."""
    rows = AuditEntry.objects.filter(record__startswith="card:").order_by("pk")
    return list(rows.values_list("action", flat=True))


class TestBeginning:
    """From any card in use, once."""

    def test_the_desk_and_the_page_of_a_medicine_offer_it(self, dev: Client, read: Read) -> None:
        """As a button with the medicine's name."""
        for address in ("/desk/", "/desk/olanzapine/"):
            form = read(address, client=dev).select_one("form[action='/desk/olanzapine/draft/']")
            assert words(form) == "Correct this card : Olanzapine"

    def test_it_says_what_the_card_says_and_is_due_in_a_year(
        self, dev: Client, read: Read, library: Release
    ) -> None:
        """And it says plainly that nobody sees it."""
        address = begun(dev)
        page = read(address, client=dev)
        card = card_at(address)

        assert card.review_on == timezone.localdate() + timedelta(days=365)
        assert "Nobody but your organisation's pharmacists sees it" in words(page)
        assert "Version 2, begun by Dev Patel on" in words(page)
        assert "It was begun from version 1, the starter card." in words(page)
        assert "Nothing is changed yet: open what you want to correct." in words(page)
        assert headings(page)[:2] == ["Still to do", "Levels"]
        assert len(page.select(".level-list li")) == 36

    def test_a_second_time_leads_to_the_same_draft(self, cast: Cast, dev: Client) -> None:
        """Whoever asks."""
        address = begun(dev)

        assert begun(signed_in(cast.people["ewa"])) == address
        assert Card.objects.filter(stage=Stage.DRAFT).count() == 1

    def test_nobody_else_sees_it(self, cast: Cast, dev: Client, library: Release) -> None:
        """Not a clinician of the organisation, and not a pharmacist of another one."""
        address = begun(dev)
        MembershipFactory(
            account=cast.people["hugo"], organisation=cast.other_organisation, pharmacist=True
        )
        theirs = cast.other_organisation.releases.create(number=1)
        theirs.cards.set(library.cards.all())

        assert signed_in(cast.people["amara"]).get(address).status_code == 403
        for part in ("", "levels/weight_gain/", "words/what_it_is/", "evidence/", "day/"):
            response = signed_in(cast.people["hugo"]).get(f"{address}{part}")
            assert response.status_code in (403, 404)


class TestSections:
    """Each is saved alone, keeps who wrote, and leaves an audit entry."""

    def test_words_become_paragraphs(self, cast: Cast, dev: Client, read: Read) -> None:
        """An empty line parts them; line ends of any kind count alike."""
        address = begun(dev)
        response = save(dev, f"{address}words/driving/", words="Wait.\r\n\r\nThen ask us.\r\n")

        assert (response.status_code, response["Location"]) == (302, f"{address}#words")
        card = card_at(address)
        assert card.sections["driving"] == ["Wait.", "Then ask us."]
        assert list(card.written_by.all()) == [cast.people["dev"]]
        page = words(read(address, client=dev))
        assert "Saved." in page
        assert "Nothing is missing from this draft." in page
        assert actions() == ["draft_card", "write_words"]

    def test_words_are_taken_away_by_emptying_them(self, dev: Client) -> None:
        """The section is then not named at all."""
        address = begun(dev)
        save(dev, f"{address}words/driving/", words="Wait.")
        save(dev, f"{address}words/driving/", words="")

        assert "driving" not in card_at(address).sections

    def test_what_the_sources_say_stands_beside_the_words(self, dev: Client, read: Read) -> None:
        """So that one need not look for it."""
        page = read(f"{begun(dev)}words/smoking/", client=dev)

        assert "Smoking interaction:" in words(page)

    def test_a_caution_is_added_changed_and_taken_out(self, dev: Client, read: Read) -> None:
        """One that gates is shown as such."""
        address = begun(dev)
        said = {"kind": "warning", "text": "Ask about falls.", "is_gating": "on"}
        assert save(dev, f"{address}cautions/new/", **said).status_code == 302
        caution = Caution.objects.get(text="Ask about falls.")
        assert caution.is_gating
        shown = words(read(address, client=dev))
        assert "Watch for, wherever the medicine is named: Ask about falls." in shown

        save(dev, f"{address}cautions/{caution.pk}/", text="Ask about falls at night.")
        caution.refresh_from_db()
        assert caution.text == "Ask about falls at night."
        save(dev, f"{address}cautions/{caution.pk}/", remove="yes")
        assert not Caution.objects.filter(pk=caution.pk).exists()
        assert dev.get(f"{address}cautions/{caution.pk}/").status_code == 404
        assert actions()[1:] == ["write_caution"] * 3

    def test_a_changed_caution_keeps_its_facts(self, dev: Client) -> None:
        """Its sources are still its sources."""
        address = begun(dev)
        caution = card_at(address).cautions.filter(facts__isnull=False).first()
        assert caution is not None
        before = set(caution.facts.all())

        save(dev, f"{address}cautions/{caution.pk}/", text="In other words.")

        assert set(caution.facts.all()) == before

    def test_a_preparation_is_added_changed_and_taken_out(self, dev: Client, read: Read) -> None:
        """With its source."""
        address = begun(dev)
        save(dev, f"{address}forms/new/", form="liquid", strengths="5 mg in 5 ml")
        row = card_at(address).preparations.get(form="liquid")
        assert "Liquid: 5 mg in 5 ml" in words(read(address, client=dev))

        save(dev, f"{address}forms/{row.pk}/", how_often="once a day")
        row.refresh_from_db()
        assert row.how_often == "once a day"
        save(dev, f"{address}forms/{row.pk}/", remove="yes")
        assert not card_at(address).preparations.filter(form="liquid").exists()

    @pytest.mark.parametrize(
        ("part", "said", "sentence"),
        [
            ("cautions/new/", {}, "Choose what the caution is about."),
            ("cautions/new/", {"kind": "dose"}, "Write the caution."),
            ("forms/new/", {}, "Choose what it is."),
            (
                "forms/new/",
                {"form": "liquid", "source": "999999"},
                "Choose a source from the list.",
            ),
            ("day/", {"review_on": ""}, "Choose a day."),
            ("day/", {"review_on": "2020-01-01"}, "This day is over."),
            ("day/", {"review_on": "soon"}, "Write the date as 31/12/2026."),
            ("words/driving/", {"words": "x" * 8001}, "Please shorten them."),
        ],
    )
    def test_a_fault_is_said_and_nothing_is_written(
        self, dev: Client, part: str, said: dict[str, str], sentence: str
    ) -> None:
        """What was typed stays."""
        address = begun(dev)
        before = versions.content(card_at(address))
        response = save(dev, f"{address}{part}", **said)

        assert response.status_code == 422
        assert sentence in words(page_of(response))
        for name in said.keys() - {"source"}:
            assert said[name] in response.content.decode()
        assert versions.content(card_at(address)) == before

    def test_the_same_caution_does_not_stand_twice(self, dev: Client) -> None:
        """It is said, and nothing is added."""
        address = begun(dev)
        said = {"kind": "warning", "text": "Ask about falls."}
        save(dev, f"{address}cautions/new/", **said)
        response = save(dev, f"{address}cautions/new/", **said)

        assert "The same stands in this draft already." in words(page_of(response))
        assert card_at(address).cautions.filter(text="Ask about falls.").count() == 1

    def test_saving_what_stands_there_changes_nothing(self, dev: Client) -> None:
        """Nor does a form that is sent twice."""
        address = begun(dev)
        form = drawn(dev, f"{address}day/")
        for _ in range(2):
            assert dev.post(f"{address}day/", form).status_code == 302

        assert actions() == ["draft_card"]

    @pytest.mark.parametrize(
        "part", ["words/nowhere/", "levels/nowhere/", "cautions/1/", "forms/1/"]
    )
    def test_what_is_not_there_is_not_found(self, dev: Client, part: str) -> None:
        """Nor is a row of another card."""
        assert dev.get(f"{begun(dev)}{part}").status_code == 404


class TestStages:
    """Only a draft is written in."""

    def test_a_submitted_one_says_so_and_can_be_taken_back(
        self, cast: Cast, dev: Client, read: Read
    ) -> None:
        """By its address, and its sections lead to it."""
        address = begun(dev)
        submit(card_at(address), cast.people["dev"])
        page = read(address, client=dev)
        assert "It waits for a second pharmacist." in words(page)
        assert dev.get(f"{address}levels/weight_gain/")["Location"] == address

        form = page.select_one(f"form[action='{address}back/']")
        assert form is not None
        key = str(form.select_one("input[name=key]")["value"])
        assert dev.post(f"{address}back/", {"key": key}).status_code == 302
        assert card_at(address).stage == Stage.DRAFT

    def test_what_was_typed_meanwhile_is_not_lost(self, cast: Cast, dev: Client) -> None:
        """It stands in the form, with why it cannot be saved."""
        address = begun(dev)
        form = drawn(dev, f"{address}words/driving/") | {"words": "Wait a week."}
        submit(card_at(address), cast.people["dev"])
        response = dev.post(f"{address}words/driving/", form)

        assert response.status_code == 422
        assert "waiting for a second pharmacist, so it cannot be changed" in words(
            page_of(response)
        )
        assert words(page_of(response).select_one("textarea")) == "Wait a week."

    def test_what_was_typed_is_kept_when_one_is_signed_out(self, dev: Client) -> None:
        """The page that says so sends it once more, after one has signed in again."""
        address = f"{begun(dev)}words/driving/"
        form = drawn(dev, address) | {"words": "Wait a week."}
        response = Client().post(address, form, headers={"origin": "http://testserver"})

        assert response.status_code == 403
        kept = main_form(page_of(response), address)
        again = fields(kept)
        assert again == form
        assert dev.post(address, again).status_code == 302
        assert card_at(address).sections["driving"] == ["Wait a week."]

    def test_a_draft_is_given_up(self, dev: Client, read: Read) -> None:
        """Its rows are kept, and another one can be begun."""
        address = begun(dev)
        key = str(read(address, client=dev).select_one("input[name=key]")["value"])
        response = dev.post(f"{address}discarded/", {"key": key, "words": "Begun by mistake."})

        assert (response.status_code, response["Location"]) == (302, "/desk/")
        assert card_at(address).stage == Stage.DISCARDED
        assert "cannot be changed" in words(read(address, client=dev))
        assert begun(dev) != address

    def test_a_move_that_is_not_allowed_says_why(self, dev: Client, read: Read) -> None:
        """A draft has nothing to be taken back from."""
        address = begun(dev)
        key = str(read(address, client=dev).select_one("input[name=key]")["value"])

        assert dev.post(f"{address}back/", {"key": key}).status_code == 302
        assert "It cannot be taken back to work on." in words(read(address, client=dev))
        assert dev.post(f"{address}discarded/", {"key": "no"}).status_code == 422

    def test_who_wrote_a_word_is_no_second_pharmacist(self, cast: Cast, dev: Client) -> None:
        """Whatever section it was."""
        address = begun(dev)
        save(signed_in(cast.people["ewa"]), f"{address}words/driving/", words="Wait.")

        assert set(card_at(address).written_by.all()) == {cast.people["ewa"]}


def test_clozapine_is_named_with_its_conditions_on_every_page(dev: Client) -> None:
    """Those in use stand until a draft that takes one out is published."""
    gate = gate_of("clozapine")
    address = begun(dev, "clozapine")
    card = card_at(address)
    gating, form = card.cautions.filter(is_gating=True).first(), card.preparations.first()
    row = card.evidence.first()
    assert gating is not None
    assert form is not None
    assert row is not None
    save(dev, f"{address}cautions/{gating.pk}/", remove="yes")
    parts = [
        *("", "levels/tremor/", "words/checks/", "cautions/new/", "forms/new/", "day/"),
        *("evidence/", f"forms/{form.pk}/", f"evidence/{row.pk}/"),
        "evidence/tremor/frequency_class/",
    ]
    addresses = [f"{address}{part}" for part in parts]
    addresses += [f"{begun(dev)}{part}" for part in ("", "forms/new/", "words/checks/")]
    addresses += ["/desk/new/", "/desk/sources/", "/desk/sources/new/"]

    assert [each for each in addresses if lacks(dev.get(each), "clozapine", gate)] == []


@pytest.mark.parametrize("name", ["amara", "femi", "grace", "hugo"])
def test_only_a_pharmacist_of_the_organisation_writes(cast: Cast, dev: Client, name: str) -> None:
    """Past the page too; and nobody writes in a starter card."""
    card = card_at(begun(dev))
    with pytest.raises(PermissionDenied):
        services.set_review(card=card, said=ReviewPart(None), seen="", by=cast.people[name])
    assert card.based_on is not None
    with pytest.raises(PermissionDenied):
        services.set_review(
            card=card.based_on, said=ReviewPart(None), seen="", by=cast.people["dev"]
        )
