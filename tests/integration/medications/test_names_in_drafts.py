"""What an organisation's own medicine is called: corrected in its draft, read by two people."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import AuditEntry
from medications.draft_parts import NamesPart
from medications.models import Card, Medication, Release
from medications.services.naming import NamesAreShared, write_names
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, drawn, page_of, save
from tests.integration.medications.drafting import publish, submit
from tests.integration.medications.reading import words

FIRST = {"name": "Lumateperon", "say_it": "lu-ma-TEP-er-one", "family": "antipsychotic"}
CODE = "lumateperon"


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def draft(dev: Client) -> str:
    """Add a medicine with a slip of the pen in its name: the address of its draft."""
    return str(save(dev, "/desk/new/", **FIRST, comes_as="tablet")["Location"])


def out(cast: Cast, draft: str) -> Release:
    """Let a draft be submitted by Dev and published by Ewa."""
    submit(card_at(draft), cast.people["dev"])
    return publish(card_at(draft), cast.people["ewa"])


def test_before_anything_is_published_they_change_at_once(
    cast: Cast, dev: Client, draft: str, read: Read
) -> None:
    """All of them; the address stays; and an audit entry tells who did it."""
    said = {
        "name": "Lumateperone example",
        "say_it": "",
        "brands": "Latuda",
        "family": "tablet for voices",
        "snomed_code": "138 875 005",
    }
    response = save(dev, f"{draft}names/", **said)
    assert response["Location"] == f"{draft}#names"

    medication = Medication.objects.get(organisation=cast.organisation)
    expected = {**said, "snomed_code": "138875005"}
    assert {name: getattr(medication, name) for name in Medication.NAMES} == expected
    assert medication.code == CODE
    page = words(read(draft, client=dev))
    assert "Draft: Lumateperone example" in page
    assert "How to say it: not said" in page
    assert "SNOMED CT code: 138875005" in page
    [entry] = AuditEntry.objects.filter(action="write_names")
    assert entry.by == cast.people["dev"]


def test_of_a_published_medicine_they_change_when_a_second_person_has_read_them(
    cast: Cast, dev: Client, draft: str, read: Read
) -> None:
    """The card in use keeps its name till then; the change is told in words; history keeps it."""
    out(cast, draft)
    again = begun(dev, CODE)
    said = "The names of this medicine change when the draft is published."
    assert said in words(read(f"{again}names/", client=dev))
    save(dev, f"{again}names/", name="Lumateperone")
    assert "Lumateperone" not in words(read(f"/cards/{CODE}/", client=dev))
    submit(card_at(again), cast.people["dev"])
    ewa = signed_in(cast.people["ewa"])
    assert "Lumateperone" in words(read(f"{again}review/", client=ewa))
    publish(card_at(again), cast.people["ewa"])

    assert "Lumateperone" in words(read(f"/cards/{CODE}/", client=dev))
    first, second = Card.objects.filter(medication__code=CODE).order_by("version")
    compared = f"/desk/{CODE}/history/compare/?before={first.pk}&after={second.pk}"
    assert "Name: changed" in words(read(compared, client=dev).main)
    assert first.names["name"] == "Lumateperon"


def test_a_draft_that_is_given_up_changes_no_name(cast: Cast, dev: Client, draft: str) -> None:
    """And the next one begins with what is in use."""
    out(cast, draft)
    again = begun(dev, CODE)
    save(dev, f"{again}names/", name="Lumateperone")
    Card.objects.filter(pk=card_at(again).pk).update(stage="discarded")

    assert Medication.objects.get(code=CODE).name == "Lumateperon"
    assert card_at(begun(dev, CODE)).names["name"] == "Lumateperon"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "Write its name."),
        ({"name": "oLANZAPINE"}, "There is a medicine of this name already."),
        ({"snomed_code": "138875006"}, "This is not the code of a SNOMED CT concept"),
    ],
)
def test_a_fault_is_said_and_nothing_is_lost(
    dev: Client, draft: str, said: dict[str, str], sentence: str
) -> None:
    response = save(dev, f"{draft}names/", **{"brands": "Latuda"} | said)

    assert response.status_code == 422
    assert sentence in words(page_of(response))
    assert "Latuda" in response.content.decode()
    assert Medication.objects.get(code=CODE).brands == ""


def test_a_name_that_a_draft_is_about_to_bring_is_taken(
    cast: Cast, dev: Client, draft: str
) -> None:
    """Else two medicines would bear it once both are published."""
    out(cast, draft)
    save(dev, f"{begun(dev, CODE)}names/", name="Lumateperone")
    response = save(dev, "/desk/new/", name="lumateperone")

    assert "There is a medicine of this name already." in words(page_of(response))


def test_what_two_people_write_stands_side_by_side(cast: Cast, dev: Client, draft: str) -> None:
    address, ewa = f"{draft}names/", signed_in(cast.people["ewa"])
    late = drawn(ewa, address) | {"name": "Theirs"}
    save(dev, address, name="Mine")
    page = page_of(ewa.post(address, late))

    assert "Mine" in words(page.select(".conflict .panel")[1])
    assert Medication.objects.get(code=CODE).name == "Mine"


def test_names_of_starter_medicines_stay(cast: Cast, dev: Client, read: Read) -> None:
    """The draft says why; there is no form, and the service holds it back too."""
    draft = begun(dev)
    page = read(draft, client=dev)
    assert "Its names are the same for every service" in words(page)
    assert not page.select(f"a[href='{draft}names/']")
    assert dev.get(f"{draft}names/").status_code == 404
    with pytest.raises(NamesAreShared):
        write_names(
            card=card_at(draft), said=NamesPart("Else"), seen="nothing", by=cast.people["dev"]
        )


def test_versions_from_before_say_what_their_medicine_is_called(draft: str) -> None:
    """And those of shared medicines say nothing."""
    Card.objects.update(names={})
    migration = import_module("medications.migrations.0004_facts_and_sources")
    migration.keep_names(apps, None)

    assert card_at(draft).names["say_it"] == "lu-ma-TEP-er-one"
    assert not Card.objects.exclude(pk=card_at(draft).pk).exclude(names={}).exists()
