"""A medicine that is not on the cards yet, from its name to its first release."""

import pytest
from django.test import Client

from accounts.models import AuditEntry
from medications import selectors
from medications.models import Card, Medication, Release
from medications.services.founding import code_for
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, page_of, save
from tests.integration.medications.drafting import publish, submit
from tests.integration.medications.reading import words

NEW = "/desk/new/"
LURASIDONE = {
    "name": "Lurasidone example",
    "say_it": "lu-RAS-i-done",
    "brands": "Latuda",
    "family": "antipsychotic",
    "snomed_code": "138875005",
}


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


def test_it_begins_as_a_draft_of_which_nothing_is_known(
    cast: Cast, dev: Client, read: Read
) -> None:
    response = save(dev, NEW, **LURASIDONE, comes_as="tablet")
    card = card_at(str(response["Location"]))
    medication = card.medication

    assert (medication.organisation, medication.code) == (cast.organisation, "lurasidone-example")
    assert (medication.say_it, medication.snomed_code) == ("lu-RAS-i-done", "138875005")
    assert card.ratings.count() == 36
    assert not card.ratings.exclude(level=None, basis="nothing_found").exists()
    assert [each.form for each in card.preparations.all()] == ["tablet"]
    page = words(read(str(response["Location"]), client=dev))
    assert "Draft: Lurasidone example" in page
    assert "There is no card to begin from." in page
    assert "Nothing is missing from this draft." in page
    assert "(0 of 7 known)" in page
    assert "in use" not in words(
        read(f"{response['Location']}levels/tremor/", client=dev).select_one(".gist .level")
    )
    assert [each.action for each in AuditEntry.objects.order_by("pk")][-2:] == [
        "add_medication",
        "draft_card",
    ]


def test_it_is_published_like_any_other(cast: Cast, dev: Client, library: Release) -> None:
    response = save(dev, NEW, **LURASIDONE, comes_as="tablet")
    card = card_at(str(response["Location"]))
    submit(card, cast.people["dev"])
    release = publish(card, cast.people["ewa"])

    assert release.cards.count() == library.cards.count() + 1
    levels = selectors.levels(release)["lurasidone-example"]
    assert (len(levels), set(levels.values())) == (36, {None})
    assert Client().get("/cards/lurasidone-example/").status_code == 200
    assert dev.get("/desk/lurasidone-example/").status_code == 200


def test_without_a_form_it_is_still_to_do(dev: Client, read: Read) -> None:
    response = save(dev, NEW, name="Newone")

    assert "Say what the medicine comes as." in words(read(str(response["Location"]), client=dev))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "Write its name."),
        ({"name": "x" * 81}, "Please shorten them."),
        ({"snomed_code": "138875006"}, "This is not the code of a SNOMED CT concept"),
        ({"snomed_code": "olanzapine"}, "This is not the code of a SNOMED CT concept"),
    ],
)
def test_a_fault_is_said_and_nothing_is_written(
    dev: Client, said: dict[str, str], sentence: str
) -> None:
    response = save(dev, NEW, **LURASIDONE | said)

    assert response.status_code == 422
    assert sentence in words(page_of(response))
    assert "lu-RAS-i-done" in response.content.decode()
    assert not Medication.objects.exclude(organisation=None).exists()


class TestNamesThatAreTaken:
    """They are not added again, and the page shows the way on."""

    def refused(self, dev: Client, name: str) -> list[str]:
        """Send a name that is here, and return where the page leads."""
        response = save(dev, NEW, name=name)
        assert response.status_code == 422
        page = page_of(response)
        assert "There is a medicine of this name already." in words(page)
        found = page.select_one("section[aria-labelledby=found-heading]")
        links = [str(each["href"]) for each in found.select("a")]
        return links + [str(each["action"]) for each in found.select("form")]

    def test_one_in_use(self, dev: Client) -> None:
        """However it is written."""
        assert self.refused(dev, "oLANZAPINE") == ["/desk/olanzapine/", "/desk/olanzapine/draft/"]

    def test_one_in_hand(self, dev: Client) -> None:
        """Its draft."""
        address = begun(dev)

        assert self.refused(dev, "Olanzapine") == [address, "/desk/olanzapine/"]

    def test_one_whose_draft_was_given_up(self, dev: Client) -> None:
        """A new draft, which says as little as the first."""
        save(dev, NEW, **LURASIDONE)
        Card.objects.filter(medication__code="lurasidone-example").update(stage="discarded")
        [begin] = self.refused(dev, LURASIDONE["name"])
        again = dev.post(begin)

        assert card_at(str(again["Location"])).ratings.count() == 36

    def test_one_of_another_organisation_is_no_hindrance(self, cast: Cast, dev: Client) -> None:
        """Nor is its draft begun here."""
        Medication.objects.create(
            organisation=cast.other_organisation, code="newone", name="Newone"
        )

        assert dev.post("/desk/newone/draft/").status_code == 404
        assert save(dev, NEW, name="Newone").status_code == 302


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Cariprazine", "cariprazine"),
        ("Flupentixol decanoate", "flupentixol-decanoate"),
        ("Olanzapine", "olanzapine-2"),
        ("Drafts", "drafts-2"),
        ("Grid", "grid-2"),
        ("薬", "medicine"),
        ("x" * 80, "x" * 32),
    ],
)
def test_a_code_is_free_and_no_word_of_an_address(name: str, code: str) -> None:
    assert code_for(name, {"olanzapine"}) == code
