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
    page_of,
    save,
)
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
        assert headings(page)[:3] == ["Still to do", "Names", "Levels"]
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

        assert (response.status_code, response["Location"]) == (302, f"{address}?open=words#words")
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

        assert "Smoking interaction" in headings(page, "h3")

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
