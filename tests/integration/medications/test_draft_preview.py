"""A draft as the person would see its card: the same page, marked, and read anew each time."""

import pytest
from django.test import Client

from medications import services
from medications.models import Card, Caution
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, save
from tests.integration.medications.drafting import olanzapine, publish, submit
from tests.integration.medications.reading import gate_of, headings, lacks, words

MARK = "A draft, not published."


def test_it_is_the_page_of_the_card_with_a_mark(dev: Client, read: Read) -> None:
    page = read(f"{begun(dev)}preview/", client=dev)
    published = read("/cards/olanzapine/", client=dev)

    assert headings(page) == headings(published)
    assert [words(each) for each in page.select("main summary")] == [
        words(each) for each in published.select("main summary")
    ]
    assert words(page.select_one("main .draft-strip")).startswith(MARK)
    assert "Version 2, which is not published. To be reviewed on" in words(page)
    assert page.select("main form") == []


def test_what_is_written_stands_there_at_once(dev: Client, read: Read) -> None:
    address = begun(dev)
    read(f"{address}preview/", client=dev)
    save(dev, f"{address}words/driving/", words="Wait until you feel awake.")

    assert "Wait until you feel awake." in words(read(f"{address}preview/", client=dev))


def test_why_leads_to_the_draft_and_no_way_leads_nowhere(dev: Client, read: Read) -> None:
    """A new medicine has no page of its own yet."""
    dev.post("/desk/new/", {"name": "Brexpiprazole"})
    card = Card.objects.get(medication__name="Brexpiprazole")
    page = read(f"/desk/drafts/{card.pk}/preview/", client=dev)

    there = {str(each["href"]) for each in page.select("main a.why")}
    assert len(there) == 36
    assert f"/desk/drafts/{card.pk}/levels/tremor/" in there
    assert not [each for each in page.select("a") if each["href"].startswith("/cards/brex")]


def test_it_says_what_holds_here(cast: Cast, dev: Client, read: Read) -> None:
    card = olanzapine(cast)
    services.add_local_note(
        organisation=cast.organisation,
        medication=card.medication,
        text="Ask the ward.",
        key="5a3d7c1e-0b52-4f0e-9d6b-2f1c8e4a7b91",
        by=cast.people["dev"],
    )
    assert "Local note Ask the ward." in words(read(f"/desk/drafts/{card.pk}/preview/", client=dev))


def test_conditions_stay_until_a_draft_without_them_is_published(dev: Client) -> None:
    gate = gate_of("clozapine")
    address = begun(dev, "clozapine")
    Caution.objects.filter(card=card_at(address)).delete()

    for part in ("preview/", "preview/phone/"):
        assert lacks(dev.get(f"{address}{part}"), "clozapine", gate) is False


def test_it_may_stand_in_a_frame_of_ours_and_nowhere_else(dev: Client, read: Read) -> None:
    address = begun(dev)
    shown, phone = dev.get(f"{address}preview/"), dev.get(f"{address}preview/phone/")

    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "default-src 'self'" in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in phone["Content-Security-Policy"]
    assert phone["X-Frame-Options"] == "DENY"
    frame = read(f"{address}preview/phone/", client=dev).select_one("main iframe")
    assert frame is not None
    assert frame["src"] == f"{address}preview/"


def test_a_version_that_nobody_works_on_has_none(cast: Cast, dev: Client) -> None:
    card = olanzapine(cast)
    submit(card, cast.people["dev"])
    for part in ("preview/", "preview/phone/"):
        assert dev.get(f"/desk/drafts/{card.pk}/{part}").status_code == 200
    publish(card, cast.people["ewa"])
    for part in ("preview/", "preview/phone/"):
        response = dev.get(f"/desk/drafts/{card.pk}/{part}")
        assert (response.status_code, response["Location"]) == (302, f"/desk/drafts/{card.pk}/")


@pytest.mark.parametrize("part", ["preview/", "preview/phone/"])
def test_only_pharmacists_of_the_organisation_see_it(cast: Cast, dev: Client, part: str) -> None:
    address = f"{begun(dev)}{part}"
    MembershipFactory(
        account=cast.people["hugo"], organisation=cast.other_organisation, pharmacist=True
    )
    cast.other_organisation.releases.create(number=1)

    assert signed_in(cast.people["amara"]).get(address).status_code == 403
    assert signed_in(cast.people["hugo"]).get(address).status_code == 404
    assert Client().get(address).status_code == 302
